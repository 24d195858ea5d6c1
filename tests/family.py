"""Small documents of our own making, for the tests of derivation: put together from parts, not read from text."""

import datetime as dt
import re
from random import Random

from policytext.model import Citation, CitationRelation, Document, Header, Level, Provision
from policytext.reading.outline.provisions import PREAMBLE
from policytext.span import Span

HAN = [chr(0x4E00 + k) for k in range(2000)]
CITED = re.compile(r"《([^《》]+)》(?:（([^（）]*号)）)?")


def document(  # noqa: PLR0913 -- the parts of a head are many
    doc_id: str,
    *items: str,
    title: str | None = None,
    number: str | None = None,
    issuers: tuple[str, ...] = (),
    issued: str | None = None,
    level: Level | None = None,
    place: str | None = None,
    preamble: str = "",
    relation: CitationRelation = "basis",
) -> Document:
    """A document whose provisions are `items`; every 《…》 of the preamble and the items is a citation."""
    text, provisions = "", []
    for k, item in enumerate((preamble, *items)):
        start = len(text)
        text += item + "\n"
        if item:
            path = str(k) if k else PREAMBLE
            span = Span(start, len(text) - 1)
            provisions.append(Provision(span=span, text=item, path=path, heading=None, section=k - 1 if k else None))
    citations = tuple(
        Citation(
            span=Span(*m.span()),
            text=m[0],
            title=m[1],
            number=m[2],
            kind="document",
            relation=relation,
            sentence=0,
            rule="test",
        )
        for m in CITED.finditer(text)
    )
    header = Header(
        title=title,
        document_number=number,
        issuers=issuers,
        issued=dt.date.fromisoformat(issued) if issued else None,
        level=level,
        jurisdiction=place,
    )
    return Document(doc_id=doc_id, text=text, header=header, provisions=tuple(provisions), citations=citations)


PROVINCE = document(
    "province",
    "1.建设便民菜店。支持农产品批发企业在居民小区设立直营菜店，每个街道不少于2个，摊位费减半收取，优先安置本地菜农。",
    "2.加强检测。菜店应当配备农药残留快速检测设备，检测结果每日在店门口公示，不合格的蔬菜当场下架销毁。",
    "3.稳定价格。发展改革部门会同商务部门建立平价蔬菜价格监测点，出现异常波动时启动储备蔬菜投放机制。",
    "4.培训人员。对从事蔬菜冷链配送的人员开展岗前培训，考核合格后发给上岗证书，培训费用由就业补助资金列支。",
    title="沧原省人民政府办公厅关于印发《沧原省便民菜店建设实施方案》的通知",
    number="沧政办发〔2021〕18号",
    issuers=("沧原省人民政府办公厅",),
    issued="2021-03-02",
    level="province",
    place="沧原省",
)
CITY = document(
    "city",
    "1.建设便民菜店。支持农产品批发企业在居民小区设立直营菜店，2021年底前每个街道不少于3个，摊位费减半收取，由市商务局牵头落实。",
    "2.加强检测。菜店应当配备农药残留快速检测设备，检测结果每日在店门口公示，不合格的蔬菜当场下架销毁。",
    "3.开展评选。每年评选十家诚信经营菜店，在本地电视台播出其事迹，并给予店主一次外出考察的机会。",
    title="临河市便民菜店建设工作方案",
    issuers=("临河市商务局",),
    issued="2021-05-20",
    level="prefecture",
    place="临河市",
    preamble="根据《沧原省便民菜店建设实施方案》（沧政办发〔2021〕18号），制定本方案。",
)


def many(n: int) -> list[Document]:
    """Documents of three levels; some of the later ones repeat a provision of an earlier one."""
    random, held = Random(2012), []
    for k in range(n):
        items = [f"{i}.{''.join(random.choices(HAN, k=40))}。" for i in range(1, 4)]
        if k >= n // 2 and k % 4 == 0:
            items[0] = held[k - n // 2].provisions[0].text
        level = ("central", "province", "county")[k * 3 // n]
        held.append(document(f"d{k}", *items, title=f"第{k}号通知", issued=f"{2000 + k * 24 // n}-03-01", level=level))
    return held

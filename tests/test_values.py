"""What finds mean: numbers, bodies, effects, actions, expansions."""

import pytest

from policytext import Document, parse
from policytext.values import actions, article, body, conditions, effect, expansion, jurisdiction_line, quantity


def one(sentence: str, section: str = "一、工作措施") -> Document:
    return parse(f"{section}\n{sentence}")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("各镇新建社区食堂不少于30个。", ("at_least", 30, None, "个")),
        ("每次检查不超过2小时。", ("at_most", 2, None, "小时")),
        ("覆盖率达到95%。", ("reach", 95, None, "%")),
        ("覆盖率达到95%以上。", ("at_least", 95, None, "%")),
        ("投诉率降至5%以下。", ("at_most", 5, None, "%")),
        ("占比提高2个百分点以上。", ("up_by", 2, None, "个百分点")),
        ("县民政局至少组织2次巡查。", ("at_least", 2, None, "次")),
        ("标准不低于当地低保标准的80%。", ("at_least", 80, None, "%")),
        ("油烟浓度控制在2毫克/立方米。", ("at_most", 2, None, "毫克/立方米")),
        ("装机容量超过10亿千瓦。", ("more_than", 1_000_000_000, None, "千瓦")),
        ("投诉量下降三成。", ("down_by", 30, None, "%")),
        ("满意率提高到八成五以上。", ("at_least", 85, None, "%")),
        ("助餐点不少于三分之一。", ("at_least", 0.333333, None, None)),
        ("选定3—5家企业开展试点。", (None, 3, 5, "家")),
        ("给予10万元至25万元补助。", (None, 100_000, 250_000, "元")),
        ("明确一名联络员。", (None, 1, None, "名")),
        ("占比提高2个百分点。", ("up_by", 2, None, "个百分点")),
        ("青禾县建成一百零五个食堂。", (None, 105, None, "个")),
        ("投入资金一千零五十万元。", (None, 10_500_000, None, "元")),
        ("给予一百万零五千元补助。", (None, 1_005_000, None, "元")),
        ("种植树木三万零五十棵。", (None, 30_050, None, "棵")),
        ("投资两亿五千万元。", (None, 250_000_000, None, "元")),
        ("完成培训一万两千人次。", (None, 12_000, None, "人次")),
        ("总产值突破一千二百亿元。", ("more_than", 120_000_000_000, None, "元")),
        ("总产值突破十五亿元。", ("more_than", 1_500_000_000, None, "元")),
        ("聘请三五名厨师。", (None, 3, 5, "名")),
        ("青禾县按1:1:8的比例筹集资金。", (None, None, None, None)),
        ("按照不低于1:10的比例配备护理员。", ("at_least", 0.1, None, "比例")),
        ("按照1:2.5的比例配备餐桌。", (None, 0.4, None, "比例")),
        ("比例提高到1.5∶1。", ("reach", 1.5, None, "比例")),
        ("损耗率控制在千分之三以内。", ("at_most", 3, None, "‰")),
        ("提取万分之五作为经费。", (None, 5, None, "‱")),
        ("撰写不少于3000字的总结。", ("at_least", 3000, None, "字")),
        ("给予3—5万元一次性补助。", (None, 30_000, 50_000, "元")),
        ("给予800—1万元补助。", (None, 800, 10_000, "元")),
        ("给予三五万元补助。", (None, 30_000, 50_000, "元")),
        ("建成二三十个食堂。", (None, 20, 30, "个")),
        ("培育两三个品牌。", (None, 2, 3, "个")),
        ("用餐时间不能超过2小时。", ("at_most", 2, None, "小时")),
        ("收费不准超过10元。", ("at_most", 10, None, "元")),
        ("每次严禁超过20人。", ("at_most", 20, None, "人")),
        ("满意率不可低于90%。", ("at_least", 90, None, "%")),
        ("突破3项助餐关键技术。", (None, 3, None, "项")),
        ("突破两个难题。", (None, 2, None, "个")),
        ("助餐人数突破100万人次。", ("more_than", 1_000_000, None, "人次")),
        ("全县社区食堂突破100个。", ("more_than", 100, None, "个")),
        ("按每百户30平方米的标准配建食堂。", (None, 30, None, "平方米")),
        ("护理员提高到每万人5人。", ("reach", 5, None, "人")),
    ],
)
def test_quantities(sentence: str, value: tuple[object, ...]) -> None:
    doc = one(sentence)
    found = [quantity(doc, t) for t in doc.targets]
    assert [(q.comparator, q.number, q.upper, q.unit) for q in found] == [value]


def test_what_is_counted_and_the_base() -> None:
    doc = one("到2025年，绿色园区30个，能耗比2020年下降5%。")
    first, second = (quantity(doc, t) for t in doc.targets)
    assert (first.counted, first.base) == ("绿色园区", None)
    assert (second.comparator, second.base) == ("down_by", "2020年")


@pytest.mark.parametrize(
    ("sentence", "nouns"),
    [
        ("全县蔬菜生产机械化率达到70%。", ["蔬菜生产机械化率"]),
        ("到2025年，力争秸秆还田率提高到60%以上，茶园面积稳定在3万亩。", ["秸秆还田率", "茶园面积"]),
        ("将施工损耗率控制在5%以内。", ["施工损耗率"]),
        ("确保用餐满意度不低于90%。", ["用餐满意度"]),
        ("形成50个左右助餐示范场景。", ["助餐示范场景"]),
        ("建成标准化助餐点20个、邻里小屋30个以上。", ["标准化助餐点", "邻里小屋"]),
        ("新建3个、改造5个养老服务站。", ["养老服务站", "养老服务站"]),
        ("建设3至5个、改造2至3个助餐点。", ["助餐点", "助餐点"]),
        ("新建养老服务站3个、改造5个。", ["养老服务站", "养老服务站"]),
        ("建成社区食堂30个、书屋20个。", ["社区食堂", "书屋"]),
        ("重点培育助餐企业12家。", ["助餐企业"]),
        ("茶叶、桑树面积分别稳定在3万亩和5万亩。", ["茶叶面积", "桑树面积"]),
        ("社区食堂和助餐点分别不少于50个和80个。", ["社区食堂", "助餐点"]),
        ("城区和乡镇覆盖率分别达到90%、80%以上。", ["城区覆盖率", "乡镇覆盖率"]),
        ("到2025年，城镇和农村低保标准分别提高到800元和600元。", ["城镇低保标准", "农村低保标准"]),
        ("城镇和农村居民收入分别达到5万元和3万元。", ["城镇居民收入", "农村居民收入"]),
        ("撰写不少于3000字的总结。", ["总结"]),
        ("国家和市级示范点分别达到5个、8个。", ["国家和市级示范点", "国家和市级示范点"]),
        ("每个镇配备1名营养指导员。", ["营养指导员"]),
        ("贴息期限最长不超过2年。", ["贴息期限"]),
        ("联席会议设召集人1名。", ["召集人"]),
        ("其他建设项目不超过5%。", ["其他建设项目"]),
        ("评审费用标准为100元/人。", ["评审费用标准"]),
        ("县民政局要覆盖率达到95%以上。", ["覆盖率"]),
        ("县民政局要力争突破100亿元。", [None]),
        ("奖励总额不超过剩余部分的10%。", ["奖励总额"]),
        ("各镇覆盖率达到95%。", ["覆盖率"]),
        ("县市场监管局对助餐点的检查覆盖率达到100%。", ["助餐点的检查覆盖率"]),
        ("县民政局对助餐点每月至少抽查1次。", [None]),
        ("补助标准为每个端口100元。", ["补助标准"]),
        ("新建食堂应当按照每百户不少于20平方米建设。", [None]),
        ("评审意见至少保留三年。", [None]),
        ("领导小组会议每季度召开一次。", [None]),
        ("县财政按照每人每天60元予以补助。", [None]),
        ("主体竣工时支付15%。", [None]),
        ("可再生能源占比达到三成。", ["可再生能源占比"]),
        ("力争三年内社会化订餐比例提高两成。", ["社会化订餐比例"]),
        ("全县2024—2026年建设食堂30个。", ["食堂"]),
        ("按照每千人3张的标准配建床位。", [None]),
    ],
)
def test_the_noun_that_is_counted(sentence: str, nouns: list[str | None]) -> None:
    doc = one(sentence)
    assert [quantity(doc, t).counted for t in doc.targets] == nouns


LETTERHEAD = "湖北省人民政府关于做好助餐服务的通知\n各市人民政府：\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("省财政厅", (False, "湖北省财政厅", "province", "department")),
        ("武汉市民政局", (False, "武汉市民政局", "prefecture", "department")),
        ("各有关部门", (True, None, None, "department")),
        ("省妇联", (False, "湖北省妇联", "province", "mass_organisation")),
        ("餐饮企业", (True, None, None, "enterprise")),
    ],
)
def test_bodies(name: str, value: tuple[object, ...]) -> None:
    doc = parse(f"{LETTERHEAD}{name}要建立台账。")
    found = [body(doc, a) for a in doc.assignments]
    assert [(b.open, b.name, b.level, b.kind) for b in found] == [value]


def test_pronouns_of_letters_are_the_bodies_of_the_header() -> None:
    doc = parse(
        "云川省民生服务厅关于助餐补贴的复函\n\n澜溪市民生服务局：\n一、答复意见\n你市可叠加奖补。请你局及时报告我厅。\n\n"
        "云川省民生服务厅\n2023年3月1日\n"
    )
    found = [(a.name, body(doc, a).name) for a in doc.assignments]
    assert found == [("你市", "澜溪市"), ("你局", "澜溪市民生服务局"), ("我厅", "云川省民生服务厅")]


def test_the_line_of_places() -> None:
    assert jurisdiction_line(parse("武汉市人民政府关于助餐的通知\n各区：\n现通知如下。")) == ("武汉市", "湖北省")
    assert jurisdiction_line(parse("青禾县人民政府关于助餐的通知\n各镇：\n现通知如下。")) == ("青禾县",)
    assert jurisdiction_line(parse("各镇要建立台账。")) == ()


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("《青禾县助餐办法》（青政发〔2019〕2号）同时废止。", "repeals"),
        ("按照《青禾县助餐办法》作如下安排：", None),
        ("对《青禾县助餐办法》作出如下修改：", "amends"),
        ("现转发《云川省助餐办法》，请遵照执行。", "forwards"),
        ("根据《青禾县助餐办法》，各镇要建立台账。", None),
    ],
)
def test_effects(sentence: str, value: str | None) -> None:
    doc = parse(sentence)
    assert [effect(doc, c) for c in doc.citations] in ([value], [])


@pytest.mark.parametrize(
    ("named", "value"),
    [
        ("第五十五条、第五十六条", "第五十五条、第五十六条"),
        ("第六十条第一款第（三）项", "第六十条第一款第（三）项"),
        ("第六条（一）、（二）项", "第六条（一）、（二）项"),
        ("第六条第(一)项、第(二)项", "第六条第(一)项、第(二)项"),
        ("第六条第（一）项或者第七条", "第六条第（一）项"),
        ("第六条（三）", "第六条"),
        ("（三）项", None),
    ],
)
def test_articles(named: str, value: str | None) -> None:
    doc = one(f"依照《中华人民共和国食品安全法》{named}处理。")
    assert [article(doc, c) for c in doc.citations] == [value]


def test_actions_have_verb_object_and_spans() -> None:
    doc = one("对符合条件的，各镇要积极建立台账，定期公布结果，确保质量。")
    found = actions(doc, doc.tasks[0])
    assert [(a.verb, a.object) for a in found] == [("建立", "台账"), ("公布", "结果"), ("确保", "质量")]
    for a in found:
        assert doc.text[a.verb_span.start : a.verb_span.end] == a.verb
        assert a.object_span and doc.text[a.object_span.start : a.object_span.end] == a.object
    assert conditions(doc, doc.tasks[0]) == ("对符合条件的",)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("出台助餐收费指导意见。", ["出台助餐收费指导意见"]),
        ("县民政局会同县财政局制定办法，印发各镇。", ["制定办法", "印发各镇"]),
        ("县民政局开展检查。", ["开展检查"]),
        ("2024年9月底前完成改造。", ["完成改造"]),
        ("各镇于6月底前将名单报县民政局。", ["报名单"]),
        ("把助餐工作纳入年度考核。", ["纳入助餐工作"]),
        ("将在全县范围内通报。", ["通报"]),
        ("各镇要按照本方案要求，利用现有场地改建食堂，新建助餐点。", ["改建食堂", "新建助餐点"]),
        ("县民政局对食材进行定期抽检，向社会公布结果。", ["抽检食材", "公布结果"]),
        ("为参加培训的助餐员提供补贴。", ["提供补贴"]),
        ("按照检查计划组织开展抽查。", ["开展抽查"]),
        ("不得利用助餐场所推销产品，不得收取押金。", ["不得利用助餐场所推销产品", "不得收取押金"]),
        ("社区食堂不得以任何理由拒绝老年人用餐。", ["不得以任何理由拒绝老年人用餐"]),
        ("逐户登记老年人，确保不漏一户。", ["登记老年人"]),
        ("检查组要加强巡查，检查结果由县民政局公布。", ["加强巡查"]),
        ("推广可回收餐具。", ["推广可回收餐具"]),
        ("将食堂必要建设用地纳入规划，不需要提交证明。", ["纳入食堂必要建设用地", "不需要提交证明"]),
        ("存在隐患需要整改的，限期整改。", []),
    ],
)
def test_actions_stand_behind_their_subject_and_what_sets_the_scene(sentence: str, expected: list[str]) -> None:
    doc = one(sentence)
    found = [a for t in doc.tasks for a in actions(doc, t)]
    assert [f"{a.verb}{a.object or ''}" for a in found] == expected
    for a in found:
        assert doc.text[a.verb_span.start : a.verb_span.end] == a.verb
        assert a.object is None or (a.object_span and doc.text[a.object_span.start : a.object_span.end] == a.object)


def test_expansions() -> None:
    doc = one("各镇要落实“三个一批”（关停一批、改造一批、提升一批），增强“四个意识”。")
    assert [expansion(doc, s) for s in doc.slogans] == ["关停一批、改造一批、提升一批", None]


@pytest.mark.parametrize(
    ("issuer", "name", "full", "level"),
    [
        ("砚州市", "市市场监管局", "砚州市市场监管局", "prefecture"),
        ("砚州市", "市政务服务局", "砚州市政务服务局", "prefecture"),
        ("砚州市", "教育部", "教育部", "central"),
        ("砚州市", "妇联", None, None),
        ("砚州市", "全国妇联", "中华全国妇女联合会", None),
        ("砚州市", "省财政厅", None, "province"),
        ("重庆市", "市商务委", "重庆市商务委", "province"),
        ("重庆市", "市级财政", None, "prefecture"),
        ("砚州市", "国网砚州供电公司", None, None),
        ("平湖市", "市民政局", "平湖市民政局", "county"),
        ("平湖市", "省财政厅", "浙江省财政厅", "province"),
        ("广西壮族自治区", "自治区财政厅", "广西壮族自治区财政厅", "province"),
        ("延边朝鲜族自治州", "州民政局", "延边朝鲜族自治州民政局", "prefecture"),
    ],
)
def test_a_bare_word_of_place_is_that_of_the_issuer_or_above_it(issuer, name, full, level) -> None:
    doc = parse(
        f"{issuer}人民政府关于做好检查工作的通知\n各县人民政府：\n一、工作要求\n{name}要加强检查。\n{issuer}人民政府\n2023年5月8日"
    )
    found = body(doc, doc.assignments[0])
    assert (found.name, found.level, found.open) == (full, level, False)


@pytest.mark.parametrize("name", ["市场监管部门", "教育部门", "乡村振兴部门", "各有关部门"])
def test_a_class_of_bodies_is_no_body_of_the_place(name: str) -> None:
    doc = parse(f"砚州市人民政府关于做好检查工作的通知\n各县人民政府：\n一、工作要求\n{name}要加强检查。")
    assert body(doc, doc.assignments[0]).open


def test_what_every_place_has_may_be_that_of_the_place() -> None:
    doc = parse(
        "青禾县人民政府关于做好帮扶工作的通知\n各镇人民政府：\n一、工作要求\n乡村振兴局要加强检查。\n青禾县人民政府\n2023年5月8日"
    )
    assert body(doc, doc.assignments[0]).candidates == ("国家乡村振兴局", "青禾县乡村振兴局")

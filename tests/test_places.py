"""Level and place of a body (层级, 辖区)."""

import pytest

from policytext.reading.header.places import place_of, place_of_number


@pytest.mark.parametrize(
    ("body", "level", "place"),
    [
        ("国务院办公厅", "central", "全国"),
        ("财政部", "central", "全国"),
        ("人力资源社会保障部办公厅", "central", "全国"),
        ("社区发展部", "central", "全国"),
        ("中共中央办公厅", "central", "全国"),
        ("重庆市人民政府", "province", "重庆市"),
        ("内蒙古自治区民族事务委员会", "province", "内蒙古自治区"),
        ("湖北省农业事业发展中心", "province", "湖北省"),
        ("临海市人民政府办公室", "county", "临海市"),
        ("义乌市市场监督管理局", "county", "义乌市"),
        ("中共本溪市委办公室", "prefecture", "本溪市"),
        ("本溪高新区党政综合办公室", "county", "本溪高新区"),
        ("中共古城街道工作委员会", "township", "古城街道"),
        ("云川省民生服务厅", "province", "云川省"),
        ("澜溪市社区发展局", "prefecture", "澜溪市"),
        ("青禾县人民政府办公室", "county", "青禾县"),
        ("云川省澜溪市青禾县民政局", "county", "青禾县"),
        ("柏洲区人民政府", "county", "柏洲区"),
        ("榆荫街道办事处", "township", "榆荫街道"),
        ("新溪镇人民政府", "township", "新溪镇"),
        ("疫情防控指挥部", None, None),
        ("后勤保障部", None, None),
        ("国家统计局青禾调查队", None, None),
        ("国家税务总局云川省税务局", "province", "云川省"),
        ("中国人民银行云川省分行", "province", "云川省"),
        ("中国人民银行", "central", "全国"),
        ("国家级青禾经济开发区管理委员会", "county", "青禾经济开发区"),
        ("国家发展改革委", "central", "全国"),
        ("省财政厅", "province", None),
        ("市社区发展局", None, None),
        ("", None, None),
        ("澧州县教育局", "county", "澧州县"),
        ("平湖省人民政府", "province", "平湖省"),
        ("临湖市城市管理局", "prefecture", "临湖市"),
        ("临湖市城区停车管理办法", "prefecture", "临湖市"),
        ("临湖市东城区停车管理办法", "county", "东城区"),
        ("合肥市海绵城市建设方案", "prefecture", "合肥市"),
        ("临湖市产业园区提质方案", "prefecture", "临湖市"),
        ("青禾县开发区管理委员会", "county", "开发区"),
        ("青禾县白石镇2024年防汛预案", "township", "白石镇"),
        ("2024年河东村2024年防汛预案", "community", "河东村"),
        ("云镇化工集团", None, None),
        ("水乡文化中心", None, None),
        ("支持返乡创业若干措施", None, None),
    ],
)
def test_place(body: str, level: str | None, place: str | None) -> None:
    assert place_of(body)[:2] == (level, place)


def test_city_below_a_city() -> None:
    assert place_of("青禾市人民政府", "报送澜溪市青禾市人民政府").level == "county"
    assert place_of("云川省澜溪市青禾市人民政府").level == "county"


@pytest.mark.parametrize(
    ("number", "level"),
    [("银保监办发〔2020〕10号", "central"), ("国办发〔2022〕3号", "central"), ("云政发〔2021〕5号", None), ("", None)],
)
def test_the_prefix_of_a_number_shows_a_central_body(number: str, level: str | None) -> None:
    assert place_of_number(number).level == level

"""Document numbers (发文字号): forms, edges, damage."""

import pytest

from policytext.reading.header.number import find_numbers, normalise_number, plausible


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("云川办发〔2023〕15号", "云川办发〔2023〕15号"),
        ("云川办发 [2023] 15 号", "云川办发〔2023〕15号"),
        ("云川办发（2023）第15号", "云川办发〔2023〕15号"),
        ("云川办发〔2023〕006号", "云川办发〔2023〕6号"),
        ("云川办发〔98〕6号", "云川办发〔1998〕6号"),
        ("云川办发【2023]１５号", "云川办发〔2023〕15号"),
        ("云 川 办 发〔2023〕15号", "云川办发〔2023〕15号"),
        ("云川办发〔20xx〕x号", "云川办发〔20xx〕x号"),
        ("同政办发〔2023〕5号", "同政办发〔2023〕5号"),
        ("将政办发〔2023〕5号", "将政办发〔2023〕5号"),
        ("经管办发〔2023〕5号", "经管办发〔2023〕5号"),
        ("见青政办发〔2023〕5号", "青政办发〔2023〕5号"),
        ("2023年7月15日", None),
        ("（2023）15号", None),
        ("", None),
    ],
)
def test_one_form(printed: str, number: str | None) -> None:
    assert normalise_number(printed) == number


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("根据云川办发〔2023〕15号文件精神", "云川办发〔2023〕15号"),
        ("《白洲市社区食堂管理办法》（白政发〔2021〕3号）", "白政发〔2021〕3号"),
        ("云川省人民政府办公厅关于做好社区食堂工作的通知云政办发〔2021〕3号各市人民政府：", "云政办发〔2021〕3号"),
        ("按照省财政厅、省人力资源和社会保障厅云财综发〔2011〕32号文件规定", "云财综发〔2011〕32号"),
        ("和平政发〔2020〕7号", "和平政发〔2020〕7号"),
        ("关于建设食堂的通知\n同政办发〔2020〕7号\n各镇：", "同政办发〔2020〕7号"),
        ("《食堂管理办法》（即政办发〔2020〕7号）", "即政办发〔2020〕7号"),
        ("《食堂管理办法》（见青政办发〔2020〕7号）", "青政办发〔2020〕7号"),
    ],
)
def test_edge_in_running_text(sentence: str, number: str) -> None:
    assert [m.value for m in find_numbers(sentence)] == [number]


def test_damaged_year() -> None:
    assert not plausible("云川办发〔2121〕1号")
    assert plausible("云川办发〔2021〕1号")
    assert plausible("云川办发〔20xx〕1号")

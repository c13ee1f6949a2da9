import pytest

from kg.divisions import load_divisions

DIVISIONS = load_divisions()


def names(name):
    return [division.name for division in DIVISIONS.by_name.get(name, ())]


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("浏阳市", ["浏阳市", "长沙市", "湖南省"]),
        ("湘西土家族苗族自治州", ["湘西土家族苗族自治州", "湖南省"]),
        ("济源市", ["济源市", "河南省"]),
        ("海淀区", ["海淀区", "北京市"]),
    ],
)
def test_a_division_lies_in_those_above_it(name, chain):
    assert [division.name for division in DIVISIONS.chain(DIVISIONS.by_name[name][0])] == chain


def test_short_names_find_the_highest_level_first():
    assert names("长沙") == ["长沙市", "长沙县"]
    assert names("吉林") == ["吉林省", "吉林市"]
    assert names("内蒙古") == ["内蒙古自治区"]
    assert names("新疆") == ["新疆维吾尔自治区"]
    assert names("恩施") == ["恩施土家族苗族自治州", "恩施市"]


def test_a_name_is_never_shortened_to_one_character():
    assert all(len(division.short) >= 2 for division in DIVISIONS)


def test_codes_nest_by_their_digits():
    for division in DIVISIONS:
        if division.level == "county":
            assert division.parent[:2] == division.code[:2]


def test_a_former_name_leads_to_the_division_of_today():
    assert [division.name for division in DIVISIONS.by_former_name["望城县"]] == ["望城区"]
    assert [(former.name, former.last) for former in DIVISIONS.names_before("430112")] == [("望城县", 2010)]


def test_every_former_division_ended_in_this_century_and_leads_to_one_that_is():
    for former in DIVISIONS.former:
        assert 1980 <= former.first <= former.last
        assert former.last >= 2000
        assert not former.now or former.now in DIVISIONS.by_code

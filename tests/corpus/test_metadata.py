import pytest

from kg.corpus.metadata import Metadata, fill, infer_metadata, is_of_genre
from kg.model import Period

ANNUAL = (
    "各位代表：\n现在，我代表{}人民政府，向大会报告工作，请予审议。\n"
    "一、2023年工作回顾\n过去一年，攻坚克难。\n二、2024年工作安排\n"
)

CASES = {
    "province, titled by the year it reviews": (
        "2023年湖北省政府工作报告\n——2024年1月30日在湖北省第十四届人民代表大会第二次会议上\n省长 某某\n"
        + ANNUAL.format("省"),
        ("2023年湖北省政府工作报告", "湖北省人民政府", "湖北省", "province", "2024-01-30", "2023", "2024"),
    ),
    "city, as a web page shows it": (
        "您的位置:\n首页\n>\n要闻\n2024年政府工作报告\n来源：某某日报\n2024-02-03 09:02:33\n【字体：\n大\n中\n小\n】\n"
        "——2024年1月16日在岳阳市第九届人民代表大会第三次会议上\n" + ANNUAL.format("市"),
        ("2024年政府工作报告", "岳阳市人民政府", "岳阳市", "city", "2024-01-16", "2023", "2024"),
    ),
    "county": (
        "政府工作报告\n2024年1月5日在平江县第十八届人民代表大会第三次会议上\n平江县人民政府县长 某某\n"
        + ANNUAL.format("县"),
        ("政府工作报告", "平江县人民政府", "平江县", "county", "2024-01-05", "2023", "2024"),
    ),
    "district of a name that several cities have": (
        "福州市鼓楼区政府工作报告\n（2023年12月26日区人大会议通过）\n" + ANNUAL.format("区"),
        ("福州市鼓楼区政府工作报告", "鼓楼区人民政府", "鼓楼区", "county", "2023-12-26", "2023", "2024"),
    ),
    "autonomous region": (
        "政府工作报告\n——2024年1月2日在广西壮族自治区第十四届人民代表大会第二次会议上\n自治区主席 某某\n"
        + ANNUAL.format("自治区"),
        ("政府工作报告", "广西壮族自治区人民政府", "广西壮族自治区", "province", "2024-01-02", "2023", "2024"),
    ),
    "autonomous prefecture": (
        "湘西土家族苗族自治州2024年政府工作报告\n州长 某某\n" + ANNUAL.format("州"),
        (
            "湘西土家族苗族自治州2024年政府工作报告",
            "湘西土家族苗族自治州人民政府",
            "湘西土家族苗族自治州",
            "city",
            "2024",
            "2023",
            "2024",
        ),
    ),
    "municipality": (
        "重庆市政府工作报告\n（2024年1月21日在重庆市第六届人民代表大会第二次会议上）\n" + ANNUAL.format("市"),
        ("重庆市政府工作报告", "重庆市人民政府", "重庆市", "province", "2024-01-21", "2023", "2024"),
    ),
    "league": (
        "2024年锡林郭勒盟行政公署工作报告\n一、2023年工作回顾\n过去一年\n二、2024年工作安排",
        ("2024年锡林郭勒盟行政公署工作报告", "锡林郭勒盟行政公署", "锡林郭勒盟", "city", "2024", "2023", "2024"),
    ),
    "the nation": (
        "政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国务院总理 某某\n各位代表：\n"
        "现在，我代表国务院，向大会报告政府工作。\n一、2023年工作回顾\n过去一年\n二、2024年经济社会发展总体要求和政策取向",
        ("政府工作报告", "国务院", "中国", "nation", "2024-03-05", "2023", "2024"),
    ),
    "years in Chinese numerals": (
        "二〇二四年常德市政府工作报告\n——二〇二四年一月九日在常德市第八届人民代表大会第三次会议上\n各位代表：\n"
        "一、二〇二三年工作回顾\n二、二〇二四年工作安排",
        ("二〇二四年常德市政府工作报告", "常德市人民政府", "常德市", "city", "2024-01-09", "2023", "2024"),
    ),
    "given in December, headings without years": (
        "政府工作报告\n（2023年12月28日在常德市第八届人民代表大会第三次会议上）\n各位代表：\n一、今年工作回顾\n二、明年工作安排",
        ("政府工作报告", "常德市人民政府", "常德市", "city", "2023-12-28", "2023", "2024"),
    ),
    "five years only": (
        "政府工作报告\n——2022年1月8日在浏阳市第十八届人民代表大会第一次会议上\n各位代表：\n一、过去五年工作回顾\n五年来，我们。\n"
        "二、今后五年的目标任务\n三、2022年重点工作",
        ("政府工作报告", "浏阳市人民政府", "浏阳市", "county", "2022-01-08", "2017-2021", "2022"),
    ),
    "five years and the last of them": (
        "政府工作报告\n——2026年1月8日在浏阳市第十八届人民代表大会第五次会议上\n各位代表：\n一、“十四五”时期工作回顾\n"
        "刚刚过去的2025年，我们攻坚克难。\n二、“十五五”时期目标任务\n三、2026年重点工作",
        ("政府工作报告", "浏阳市人民政府", "浏阳市", "county", "2026-01-08", "2025", "2026"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_government_work_reports(case: str) -> None:
    text, expected = CASES[case]
    found = infer_metadata(text)
    assert found.kind == "government_work_report"
    told = (found.title, found.issuer, found.place, found.level, found.date, str(found.reviews), str(found.plans))
    assert told == expected


PLANS = {
    "proposal over two lines": (
        "中共岳阳市委关于制定岳阳市国民经济和社会发展\n\n第十四个五年规划和二○三五年远景目标的建议\n\n（2020年12月30日中国共产党岳阳市\n\n"
        "第七届委员会第十二次全体会议通过）\n\n“十三五”时期成就辉煌。\n一、“十四五”时期主要目标",
        ("plan_proposal", "中共岳阳市委", "岳阳市", "2020-12-30", "2016-2020", "2021-2025"),
    ),
    "proposal in short": (
        "中共浏阳市委关于制定浏阳市“十五五”规划的建议\n（2025年11月28日中共浏阳市委十三届十次全会通过）\n一、“十四五”成就",
        ("plan_proposal", "中共浏阳市委", "浏阳市", "2025-11-28", "2021-2025", "2026-2030"),
    ),
    "proposal of the nation": (
        "中共中央关于制定国民经济和社会发展第十四个五年规划和二〇三五年远景目标的建议\n"
        "（2020年10月29日中国共产党第十九届中央委员会第五次全体会议通过）\n“十三五”时期成就辉煌。",
        ("plan_proposal", "中共中央", "中国", "2020-10-29", "2016-2020", "2021-2025"),
    ),
    "outline": (
        "岳阳市国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要\n（2021年2月5日岳阳市第八届人民代表大会第六次会议批准）\n目录\n"
        "第一章 发展环境\n“十三五”时期",
        ("plan_outline", "岳阳市人民政府", "岳阳市", "2021-02-05", "2016-2020", "2021-2025"),
    ),
    "outline without a date": (
        "宁夏回族自治区国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n第一章 “十四五”时期发展环境",
        ("plan_outline", "宁夏回族自治区人民政府", "宁夏回族自治区", "2021", "None", "2021-2025"),
    ),
    "plan of one field": (
        "长沙市人民政府关于印发长沙市“十四五”数字经济发展规划的通知\n各区县：\n现将规划印发给你们。\n长沙市人民政府\n2021年12月30日\n",
        ("other", "长沙市人民政府", "长沙市", "2021-12-30", "None", "2021-2025"),
    ),
    "plan of the year": (
        "关于湘潭市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告\n——2024年1月9日在湘潭市第十六届人民代表大会第三次会议上",
        ("other", "湘潭市人民政府", "湘潭市", "2024-01-09", "2023", "2024"),
    ),
}


@pytest.mark.parametrize("case", PLANS)
def test_plans(case: str) -> None:
    text, expected = PLANS[case]
    found = infer_metadata(text)
    assert (found.kind, found.issuer, found.place, found.date, str(found.reviews), str(found.plans)) == expected


def test_a_print_that_starts_in_the_middle_is_placed_by_its_body() -> None:
    text = (
        "政府工作报告\n上接1版\n湖南岳阳再进位，岳阳港、岳阳楼区项目加快建设。在此，我代表市人民政府，向全市人民表示感谢！\n"
        "二、2025年工作重点\n今年是收官之年，长沙、岳阳携手，岳阳企业向好，全省前列。"
    )
    found = infer_metadata(text)
    assert (found.place, found.level, found.date, found.reviews, found.plans) == (
        "岳阳市",
        "city",
        "2025",
        Period(2024, 2024),
        Period(2025, 2025),
    )


def test_the_year_may_stand_in_the_body_only() -> None:
    found = infer_metadata(
        "长沙市政府工作报告\n各位代表：\n2025年全市经济社会发展主要预期目标是：地区生产总值增长5.5%以上。"
    )
    assert (found.date, found.reviews, found.plans) == ("2025", Period(2024, 2024), Period(2025, 2025))


def test_a_report_without_years_tells_none() -> None:
    found = infer_metadata("长沙市政府工作报告\n各位代表：\n过去一年，全市上下攻坚克难。")
    assert (found.date, found.reviews, found.plans) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "静夜思\n李白\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。",
        "import os\n\n# 长沙市 2024年\ndef main() -> None:\n    print(os.getcwd())\n",
        "The government work report was delivered on 2024-03-05. It set a target of five percent.",
        "2024年3月，长沙市一家面馆开业，市民排起长队。",
    ],
    ids=["poem", "program", "English", "news"],
)
def test_what_is_no_plan_or_report(text: str) -> None:
    assert not is_of_genre(text)


def test_the_first_row_that_knows_a_field_tells_it() -> None:
    filled = fill([Metadata(title="政府工作报告"), Metadata(title="别的", place="长沙市", plans=Period(2024, 2024))])
    assert filled == Metadata(title="政府工作报告", place="长沙市", plans=Period(2024, 2024))


def test_a_more_exact_date_of_the_same_year_is_taken() -> None:
    assert fill([Metadata(date="2024"), Metadata(date="2024-01-13")]).date == "2024-01-13"
    assert fill([Metadata(date="2024"), Metadata(date="2025-01-13")]).date == "2024"

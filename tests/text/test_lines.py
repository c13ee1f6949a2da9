from kg.text.lines import find_lines, runs_on


def lines_of(text):
    return [(line.text, line.is_furniture) for line in find_lines(text)]


def test_blank_lines_and_indents_are_not_part_of_a_line():
    text = "\n　　各位代表：\r\n\n  现在报告工作。"
    assert [(line.text, text[line.span.start : line.span.end]) for line in find_lines(text)] == [
        ("各位代表：", "各位代表："),
        ("现在报告工作。", "现在报告工作。"),
    ]


def test_web_and_print_furniture_is_told_from_text():
    assert lines_of("下载\n打印\n【字号：\n大\n】\n来源：某某日报\n上接1版\n打印机产业园开工。\n下转3版") == [
        ("下载", True),
        ("打印", True),
        ("【字号：", True),
        ("大", True),
        ("】", True),
        ("来源：某某日报", True),
        ("上接1版", True),
        ("打印机产业园开工。", False),
        ("下转3版", True),
    ]


def test_a_short_line_that_keeps_coming_back_is_a_watermark():
    assert [f for _, f in lines_of("某某数据平台\n一、回顾\n某某数据平台\n正文。\n某某数据平台")] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_an_address_to_the_house_is_no_watermark():
    assert not any(furniture for _, furniture in lines_of("各位代表！\n各位代表！\n各位代表！"))


def test_a_sentence_runs_on_over_a_break_without_an_end_mark():
    first, second = find_lines("城市更新规划有序推进，中国电信中南智\n能算力中心投产运营。")
    assert runs_on(first, second)


def test_titles_headings_and_new_paragraphs_end_a_line():
    def broken(text):
        return runs_on(*find_lines(text))

    assert not broken("省长毛伟明\n各位代表")
    assert not broken("一、全面建成小康社会，开启全面建设现代化新征程\n决胜全面建成小康社会")
    assert not broken("加快建设现代化产业体系，培育壮大新质生产力\n　　大力提振消费。")
    assert not broken("加快建设现代化产业体系，培育壮大新质生产力\n（二）改革")
    assert broken("加快建设、\n推进改革。")

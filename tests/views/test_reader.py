import html
import re

import pytest

from kg.views.reader import find_lines, render_reader
from kg.views.site import build_reader_name
from tests.records import HOSTILE, Builder, build_hostile, build_small
from tests.views.site import make_site


def read(text: str) -> str:
    """What stands in the article of a page, without its head."""
    article = text.split('<article class="text"')[1].split("</article>")[0].split("</header>")[1]
    return html.unescape(re.sub(r"<[^>]*>", "", article))


@pytest.mark.parametrize("build", [build_small, build_hostile])
def test_nothing_of_the_text_is_left_out_or_added(build) -> None:
    kg = build()
    for edition in kg.editions.values():
        shown = read(render_reader(make_site(kg), edition.id))
        published = edition.text.replace("\0", "").encode("utf-8", "ignore").decode()
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", published)


def test_every_mention_is_marked_in_its_sentence() -> None:
    kg = build_small()
    page = render_reader(make_site(kg), "city-2024")
    sentence = next(s.sentence.start for s in kg.statements if s.mention.text == "湘江科学城")
    at = page.index(f'id="s{sentence}"')
    assert re.match(r'[^>]*><a class="m type-park" href="#open=park\.\d+" data-m="\d+">湘江科学城</a>', page[at:])


def test_a_mention_over_a_line_break_is_marked_on_both_lines() -> None:
    kg = Builder().document("a", "长沙市", 2024, "推进[湘雅路\n过江通道|project]建设。").build()
    page = render_reader(make_site(kg), "a")
    assert re.findall(r'data-m="0">([^<]*)<', page) == ["湘雅路", "过江通道"]
    assert page.count('id="s') == 1


def test_lines_keep_their_place() -> None:
    text = "  一、回顾\n\n　　建成通车。\n"
    assert [text[line.start : line.end] for line in find_lines(text)] == ["一、回顾", "建成通车。"]


@pytest.mark.parametrize("edition", [*HOSTILE, "a/b", "..", "#", "长" * 200])
def test_any_edition_has_a_file_that_can_be_written_and_linked(edition) -> None:
    name = build_reader_name(edition)
    assert re.fullmatch(r"[\w.-]+\.html", name)
    assert len(name.encode()) < 255


def test_two_editions_never_share_a_file() -> None:
    assert build_reader_name("a#b") != build_reader_name("a?b")

"""Each page in a real Chromium: what can be clicked, typed and kept does what it says."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from playwright.sync_api import Page

from tests.records import HOSTILE, build_hostile, build_small
from tests.views.acts import address, find_id, keep
from tests.views.conftest import Visitor

pytestmark = pytest.mark.browser
READER = "reader/city-2024.html"


class TestIndex:
    def test_tells_what_was_read_and_what_is_missing(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "index.html").page
        row = page.locator("tr", has_text="长沙市2024年政府工作报告")
        assert "city-2024-print" in row.inner_text()
        assert "缺结尾" in row.inner_text()
        assert "another edition of city-2024" in page.locator(".issues").inner_text()

    def test_leads_from_an_initiative_to_its_row(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "index.html").page
        page.locator(".top-list a", has_text="长沙机场改扩建").click()
        assert page.locator("tr.open .name").inner_text() == "长沙机场改扩建"
        assert page.locator("#panel h2").inner_text() == "长沙机场改扩建"

    def test_finds_an_initiative_and_leads_to_its_lifeline(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "index.html").page
        page.locator("#query").fill("隧道")
        page.keyboard.press("Enter")
        page.wait_for_url("**/lifelines.html**")
        assert page.locator("#panel h2").inner_text() == "湘雅路过江通道"

    def test_two_documents_lead_to_what_both_name(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "index.html").page
        page.locator(".pairs a", has_text="湖南省").filter(has_text="2024").click()
        names = page.locator("tr.row .name").all_inner_texts()
        assert names == ["湘江科学城", "“智赋万企”行动", "长沙机场改扩建"]

    def test_every_edition_opens_as_it_was_published(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "index.html").page
        page.locator(".edition a", has_text="city-2024-print").click()
        assert "长沙机场改扩建" in page.locator(".text").inner_text()


class TestCitation:
    def test_a_button_shows_the_citation_of_a_quote_in_the_language_of_the_page(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "index.html").page
        page.locator(".top-list a", has_text="长沙机场改扩建").click()
        quote = page.locator("#panel blockquote").first
        quote.locator(".cite-button").click()
        citation = quote.locator(".citation").inner_text()
        assert "[R]. 20" in citation
        assert "长沙机场改扩建" in citation


class TestReader:
    def test_a_mention_tells_its_status_on_hover_and_on_focus(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), READER).page
        mark = page.locator("a.m", has_text="湘江科学城")
        mark.hover()
        told = page.locator("#tip").inner_text()
        assert told.startswith("湘江科学城 · 园区 · 2023 已报告启动；依据：")
        page.mouse.move(5, 5)
        assert page.locator("#tip").is_hidden()
        mark.focus()
        assert page.locator("#tip").inner_text() == told

    def test_a_mention_opens_what_other_documents_say_of_it(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), READER).page
        page.locator("a.m", has_text="湘雅路过江通道").click()
        assert page.locator("#panel blockquote").count() == 2
        assert page.locator("a.m.chosen").all_inner_texts() == ["湘雅路过江通道"]

    def test_the_list_of_mentions_is_filtered_by_type(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), READER).page
        for name in ("park", "programme", "place"):
            page.locator(f"input[value={name}]").uncheck()
        assert sorted(page.locator("#results .name").all_inner_texts()) == ["湘雅路过江通道", "长沙机场改扩建"]
        assert "type=project" in address(page)

    def test_headings_lead_to_their_place(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), READER, state="lang=en").page
        page.locator(".outline a").first.click()
        assert address(page) == "#h0&lang=en", "the language is kept"


class TestLifelines:
    def line(self, page: Page, name: str):
        return page.locator("#lines > li", has=page.locator(".name", has_text=name))

    def test_planned_is_open_below_and_reported_filled_above(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "lifelines.html").page
        stops = self.line(page, "湘雅路过江通道").locator(".stop")
        planned, reported = stops.nth(0), stops.nth(1)
        assert planned.get_attribute("aria-label") == "2024 计划推进，长沙市2024年政府工作报告"
        assert reported.get_attribute("aria-label") == "2024 已报告运营，长沙市2025年政府工作报告"
        assert planned.locator("rect").get_attribute("fill").startswith("var(--card")
        assert reported.locator("rect").get_attribute("fill") == "#0b6b57"
        assert planned.bounding_box()["y"] > reported.bounding_box()["y"]

    def test_every_mark_opens_its_sentence(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "lifelines.html").page
        self.line(page, "湘雅路过江通道").locator(".stop").nth(1).click()
        assert page.locator("#panel blockquote mark").all_inner_texts() == ["湘雅路隧道"]
        page.keyboard.press("Escape")
        self.line(page, "湘雅路过江通道").locator(".stop").nth(0).focus()
        page.keyboard.press("Enter")
        assert page.locator("#panel blockquote mark").all_inner_texts() == ["湘雅路过江通道"]

    def test_a_lifeline_is_kept_as_svg_and_png_and_the_list_as_csv(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "lifelines.html", state="q=湘雅").page
        name, svg = keep(page, ".keep button >> text=SVG")
        assert name == "湘雅路过江通道.svg"
        assert "湘雅路过江通道" in "".join(ET.fromstring(svg).itertext())
        name, png = keep(page, ".keep button >> text=PNG")
        assert png.startswith(b"\x89PNG")
        name, table = keep(page, "#csv")
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
        assert [row[0] for row in rows] == ["名称", "湘雅路过江通道"]

    def test_hostile_names_are_kept_as_files_that_parse(self, visitor: Visitor) -> None:
        page = visitor.open(build_hostile(), "lifelines.html").page
        for button in page.locator(".keep button >> text=SVG").all()[:10]:
            with page.expect_download() as download:
                button.click()
            ET.parse(download.value.path())


class TestPlaces:
    def test_filters_reach_what_lies_nowhere_too(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "places.html").page
        page.locator("#tree button", has_text="没有说明地方").click()
        names = page.locator("#place-view li button").all_inner_texts()
        assert sorted(name[2:] for name in names) == [
            "“智赋万企”行动",
            "湘江科学城",
            "湘雅路过江通道",
            "滨河公园",
            "长沙机场改扩建",
        ]
        page.locator("#modality").select_option("achieved")
        assert "滨河公园" not in page.locator("#place-view").inner_text()
        page.locator("#status").select_option("operating")
        assert [name[2:] for name in page.locator("#place-view li button").all_inner_texts()] == ["湘雅路过江通道"]
        assert "place=-" in address(page)


class TestRecurrence:
    def visible(self, page: Page) -> list[str]:
        return page.locator("tr.row .name").all_inner_texts()

    def test_only_what_recurs_has_a_row(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html").page
        assert self.visible(page) == ["湘江科学城", "“智赋万企”行动", "长沙机场改扩建", "湘雅路过江通道", "长沙市"]

    def test_planned_is_open_and_achieved_is_filled_in_sign_and_words(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html").page
        cells = page.locator("tr.row", has_text="湘雅路过江通道").locator(".cell")
        planned, opened = cells.nth(0), cells.nth(1)
        assert planned.get_attribute("aria-label") == "湘雅路过江通道，长沙市2024年政府工作报告：计划推进；1处"
        assert opened.get_attribute("aria-label") == "湘雅路过江通道，长沙市2025年政府工作报告：已报告运营；1处"

        def ground(cell) -> str:
            return cell.locator(".mark").evaluate("mark => getComputedStyle(mark).backgroundColor")

        assert ground(planned) == "rgba(0, 0, 0, 0)"
        assert ground(opened) == "rgb(11, 107, 87)"

    def test_a_cell_opens_its_quotes_and_a_name_all_of_them(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html").page
        row = page.locator("tr.row", has_text="湘雅路过江通道")
        row.locator(".cell").nth(1).click()
        assert page.locator("#panel h2").inner_text() == "湘雅路过江通道"
        assert page.locator("#panel mark").all_inner_texts() == ["湘雅路隧道"]
        row.locator(".name").click()
        assert page.locator("#panel blockquote").count() == 2

    def test_hostile_names_are_shown_as_they_are(self, visitor: Visitor) -> None:
        page = visitor.open(build_hostile(), "recurrence.html").page
        names = page.locator("button.name").all_text_contents()
        assert {HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[3], HOSTILE[7]} <= set(names)
        page.locator("button.name", has_text="扩展乙").click()
        assert page.locator("#panel mark").first.text_content() == "😀表情𠀀扩展乙𬇙区"

    def test_filters_by_type_status_reading_and_documents(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html").page
        page.locator("#type").select_option("programme")
        assert self.visible(page) == ["“智赋万企”行动"]
        assert "1 / 5" in page.locator("#count").inner_text()
        page.locator("#type").select_option("")
        page.locator("#status").select_option("operating")
        assert self.visible(page) == ["湘雅路过江通道"]
        page.go_back()
        assert len(self.visible(page)) == 5
        page.locator("#reading").select_option("slipped")
        assert page.locator("#empty").is_visible()
        page.locator("#clear").click()
        page.locator(".document button", has_text="湖南省").click()
        assert self.visible(page) == ["湘江科学城", "“智赋万企”行动", "长沙机场改扩建", "长沙市"]

    def test_sorts_by_first_year_and_by_pinyin(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html", state="type=project").page
        page.locator("[name=sort]").select_option("name")
        sounds = page.evaluate("chosenRows().map((id) => data.cards[id].sounds[0])")
        assert sounds == sorted(sounds)
        page.locator("[name=sort]").select_option("first")
        years = page.evaluate("chosenRows().map((id) => data.cards[id].years[0])")
        assert years == sorted(years)

    def test_columns_go_by_issuer_or_by_time(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html").page
        heads = page.locator(".document .when")
        assert page.locator(".issuer").all_inner_texts() == ["湖南省人民政府", "长沙市人民政府"]
        page.locator("[name=columns]").select_option("time")
        assert heads.all_inner_texts() == ["2024-01", "2025-01", "2025-01"]
        assert page.locator(".issuer").count() == 0

    def test_arrows_go_from_cell_to_cell(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html").page
        page.locator("tr.row", has_text="长沙机场改扩建").locator(".cell").nth(1).focus()
        page.keyboard.press("ArrowDown")
        focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert focused.startswith("湘雅路过江通道，长沙市2024年政府工作报告")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.textContent") == "湘雅路过江通道"

    def test_the_matrix_is_kept_as_csv_svg_and_png(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html", state="type=project").page
        name, table = keep(page, "#csv")
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
        assert name == "recurrence.csv"
        assert [row[0] for row in rows] == ["名称", "长沙机场改扩建", "湘雅路过江通道"]
        assert rows[2][-2:] == ["计划推进", "已报告运营"]
        name, svg = keep(page, "#svg")
        assert "湘雅路过江通道" in "".join(ET.fromstring(svg).itertext())
        name, png = keep(page, "#png")
        assert png.startswith(b"\x89PNG")

    def test_a_name_that_looks_like_a_formula_stays_text(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "recurrence.html").page
        assert page.evaluate("formatCell('=1+1')") == '"\'=1+1"'


class TestNetwork:
    def results(self, page: Page) -> list[str]:
        return page.locator("#results .name").all_inner_texts()

    def drawn(self, page: Page) -> int:
        return int(page.locator("#canvas").get_attribute("data-nodes"))

    def test_what_recurs_is_drawn_first_and_all_on_demand(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        assert self.drawn(page) == 3 + 5
        assert int(page.locator("#canvas").get_attribute("data-labels")) > 0
        page.locator("[name=min]").select_option("1")
        assert self.drawn(page) == 3 + 8
        assert address(page) == "#min=1"

    def test_filters_by_type_status_and_years(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        for name in ("park", "programme", "place", "event"):
            page.locator(f"input[value={name}]").uncheck()
        assert self.drawn(page) == 3 + 2
        assert sorted(self.results(page)) == ["湘雅路过江通道", "长沙机场改扩建"]
        page.locator(".more-filters summary").click()
        page.locator("#status").select_option("operating")
        assert self.results(page) == ["湘雅路过江通道"]
        page.locator("#status").select_option("")
        page.locator("[name=from]").fill("2025")
        assert self.results(page) == ["长沙机场改扩建"]

    def test_a_slider_shows_how_the_graph_grew(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        page.locator("[name=until]").fill("2024")
        assert self.drawn(page) == 1 + 4
        assert page.locator("#until-year").inner_text() == "2024"
        page.locator("[name=until]").fill("2025")
        assert self.drawn(page) == 3 + 5
        assert "until" not in address(page)

    def test_the_layout_can_go_by_connection(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        before = page.evaluate("nodes.get().map(({ x, y }) => [x, y])")
        page.locator("[name=view]").select_option("force")
        assert page.evaluate("nodes.get().map(({ x, y }) => [x, y])") != before
        assert page.evaluate("nodes.get().every(({ x, y }) => Number.isFinite(x + y))")

    def test_hovering_lights_the_neighbours_and_changes_no_other_node_twice(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        crossing = find_id(build_small(), "湘雅路过江通道")
        page.evaluate("id => { hover(id); dress(); }", crossing)
        lit = page.evaluate("nodes.get().filter((node) => node.opacity === 1).length")
        assert lit == 4, "itself, the two reports that name it, and what it is part of"
        page.evaluate("window.updates = []; nodes.on('update', (_, { items }) => updates.push(...items)); dress()")
        assert page.evaluate("updates") == []

    def test_a_double_click_brings_all_neighbours(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        box = page.locator("#canvas").bounding_box()
        at = page.evaluate("network.canvasToDOM(nodes.get(data.nodeOf[0]))")
        page.mouse.dblclick(box["x"] + at["x"], box["y"] + at["y"])
        page.wait_for_function("location.hash.includes('expand=')")
        assert self.drawn(page) == 3 + 5 + 2, "the two that only this report names"

    def test_a_graph_too_large_to_read_opens_filtered_and_says_so(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        page.evaluate("data.maxVisible = 5; limitFirst(); refresh()")
        assert self.drawn(page) == 3 + 1
        assert page.locator("#large").is_visible()
        assert page.locator("[name=min]").input_value() == "3"

    def test_search_shows_what_the_filters_hide(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        page.locator("#query").fill("滨河公园")
        page.locator("#results button").click()
        assert page.locator("#panel h2").inner_text() == "滨河公园"
        assert page.locator("#panel svg .stop").count() == 1
        page.locator("#panel .chips button", has_text="圭塘河").click()
        assert page.locator("#panel h2").inner_text() == "圭塘河"

    def test_a_click_on_a_mark_opens_the_panel(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        box = page.locator("#canvas").bounding_box()
        at = page.evaluate("network.canvasToDOM(drawn.get(ordered[0]))")
        page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        page.locator("#panel h2", has_text="政府工作报告").wait_for()

    def test_labels_do_not_lie_over_one_another(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "network.html").page
        boxes = [
            {"id": i, "left": 37 * i % 400, "top": 53 * i % 300, "width": 20 + 11 * (i % 9), "height": 17}
            for i in range(300)
        ]
        kept = page.evaluate("boxes => chooseLabels(boxes, 60)", boxes)
        assert 20 < len(kept) <= 60
        assert kept[0] == boxes[0], "the best one first"
        for i, a in enumerate(kept):
            for b in kept[:i]:
                beside = a["left"] + a["width"] <= b["left"] or b["left"] + b["width"] <= a["left"]
                over = a["top"] + a["height"] <= b["top"] or b["top"] + b["height"] <= a["top"]
                assert beside or over

"""What holds for every page in a real Chromium."""

import pytest

from kg.views import VIEWS
from tests.records import HOSTILE, Builder, build_hostile, build_small
from tests.views.acts import address, find_id
from tests.views.conftest import Visitor

pytestmark = pytest.mark.browser
READER = "reader/city-2024.html"
WIDTHS = [(1440, 900), (390, 844)]


class TestEveryPage:
    @pytest.mark.parametrize("name", [*VIEWS, READER])
    @pytest.mark.parametrize(("width", "height"), WIDTHS)
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_opens_in_silence_and_fits_its_screen(self, visitor: Visitor, name, width, height, scheme) -> None:
        page = visitor.open(build_small(), name, width, height, scheme).page
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        assert page.locator("nav [aria-current=page]").all_inner_texts() == (
            [] if name == READER else [page.title().split(" · ")[0]]
        )
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("h1").count() == 1

    @pytest.mark.parametrize("name", VIEWS)
    def test_has_a_page_for_a_graph_of_nothing(self, visitor: Visitor, name) -> None:
        page = visitor.open(Builder().build(), name).page
        assert page.locator("h1").count() == 1

    @pytest.mark.parametrize("name", [*VIEWS, "reader/doc-2024.html"])
    def test_text_of_documents_never_runs(self, visitor: Visitor, name) -> None:
        kg = build_hostile()
        page = visitor.open(kg, name).page
        for entity in list(kg.entities.values()):
            page.evaluate("id => go({ open: id })", entity.id)
            page.evaluate("go({ lang: value('lang') === 'en' ? '' : 'en' })")
        page.evaluate("go({ open: '' })")
        for text in HOSTILE:
            if page.locator("#query").count():
                page.locator("#query").fill(text.replace("\ud800", "").replace("\0", ""))
        page.evaluate("clearFilters()")
        page.mouse.move(700, 400)
        for mark in page.locator("a.m:visible, .cell:visible, svg .stop:visible").all()[:6]:
            mark.hover()
        assert page.evaluate("window.__fired") is None
        assert page.locator("img, [onmouseover], [onerror], a[href^=javascript]").count() == 0

    @pytest.mark.parametrize("state", HOSTILE)
    def test_an_address_of_any_kind_is_survived(self, visitor: Visitor, state) -> None:
        text = state.replace("\ud800", "").replace("\0", "")
        page = visitor.open(build_small(), "lifelines.html", state=f"q={text}&open={text}&type=__proto__").page
        assert page.evaluate("window.__fired") is None
        assert page.locator("#empty").is_visible()

    @pytest.mark.parametrize("name", sorted(set(VIEWS) - {"lifelines.html"}))
    def test_speaks_the_language_of_its_address_and_hands_it_on(self, visitor: Visitor, name) -> None:
        page = visitor.open(build_small(), name).page
        page.locator("[data-language=en]").click()
        assert address(page) == "#lang=en"
        assert page.locator("nav a").first.inner_text() == "Overview"
        page.locator("nav a", has_text="Lifelines").click()
        assert page.url.endswith("lifelines.html#lang=en")
        assert page.locator("h1").inner_text() == "Lifelines"
        page.go_back()
        page.go_back()
        assert page.locator("nav a").first.inner_text() == "概览"

    def test_opens_in_the_language_that_it_was_built_for(self, visitor: Visitor) -> None:
        page = visitor.open(build_small(), "places.html", lang="en").page
        assert page.locator("h1").inner_text() == "Places"
        assert page.locator("#query").get_attribute("placeholder") == "name, pinyin, place"

    @pytest.mark.parametrize("name", ["recurrence.html", "lifelines.html", "network.html", "places.html", READER])
    def test_an_empty_filter_says_so_and_offers_to_clear(self, visitor: Visitor, name) -> None:
        page = visitor.open(build_small(), name, state="q=没有这个").page
        assert page.locator("#empty").is_visible()
        page.locator("#clear").click()
        assert page.locator("#empty").is_hidden()
        assert page.evaluate("document.activeElement.id") == "query"

    @pytest.mark.parametrize("name", ["recurrence.html", "lifelines.html", "network.html", "places.html", READER])
    def test_all_of_it_is_reached_by_keyboard(self, visitor: Visitor, name) -> None:
        page = visitor.open(build_small(), name).page
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "query"
        page.keyboard.press("ArrowDown")
        if name == "places.html":
            page.locator("#place-view button").first.focus()
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", "what is focused is seen to be"
        page.keyboard.press("Enter")
        assert page.locator("#panel").is_visible()
        assert page.evaluate("document.activeElement.id") == "panel"
        page.keyboard.press("Escape")
        assert page.locator("#panel").is_hidden()
        assert page.evaluate("document.activeElement.dataset.key") is not None, "back where it was"

    @pytest.mark.parametrize("name", ["recurrence.html", "lifelines.html", "network.html", "places.html"])
    def test_a_deep_link_opens_what_it_names_and_back_closes_it(self, visitor: Visitor, name) -> None:
        kg = build_small()
        page = visitor.open(kg, name).page
        page.evaluate("id => go({ open: id })", find_id(kg, "长沙机场改扩建"))
        link = page.url
        page.go_back()
        assert page.locator("#panel").is_hidden()
        page.go_forward()
        assert page.locator("#panel h2").inner_text() == "长沙机场改扩建"
        other = visitor.visit(visitor.folder / name, state=link.split("#")[1]).page
        assert other.locator("#panel h2").inner_text() == "长沙机场改扩建"

    @pytest.mark.parametrize("name", ["recurrence.html", "lifelines.html", "network.html", "places.html"])
    def test_every_quote_leads_to_its_sentence_in_the_text(self, visitor: Visitor, name) -> None:
        kg = build_small()
        page = visitor.open(kg, name, state=f"open={find_id(kg, '湘雅路过江通道')}").page
        quoted = page.locator("#panel blockquote").nth(1).inner_text().split("\n")[0]
        page.locator("#panel .way").nth(1).click()
        page.wait_for_url("**/reader/**")
        assert page.locator(".s.lit").inner_text() == quoted == "湘雅路隧道建成通车，长沙机场改扩建。"
        assert page.locator(".s.lit").evaluate(
            "s => { const b = s.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
        )

    @pytest.mark.parametrize("name", ["recurrence.html", "lifelines.html", "network.html"])
    @pytest.mark.parametrize("query", ["隧道", "xiangyalu", "xiang ya lu", "xylgjtd"])
    def test_is_searched_by_alias_and_by_pinyin(self, visitor: Visitor, name, query) -> None:
        page = visitor.open(build_small(), name, state=f"q={query}").page
        found = page.locator("#rows .name, #lines .name, #results .name").all_inner_texts()
        assert [text.strip("● ") for text in found] == ["湘雅路过江通道"]

    @pytest.mark.parametrize("name", [*VIEWS, READER])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_text_stands_out_from_its_ground(self, visitor: Visitor, name, scheme) -> None:
        page = visitor.open(build_small(), name, scheme=scheme).page
        assert page.evaluate(CONTRAST) == []


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (text) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data);
  };
  const linear = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const style = (element) => getComputedStyle(element);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = rgba(style(at).backgroundColor);
      if (found[3] > 250) return found;
    }
    return rgba(style(document.documentElement).backgroundColor);
  };
  const low = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent.trim());
    const isDrawn = element.closest("svg, [aria-hidden], #canvas, script, option");
    if (!own || isDrawn || !element.checkVisibility()) continue;
    const [a, b] = [light(rgba(style(element).color)), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(`${element.className} ${element.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return low;
}"""

"""The pages of the seeds: a picture of each is kept, and a newcomer's five questions are answered by clicking."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kg.model import KnowledgeGraph
from kg.views import VIEWS
from tests.views.conftest import Visitor

pytestmark = pytest.mark.browser
ARTEFACTS = Path(__file__).parents[2] / "test-artefacts"
README = {
    "index.html": "",
    "lifelines.html": "q=大桥",
    "recurrence.html": "type=project",
}
"""The pages whose pictures stand in the README, and the state they are shown in."""


@pytest.mark.parametrize("name", [*VIEWS, "reader/changsha-2024-report.html"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_picture_of_every_page_is_kept(visitor: Visitor, seeds: KnowledgeGraph, name, width, height) -> None:
    page = visitor.open(seeds, name, width, height).page
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name.replace('/', '-').removesuffix('.html')}-{width}.png")


@pytest.mark.skipif("README_PICTURES" not in os.environ, reason="README_PICTURES=folder writes them")
@pytest.mark.parametrize("name", README)
def test_pictures_for_the_readme(visitor: Visitor, seeds: KnowledgeGraph, name) -> None:
    page = visitor.open(seeds, name, 1200, 750, state=README[name]).page
    page.wait_for_timeout(300)
    folder = Path(os.environ["README_PICTURES"])
    folder.mkdir(exist_ok=True)
    path = folder / f"{name.removesuffix('.html')}.png"
    page.screenshot(path=path)
    assert path.stat().st_size < 200_000


class Newcomer:
    """Clicks through the pages and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.n_clicks = 0

    def click(self, selector: str, text: str = "") -> None:
        self.page.locator(selector).filter(has_text=text).first.click()
        self.n_clicks += 1

    def read(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()


class TestANewcomerAsks:
    @pytest.fixture
    def newcomer(self, visitor: Visitor, seeds: KnowledgeGraph) -> Newcomer:
        return Newcomer(visitor.open(seeds, "index.html").page)

    def test_which_projects_promised_for_2024_were_planned_again_for_2025(self, newcomer: Newcomer) -> None:
        assert "兴联路大桥" in newcomer.read(".story"), "the first page says it"
        newcomer.click(".story a", "兴联路大桥")
        assert newcomer.read(".told").startswith("再次列入计划")
        assert newcomer.page.locator("#panel .slip title").text_content() == "2024年到期，再次列入2025年计划"
        assert newcomer.n_clicks == 1

    def test_what_became_of_the_xiangya_road_crossing(self, newcomer: Newcomer) -> None:
        newcomer.page.locator("#query").fill("湘雅路过江通道")
        newcomer.click("#results a")
        assert "2025年报告称2024年" in newcomer.read(".told")
        assert newcomer.n_clicks == 1

    def test_which_initiatives_of_the_province_stand_in_the_report_of_the_city_too(self, newcomer: Newcomer) -> None:
        newcomer.click(".pairs a", "湖南省政府工作报告")
        rows = newcomer.page.locator("tr.row")
        assert rows.count() > 10
        assert rows.first.locator(".cell").count() >= 2
        assert newcomer.n_clicks == 1

    def test_what_is_planned_in_liuyang(self, newcomer: Newcomer) -> None:
        newcomer.click(".chips a", "浏阳市")
        assert newcomer.read("#place-view h2") == "浏阳市"
        newcomer.page.locator("#modality").select_option("planned")
        newcomer.n_clicks += 1
        assert "计划" in newcomer.read("#place-view h3")
        assert newcomer.n_clicks == 2

    def test_where_exactly_does_the_text_say_so(self, newcomer: Newcomer) -> None:
        newcomer.click(".story a", "兴联路大桥")
        newcomer.click("#panel .way")
        newcomer.page.wait_for_url("**/reader/**")
        assert "兴联路大桥" in newcomer.read(".s.lit")
        assert newcomer.n_clicks == 2

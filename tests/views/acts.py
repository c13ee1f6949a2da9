"""What tests do with an open page."""

from __future__ import annotations

from playwright.sync_api import Page

from kg.model import KnowledgeGraph


def find_id(kg: KnowledgeGraph, name: str) -> str:
    return next(entity.id for entity in kg.entities.values() if entity.name == name)


def address(page: Page) -> str:
    return page.evaluate("decodeURIComponent(location.hash)")


def keep(page: Page, selector: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that a button writes."""
    with page.expect_download() as download:
        page.locator(selector).first.click()
    return download.value.suggested_filename, download.value.path().read_bytes()

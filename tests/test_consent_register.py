"""The consent register as a screen reader reads it: each value under its heading."""

from __future__ import annotations

from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.gallery import SIDEWAYS, Gallery

pytestmark = pytest.mark.browser

_CELLS: Final = ("columnheader", "rowheader", "cell")


def read_out(page: Page) -> list[list[str]]:
    """The rows of the tables in Chromium's accessibility tree, each with its cells' names."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}
    return [_cells(nodes, node) for node in tree if _role(node) == "row"]


def _cells(nodes: dict[str, Any], node: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for child in (nodes[name] for name in node["childIds"]):
        found += [child["name"]["value"]] if _role(child) in _CELLS else _cells(nodes, child)
    return found


def _role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value"))


@pytest.mark.parametrize("width", [390, 1280])
def test_every_row_of_the_register_is_read_with_each_value_under_its_heading(
    browser: Browser, width: int
) -> None:
    with Gallery(browser, "prize-day", width=width) as gallery:
        assert read_out(gallery.page) == [
            ["Person", "Consent for", "Do not publish", "Asked not to be filmed", "Note"],
            ["Maya", "School page, newsletter", "No", "No", "None"],
            ["Sam", "Press", "No", "No", "The form came back half empty"],
        ]


def test_on_a_phone_what_says_nothing_takes_no_room(browser: Browser) -> None:
    with Gallery(browser, "prize-day", width=390) as gallery:
        row = gallery.activity("prize-day").locator(".rr-register tbody tr").first
        silent = row.locator(".rr-nothing")
        expect(silent).to_have_count(3)
        for cell in silent.all():
            box = cell.bounding_box()
            assert box is not None
            assert (box["width"], box["height"]) == (1, 1)
        assert gallery.page.evaluate(SIDEWAYS) == []

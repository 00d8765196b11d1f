"""Measures in a browser how large each cue of a picture is, and how much of it can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from playwright.sync_api import Page

PHONE = 390
"""The width in pixels of a small phone: the least at which a picture has to do."""

_MEASURE = """cues => cues.map(cue => {
  const box = cue.getBoundingClientRect(), steps = 24;
  let painted = 0, topmost = 0;
  for (let i = 0; i < steps; i++) for (let j = 0; j < steps; j++) {
    const x = box.x + (i + 0.5) * box.width / steps;
    const y = box.y + (j + 0.5) * box.height / steps;
    const depth = document.elementsFromPoint(x, y).findIndex(shape => cue.contains(shape));
    if (depth >= 0) painted++;
    if (depth === 0) topmost++;
  }
  const picture = cue.ownerSVGElement.getBoundingClientRect();
  const across = Math.min(box.right, picture.right) - Math.max(box.left, picture.left);
  const down = Math.min(box.bottom, picture.bottom) - Math.max(box.top, picture.top);
  const inside = Math.max(0, across) * Math.max(0, down) / (box.width * box.height);
  return [cue.dataset.cue, box.width, box.height, painted ? inside * topmost / painted : 0];
})"""


@dataclass(frozen=True)
class Seen:
    """A cue's size in pixels, and the share of it, from 0 to 1, that nothing covers or cuts off."""

    width: float
    height: float
    share: float


def measure(page: Page, svg: str, *, width: int = PHONE) -> dict[str, Seen]:
    """Every ``data-cue`` of a drawing, as it is seen when the picture is so many pixels wide.

    The page is changed: its size, and all that it shows.
    """
    page.set_viewport_size({"width": width, "height": width})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:100%}}</style>{svg}")
    found = cast(
        "list[tuple[str, float, float, float]]",
        page.eval_on_selector_all("[data-cue]", _MEASURE),
    )
    return {name: Seen(wide, high, share) for name, wide, high, share in found}

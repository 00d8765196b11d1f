"""Scenes for tests: one by hand, a busy one of each place, and any that may be written."""

from __future__ import annotations

from typing import Any, Final, get_args

from hypothesis import strategies as st

from readyroom.scenes import Scene
from readyroom.scenes.model import (
    BEHIND_FURNITURE,
    HOODED,
    Colour,
    Costume,
    Hair,
    Held,
    Kit,
    LanyardKind,
    Look,
    Mood,
    PlaceName,
    Pose,
    Row,
    Skin,
    Style,
)

PLACES: Final[tuple[PlaceName, ...]] = get_args(PlaceName)
LONGEST: Final = ("Wednesday: the whole of Year 6 walks",) * 4
"""As much lettering as a scene may have: four lines of 36 letters."""

Words = dict[str, Any]


def scene(*figures: Words, place: str = "hall", **more: object) -> Scene:
    return Scene.model_validate({"place": place, "figures": figures, **more})


def busy(place: PlaceName) -> Scene:
    """People in every row of the place, and every kind of cue on them."""
    figures: list[Words] = [
        {"id": "far-child", "row": "far", "x": 28, "lanyard": "no-photo", "style": "curly"},
        {"id": "far-runner", "row": "far", "x": 66, "ridiculed": True, "skin": "a"},
        {"id": "listed", "row": "back", "x": 10, "lanyard": "no-photo", "style": "bunches"},
        {"id": "ms-adu", "row": "back", "x": 50, "pupil": False, "lanyard": "visitor", "skin": "e"},
        {"id": "crested", "row": "back", "x": 88, "style": "headscarf", "crest": True},
        {"id": "named", "row": "middle", "x": 36, "sticker": "Ava Okoro", "style": "afro"},
        {"id": "pie", "row": "middle", "x": 76, "ridiculed": True, "hair": "ginger"},
        {"id": "slogan", "row": "front", "x": 0, "dress": "unsuitable", "style": "braids"},
        {"id": "seven", "row": "front", "x": 20, "bib": {"colour": "blue", "number": 7}},
        {"id": "wheels", "row": "front", "x": 98, "wheelchair": True, "lanyard": "staff"},
    ]
    if place == "pool":
        figures += [{"id": "swims", "kit": "swim", "x": 55}]
    return scene(*figures, place=place, lettering=["Spring term", "Friday at two"])


def _maybe(words: object) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(get_args(words))


_PLAIN: Final = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=18).filter(str.strip)
_CHEST: Final = (None, "bib", "lanyard", "sticker", "medal")


@st.composite
def figures(draw: st.DrawFn, name: str, place: PlaceName) -> Words:
    """A figure as its author may write it."""
    figure: Words = {
        "id": name,
        "pupil": draw(st.booleans()),
        "skin": draw(st.sampled_from(get_args(Skin))),
        "hair": draw(st.sampled_from(get_args(Hair))),
        "style": draw(st.sampled_from(get_args(Style))),
        "scarf": draw(st.sampled_from(get_args(Colour))),
        "top": draw(_maybe(Colour)),
        "glasses": draw(st.booleans()),
        "goggles": draw(st.booleans()),
        "mood": draw(st.sampled_from(get_args(Mood))),
        "look": draw(st.sampled_from(get_args(Look))),
        "row": draw(st.sampled_from(get_args(Row))),
        "facing": draw(st.sampled_from(["front", "front", "back"])),
        "x": draw(st.none() | st.integers(0, 100)),
    }
    if place == "pool" and draw(st.booleans()):
        return figure | {"kit": "swim"}
    figure["kit"] = draw(_maybe(Kit).filter(lambda kit: kit != "swim"))
    figure["pose"] = draw(st.sampled_from(get_args(Pose)))
    figure["beard"] = not figure["pupil"] and draw(st.booleans())
    low_hidden = figure["row"] in BEHIND_FURNITURE.get(place, ())
    figure["wheelchair"] = draw(st.booleans()) and (not low_hidden or place == "classroom")
    if figure["facing"] == "back":
        return figure | draw(_turned(figure))
    if draw(st.integers(0, 5)) == 0:
        return figure | {"dress": "unsuitable", "ridiculed": draw(st.booleans())}
    return figure | draw(_facing(figure, low_hidden=low_hidden))


@st.composite
def _turned(draw: st.DrawFn, figure: Words) -> Words:
    """What may be added to somebody with the back to us."""
    bib = {"colour": "red", "number": draw(st.integers(0, 99))}
    holds = draw(st.sampled_from([None, "trophy", "ball", "phone"]))
    return {
        "bib": None if figure["wheelchair"] or draw(st.booleans()) else bib,
        "costume": draw(_maybe(Costume)),
        "holds": None if figure["pose"] in {"read", "write", "clap"} else holds,
    }


@st.composite
def _facing(draw: st.DrawFn, figure: Words, *, low_hidden: bool) -> Words:
    """What may be added to somebody who faces us."""
    far = figure["row"] == "far"
    chest = draw(st.sampled_from(_CHEST))
    more: Words = {"ridiculed": draw(st.booleans())}
    if chest == "bib":
        more["bib"] = {"colour": draw(st.sampled_from(get_args(Colour))), "number": 4}
    if chest == "lanyard":
        more["lanyard"] = draw(st.sampled_from(get_args(LanyardKind)))
    if chest == "sticker" and not far:
        more["sticker"] = draw(_PLAIN)
    more["medal"] = chest == "medal"
    more["crest"] = not far and chest != "bib" and draw(st.booleans())
    costume = None if more["crest"] else draw(_maybe(Costume))
    more["costume"] = costume
    covered = costume in HOODED or figure["style"] == "headscarf"
    more["hearing_aid"] = not far and not covered and draw(st.booleans())
    held = draw(_maybe(Held))
    if figure["pose"] in {"read", "write", "clap"} or (held == "certificate" and low_hidden):
        held = None
    if held in {"certificate", "violin"} and figure["pose"] != "stand":
        held = None
    more["holds"] = held
    return more


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Any scene that may be written."""
    place = draw(st.sampled_from(PLACES))
    names = [f"figure-{i}" for i in range(draw(st.integers(0, 14)))]
    lettering = draw(st.lists(_PLAIN, max_size=4))
    return scene(*(draw(figures(name, place)) for name in names), place=place, lettering=lettering)

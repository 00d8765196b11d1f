"""What one sees of a figure: hair, clothes, and all that the register may name it by."""

from __future__ import annotations

from typing import Final, TypeAlias

from readyroom.scenes.model import (
    COVERED,
    HOODED,
    Colour,
    Costume,
    Figure,
    Kit,
    LanyardKind,
    PlaceName,
    Style,
)
from readyroom.scenes.outfit import kit_of, top_of
from readyroom.scenes.telling.english import a, listed

_HAIR: Final[dict[Style, str]] = {
    "crop": "cropped {} hair",
    "short": "short {} hair",
    "curly": "curly {} hair",
    "afro": "a round {} afro",
    "bob": "a {} bob",
    "long": "long {} hair",
    "pony": "a {} ponytail",
    "bunches": "{} bunches",
    "bun": "a {} bun",
    "braids": "{} braids",
    "bald": "a bald head",
}
_COSTUMES: Final[dict[Costume, str]] = {
    "shepherd": "dressed as a shepherd",
    "angel": "dressed as an angel with wings and a halo",
    "king": "dressed as a king with a golden crown",
    "sheep": "in a woolly sheep costume",
    "star": "dressed as a yellow star",
    "tree": "dressed as a leafy tree",
    "wizard": "dressed as a wizard in a pointed hat",
    "pirate": "dressed as a pirate",
}
_GARMENTS: Final[dict[Kit, tuple[str, str]]] = {
    "pe": ("T-shirt", "T-shirts"),
    "uniform": ("jumper", "jumpers"),
    "everyday": ("top", "tops"),
    "tracksuit": ("tracksuit", "tracksuits"),
    "hoodie": ("hooded top", "hooded tops"),
    "coat": ("coat", "coats"),
    "apron": ("apron", "aprons"),
    "hi-vis": ("hi-vis vest", "hi-vis vests"),
    "swim": ("swimming cap", "swimming caps"),
}
_LANYARDS: Final[dict[LanyardKind, str]] = {
    "no-photo": "a red lanyard with a crossed-out camera on its card",
    "staff": "a staff badge on a blue lanyard",
    "visitor": "a visitor's badge on a green lanyard",
}

Dressed: TypeAlias = tuple[Kit, Colour]
"""What clothes are told by."""


def looks(figure: Figure, *, clothes: str) -> str:
    """What follows ``a pupil``: hair, headwear, aids and, if they are to be told, clothes."""
    if figure.swims:
        return f"in {clothes} and goggles"
    turned = figure.facing == "back"
    having, being = [], []
    if not (figure.style in COVERED or figure.costume in HOODED):
        having.append(_HAIR[figure.style].format(figure.hair))
    if figure.beard and not turned:
        told = having and figure.style != "bald"
        having.append("a beard" if told else f"a {figure.hair} beard")
    if figure.glasses and not turned:
        having.append("glasses")
    if figure.goggles:
        having.append("the strap of safety goggles" if turned else "safety goggles")
    if figure.hearing_aid:
        having.append("a hearing aid")
    if figure.style in COVERED and figure.costume not in HOODED:
        being.append("in " + a(f"{figure.scarf} {figure.style}"))
    if figure.costume:
        being.append(_COSTUMES[figure.costume])
    elif clothes:
        being.append(f"in {clothes}")
    if figure.wheelchair:
        being.append("in a wheelchair")
    return ", ".join(filter(None, (f"with {listed(having)}" if having else "", *_merged(being))))


def _merged(being: list[str]) -> list[str]:
    """``in a headscarf and a red jumper`` instead of twice ``in``."""
    ins = [part[3:] for part in being if part.startswith("in ")]
    rest = [part for part in being if not part.startswith("in ")]
    return [*rest, *([f"in {listed(ins)}"] if ins else [])]


def worn_cues(figure: Figure) -> list[str]:
    """What hangs, sticks or stands on the chest."""
    worn = []
    if figure.dress == "unsuitable":
        worn.append("a black T-shirt with a rude slogan across the chest")
    if figure.bib:
        worn.append(f"the {figure.bib.colour} bib {figure.bib.number}")
    if figure.lanyard:
        worn.append(_LANYARDS[figure.lanyard])
    if figure.crest:
        worn.append("the school's crest on the chest")
    if figure.sticker:
        worn.append(f"a sticker that reads “{figure.sticker}”")
    if figure.medal:
        worn.append("a medal on a ribbon")
    return worn


def dressed(figure: Figure, place: PlaceName) -> Dressed | None:
    """The clothes, unless a costume, the water or a slogan has the say."""
    if figure.costume or figure.swims or figure.dress == "unsuitable":
        return None
    return kit_of(figure, place), top_of(figure, place)


def garment(figure: Figure, place: PlaceName) -> str:
    """The garment that one sees first: ``a red jumper``."""
    return a(f"{top_of(figure, place)} {_GARMENTS[kit_of(figure, place)][0]}")


def garments(clothes: Dressed) -> str:
    """The clothes of several people: ``red jumpers``."""
    kit, colour = clothes
    return f"{colour} {_GARMENTS[kit][1]}"

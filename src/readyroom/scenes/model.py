"""A scene as data: a place and the people in it.

The drawing, the picture's descriptions and the judgement whether it may be published all come
from these values. Every word that may be chosen stands in a ``Literal``, so that a fault in a
trainer's file lists the words that are allowed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Colour = Literal[
    "red", "orange", "yellow", "green", "teal", "blue", "navy", "purple", "pink", "white", "grey",
    "black",
]  # fmt: skip
Skin = Literal["a", "b", "c", "d", "e"]
Hair = Literal["black", "brown", "chestnut", "ginger", "blond", "grey"]
Style = Literal[
    "crop", "short", "curly", "afro", "bob", "long", "pony", "bunches", "bun", "braids", "bald",
    "headscarf", "patka", "turban",
]  # fmt: skip
Pose = Literal[
    "stand", "hips", "wave", "hand-up", "cheer", "clap", "point", "run", "sprint", "finish",
    "read", "write",
]  # fmt: skip
Look = Literal["left", "ahead", "right"]
Mood = Literal["smile", "laugh", "calm", "effort", "worried"]
Kit = Literal["pe", "uniform", "everyday", "tracksuit", "hoodie", "coat", "apron", "hi-vis", "swim"]
Costume = Literal["shepherd", "angel", "king", "sheep", "star", "tree", "wizard", "pirate"]
Wears = Literal["shorts", "trousers", "skirt"]
Held = Literal["trophy", "certificate", "ball", "phone", "cake", "violin", "plant"]
LanyardKind = Literal["no-photo", "staff", "visitor"]
Row = Literal["far", "back", "middle", "front"]
PlaceName = Literal[
    "field", "classroom", "hall", "trip", "pool", "playground", "fete", "workshop", "stage",
    "minibus", "science-fair", "staff-room", "library", "garden", "kitchen", "music-room",
]  # fmt: skip

ROWS: tuple[Row, ...] = ("far", "back", "middle", "front")
"""The rows of a picture from the farthest to the nearest: the order in which they are painted."""

COVERED: Final[frozenset[Style]] = frozenset({"headscarf", "patka", "turban"})
"""Styles that show no hair."""

HOODED: Final[frozenset[Costume]] = frozenset({"shepherd", "sheep", "star", "tree"})
"""Costumes that cover hair and ears."""

BEHIND_FURNITURE: Final[dict[PlaceName, frozenset[Row]]] = {
    "classroom": frozenset({"middle", "front"}),
    "fete": frozenset({"back"}),
    "workshop": frozenset({"back"}),
    "minibus": frozenset({"far"}),
    "science-fair": frozenset({"back"}),
    "library": frozenset({"back"}),
    "garden": frozenset({"back"}),
    "kitchen": frozenset({"back"}),
}
"""Rows of which nothing is seen below the waist: at desks, behind a counter, inside the bus."""

Line = Annotated[str, Field(min_length=1, max_length=36)]

_TWO_HANDS: Final[frozenset[Held]] = frozenset({"certificate", "violin"})
_BEHIND_BODY: Final[frozenset[Held]] = frozenset({"certificate", "violin", "cake", "plant"})
_BOTH_HANDS_BUSY: Final[frozenset[Pose]] = frozenset({"read", "write", "clap"})


class Bib(BaseModel):
    """A numbered bib over the clothes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    colour: Colour
    number: Annotated[int, Field(ge=0, le=99)]


class Figure(BaseModel):
    """One person in a drawn scene. Clothes that are not given follow from the place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    pupil: bool = True
    dress: Literal["suitable", "unsuitable"] = Field(
        default="suitable", description="unsuitable: drawn as a T-shirt with a rude slogan, #@!"
    )
    ridiculed: bool = Field(default=False, description="drawn with a custard pie on the head")

    skin: Skin = Field(default="c", description="from a, the lightest, to e, the darkest")
    hair: Hair = "brown"
    style: Style = "short"
    scarf: Colour = Field(default="navy", description="the colour of headscarf, patka or turban")
    beard: bool = Field(default=False, description="for adults")
    glasses: bool = False
    goggles: bool = Field(default=False, description="for the workshop or an experiment")
    hearing_aid: bool = False
    wheelchair: bool = False
    kit: Kit | None = Field(
        default=None, description="swim: in the water of the pool, where only a head is seen"
    )
    costume: Costume | None = Field(default=None, description="worn instead of the kit")
    wears: Wears | None = None
    top: Colour | None = Field(default=None, description="also of an apron, a coat, a swimming cap")
    bottom: Colour | None = None
    crest: bool = Field(default=False, description="the school's invented crest, on the chest")
    bib: Bib | None = None
    lanyard: LanyardKind | None = None
    sticker: Annotated[str, Field(min_length=1, max_length=18)] | None = Field(
        default=None, description="words on a sticker on the chest, as a rule a name"
    )
    medal: bool = False
    holds: Held | None = None

    pose: Pose = "stand"
    look: Look = Field(default="ahead", description="runs and points that way, too")
    mood: Mood = "smile"
    facing: Literal["front", "back"] = "front"
    row: Row = Field(default="front", description="how near to us; in a classroom, back stands")
    x: Annotated[float, Field(ge=0, le=100)] | None = Field(
        default=None, description="place from left (0) to right (100); evenly spaced when left out"
    )

    @property
    def swims(self) -> bool:
        """Whether only a head is seen, in the water."""
        return self.kit == "swim"

    @model_validator(mode="after")
    def _what_is_judged_can_be_seen(self) -> Self:
        """A picture must show what its verdict hangs on."""
        if fault := next(self._hidden(), None):
            raise ValueError(f"{self.id} {fault}")
        return self

    @model_validator(mode="after")
    def _hands_are_free_for_what_they_hold(self) -> Self:
        if self.holds and self.pose in _BOTH_HANDS_BUSY:
            raise ValueError(
                f"{self.id} has both hands full: leave out 'holds', or 'pose: {self.pose}'"
            )
        if self.holds in _TWO_HANDS and self.pose != "stand":
            raise ValueError(
                f"{self.id} needs two hands to hold a {self.holds}: leave out 'pose', or hold "
                "something else"
            )
        return self

    @model_validator(mode="after")
    def _only_adults_have_beards(self) -> Self:
        if self.beard and self.pupil:
            raise ValueError(f"{self.id} is a pupil with a beard: write 'pupil: false'")
        return self

    def _hidden(self) -> Iterator[str]:
        """What cannot be seen of this figure, and what to do about it."""
        hung = self._given("bib", "lanyard", "sticker", "medal")
        if self.swims:
            yield from self._under_water(hung)
        if self.facing == "back":
            yield from self._hidden_by_the_back()
        if self.dress == "unsuitable" and (over := [*hung, *self._given("crest", "costume")]):
            yield (
                "wears a rude slogan that cannot be seen: with 'dress: unsuitable' leave out "
                f"{_listed(over)}"
            )
        if len(hung) > 1:
            yield f"has room for one thing on the chest: keep one of {_listed(hung)}"
        if self.crest and (over := self._given("bib", "costume")):
            yield f"wears a crest that cannot be seen: with 'crest' leave out {_listed(over)}"
        if self.hearing_aid and self._ears_covered():
            yield (
                "wears a hearing aid that cannot be seen: leave out 'hearing_aid', or what covers "
                "the ears"
            )
        if self.row == "far" and (small := self._given("crest", "sticker", "hearing_aid")):
            yield (
                f"is too far away for us to make out {_listed(small)}: write 'row: back' or nearer"
            )

    def _under_water(self, hung: list[str]) -> Iterator[str]:
        under = [*hung, *self._given("ridiculed", "crest", "wheelchair", "costume", "holds")]
        under += ["dress: unsuitable"] * (self.dress == "unsuitable")
        under += [f"pose: {self.pose}"] * (self.pose != "stand")
        if under:
            yield (
                "is in the water, where only a head in cap and goggles is seen: with 'kit: swim' "
                f"leave out {_listed(under)}"
            )

    def _hidden_by_the_back(self) -> Iterator[str]:
        gone = self._given("lanyard", "ridiculed", "crest", "sticker", "medal")
        if self.dress == "unsuitable":
            yield (
                "wears a rude slogan that cannot be seen: with 'dress: unsuitable' leave out "
                "'facing: back'"
            )
        if gone:
            yield (
                "stands with the back to us, which hides what hangs or drips in front: leave out "
                f"{_listed(gone)}, or write 'facing: front'"
            )
        if self.holds in _BEHIND_BODY:
            yield (
                f"stands with the back to us, which hides the {self.holds}: leave out 'holds', or "
                "write 'facing: front'"
            )
        if self.bib and self.wheelchair:
            yield (
                "sits with the back to us, and the wheelchair hides the bib: leave out 'bib', or "
                "write 'facing: front'"
            )

    def _ears_covered(self) -> bool:
        return self.style == "headscarf" or self.swims or self.costume in HOODED

    def _given(self, *fields: str) -> list[str]:
        """Those of the fields that say something."""
        return [field for field in fields if getattr(self, field)]


class Scene(BaseModel):
    """A place, and the figures in it, listed from left to right where they give no ``x``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: PlaceName
    figures: Annotated[tuple[Figure, ...], Field(max_length=14)]
    lettering: Annotated[tuple[Line, ...], Field(max_length=4)] = Field(
        default=(), description="lines to be read in the picture: on a whiteboard, on a banner"
    )

    @model_validator(mode="after")
    def _every_figure_has_an_id_of_its_own(self) -> Self:
        """The register names people by these ids."""
        counts = Counter(figure.id for figure in self.figures)
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            raise ValueError(
                f"more than one figure is called {', '.join(twice)}: give each an id of its own"
            )
        return self

    @model_validator(mode="after")
    def _one_swims_only_in_the_pool(self) -> Self:
        swimmers = [figure.id for figure in self.figures if figure.swims]
        if swimmers and self.place != "pool":
            raise ValueError(
                f"{', '.join(swimmers)} cannot swim here: write 'place: pool', or another kit"
            )
        return self

    @model_validator(mode="after")
    def _no_furniture_hides_what_they_are_named_by(self) -> Self:
        """A classroom's desks are open below for a wheelchair; what else stands there is not."""
        for figure in self.figures:
            if figure.row not in BEHIND_FURNITURE.get(self.place, ()):
                continue
            if figure.holds == "certificate":
                raise ValueError(
                    f"{figure.id} holds a certificate that cannot be seen behind what stands in "
                    "front: write another row, or leave out 'holds'"
                )
            if figure.wheelchair and self.place != "classroom":
                raise ValueError(
                    f"{figure.id} sits in a wheelchair that cannot be seen behind what stands in "
                    "front: write another row"
                )
        return self


def _listed(fields: list[str]) -> str:
    """Field names in quotes, as a sentence lists them."""
    quoted = [f"'{field}'" for field in fields]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))

"""A scene as data: a place and the people in it.

The drawing, the picture's short description and the judgement whether it may be published all
come from these values. Every word that may be chosen stands in a ``Literal``, so that a fault
in a trainer's file lists the words that are allowed.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Colour = Literal[
    "red", "orange", "yellow", "green", "teal", "blue", "navy", "purple", "pink", "white", "grey",
    "black",
]  # fmt: skip
Skin = Literal["a", "b", "c", "d", "e"]
Hair = Literal["black", "brown", "chestnut", "ginger", "blond", "grey"]
Style = Literal[
    "crop", "short", "curly", "afro", "bob", "long", "pony", "bunches", "bun", "headscarf"
]
Pose = Literal[
    "stand", "hips", "wave", "hand-up", "cheer", "clap", "point", "run", "sprint", "finish",
    "read", "write",
]  # fmt: skip
Look = Literal["left", "ahead", "right"]
Mood = Literal["smile", "laugh", "calm", "effort", "worried"]
Kit = Literal["pe", "uniform", "everyday"]
Wears = Literal["shorts", "trousers", "skirt"]
Row = Literal["back", "middle", "front"]
PlaceName = Literal["field", "classroom", "hall"]

ROWS: tuple[Row, ...] = ("back", "middle", "front")
"""The rows of a picture from the farthest to the nearest: the order in which they are painted."""

Line = Annotated[str, Field(min_length=1, max_length=36)]


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
    scarf: Colour = Field(default="navy", description="the colour of a headscarf")
    glasses: bool = False
    kit: Kit | None = None
    wears: Wears | None = None
    top: Colour | None = None
    bottom: Colour | None = None
    bib: Bib | None = None
    lanyard: Literal["no-photo", "staff"] | None = None

    pose: Pose = "stand"
    look: Look = Field(default="ahead", description="runs and points that way, too")
    mood: Mood = "smile"
    facing: Literal["front", "back"] = "front"
    row: Row = Field(default="front", description="how near to us; in a classroom, back stands")
    x: Annotated[float, Field(ge=0, le=100)] | None = Field(
        default=None, description="place from left (0) to right (100); evenly spaced when left out"
    )

    @model_validator(mode="after")
    def _what_is_judged_can_be_seen(self) -> Self:
        """A picture must show what its verdict hangs on."""
        turned = self.facing == "back"
        if self.dress == "unsuitable" and (turned or self.bib or self.lanyard):
            raise ValueError(
                f"{self.id} wears a rude slogan that cannot be seen: with 'dress: unsuitable' "
                "leave out 'bib', 'lanyard' and 'facing: back'"
            )
        if turned and (self.lanyard or self.ridiculed):
            raise ValueError(
                f"{self.id} stands with the back to us, which hides what hangs or drips in front: "
                "leave out 'lanyard' and 'ridiculed', or write 'facing: front'"
            )
        return self


class Scene(BaseModel):
    """A place, and the figures in it, listed from left to right where they give no ``x``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: PlaceName
    figures: Annotated[tuple[Figure, ...], Field(max_length=10)]
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

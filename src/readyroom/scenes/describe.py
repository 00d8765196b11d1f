"""Tells a scene in words, for those who cannot see it: every cue, and never a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from readyroom.scenes.layout import positions
from readyroom.scenes.model import ROWS, Figure, Scene
from readyroom.scenes.telling.deeds import deeds
from readyroom.scenes.telling.english import count, listed, people, quoted, sentence
from readyroom.scenes.telling.looks import Dressed, dressed, garment, garments, looks, worn_cues
from readyroom.scenes.telling.settings import ROWS as ROW_WORDS
from readyroom.scenes.telling.settings import SETTINGS, WATER


def alt(scene: Scene) -> str:
    """Who can be seen, and where: ``Four pupils and two adults on a school field.``"""
    return sentence(f"{_everybody(scene.figures)} {SETTINGS[scene.place].where}")


def describe(scene: Scene) -> str:
    """The picture in British English, from the spec alone.

    The place and how many people; then everybody row by row, the nearest first, from left to
    right; at last what can be read. Every cue is told, and no word of what follows from it.
    """
    common = {pupil: _common_clothes(scene, pupil=pupil) for pupil in (True, False)}
    return _Teller(scene, common).text()


@dataclass(frozen=True)
class _Group:
    """Those who are told together, from left to right, and where they are."""

    where: str
    members: tuple[Figure, ...]


@dataclass(frozen=True)
class _Teller:
    scene: Scene
    common: dict[bool, Dressed | None]
    """What most pupils (True) and most adults (False) wear: it need not be said of each."""

    def text(self) -> str:
        setting = SETTINGS[self.scene.place]
        told = [setting.opening, self._presence(), self._clothes()]
        groups = self._groups()
        turn = 0
        for group in groups:
            told.append(self._group(group, turn, alone=len(groups) == 1))
            turn += len(group.members)
        told.append(self._faces())
        if self.scene.lettering:
            told.append(f"{setting.sign} reads {quoted(self.scene.lettering)}")
        return " ".join(sentence(part) for part in told if part)

    def _presence(self) -> str:
        one = len(self.scene.figures) <= 1
        return f"{_everybody(self.scene.figures)} {'is' if one else 'are'} in the picture"

    def _clothes(self) -> str:
        parts = []
        for pupil, noun in ((True, "pupils"), (False, "adults")):
            if not (common := self.common[pupil]):
                continue
            dress = [dressed(f, self.scene.place) for f in self.scene.figures if f.pupil is pupil]
            who = "the" if set(dress) == {common} else "most of the"
            parts.append(f"{who} {noun} wear {garments(common)}")
        return listed(parts, last=", and ")

    def _groups(self) -> list[_Group]:
        across = positions(self.scene.figures)
        ordered = sorted(self.scene.figures, key=lambda figure: across[figure.id])
        names = ROW_WORDS | SETTINGS[self.scene.place].rows
        groups = [_Group(WATER, tuple(f for f in ordered if f.swims))]
        groups += [
            _Group(names[row], tuple(f for f in ordered if f.row == row and not f.swims))
            for row in reversed(ROWS)
        ]
        return [group for group in groups if group.members]

    def _group(self, group: _Group, turn: int, *, alone: bool) -> str:
        members = group.members
        alike = len({figure.pupil for figure in members}) == 1
        if len(members) == 1:
            noun = "a pupil" if members[0].pupil else "an adult"
            where = group.where.removesuffix(",")
            return f"{where}, {self._clause(noun, members[0], turn)}"
        clauses = [
            self._clause(
                "one" if alike else "a pupil" if figure.pupil else "an adult", figure, turn + order
            )
            for order, figure in enumerate(members)
        ]
        pupils = sum(figure.pupil for figure in members)
        who = people(pupils, len(members) - pupils)
        told = listed(clauses, comma="; ", last="; and " if len(clauses) > 2 else "; ")
        if alone and members[0].row == "front" and not members[0].swims:
            return f"from left to right: {told}"
        return f"{group.where} are {who}, from left to right: {told}"

    def _clause(self, noun: str, figure: Figure, turn: int) -> str:
        """``one with short black hair waves and smiles``."""
        worn = worn_cues(figure)
        verbs = deeds(figure, turn)
        if worn:
            verbs.append(f"wears {listed(worn)}")
        if figure.ridiculed:
            verbs.append("has a dripping custard pie upside down on the head")
        look = looks(figure, clothes=self._told_clothes(figure))
        return f"{noun} {look}{',' if ',' in look else ''} {listed(verbs)}"

    def _told_clothes(self, figure: Figure) -> str:
        clothes = dressed(figure, self.scene.place)
        if figure.swims or (clothes and clothes != self.common[figure.pupil]):
            return garment(figure, self.scene.place)
        return ""

    def _faces(self) -> str:
        figures = self.scene.figures
        turned = sum(figure.facing == "back" for figure in figures)
        if not figures:
            return ""
        if turned == len(figures):
            return "no face can be seen"
        if not turned:
            return "every face can be seen" if len(figures) > 1 else "the face can be seen"
        if turned == 1:
            return "but for the one turned away from us, every face can be seen"
        return f"{count(turned, 'face')} are turned away from us; all the others can be seen"


def _everybody(figures: Sequence[Figure]) -> str:
    pupils = sum(figure.pupil for figure in figures)
    return people(pupils, len(figures) - pupils)


def _common_clothes(scene: Scene, *, pupil: bool) -> Dressed | None:
    """What most of them wear, if there are at least two of them."""
    worn = Counter(
        clothes
        for figure in scene.figures
        if figure.pupil is pupil and (clothes := dressed(figure, scene.place))
    )
    clothes, often = next(iter(worn.most_common(1)), (None, 0))
    return clothes if often >= 2 and often * 2 > worn.total() else None

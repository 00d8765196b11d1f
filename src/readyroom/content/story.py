"""Reads a branching story from Twee and checks that it can be played from start to end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from readyroom.content.files import StoryMeta
from readyroom.content.model import Link, Passage, Scenario, Tone
from readyroom.content.shape import shaped
from readyroom.content.source import Faults, Source, listed, nearest, slug_fault, slug_of
from readyroom.content.twee import RawLink, RawPassage, links_and_text, read_twee
from readyroom.content.yaml import read_yaml

TONES: Final[tuple[Tone, ...]] = ("good", "weak", "critical")
END: Final = "end"
META: Final = "meta"
_OF_TWINE: Final = ("StoryTitle", "StoryData")
_NAMED: Final = 12
"""Passages that a message still lists by name."""


@dataclass(frozen=True)
class _Step:
    """A passage of the story on its way to become one of the model."""

    raw: RawPassage
    slug: str
    text: str
    links: tuple[RawLink, ...]

    @property
    def name(self) -> str:
        return self.raw.name

    @property
    def end(self) -> bool:
        return END in self.raw.tags

    @property
    def tones(self) -> tuple[Tone, ...]:
        return tuple(tone for tone in TONES if tone in self.raw.tags)


def read_story(source: Source, faults: Faults) -> Scenario | None:
    """The story in a Twee file; None when it has a fault. All of its faults are added."""
    before = len(faults.found)
    passages = read_twee(source, faults)
    by_name = {passage.name: passage for passage in passages}
    title = _title(by_name.get("StoryTitle"), source, faults)
    start = _start(by_name.get("StoryData"), faults)
    meta = _meta(passages, faults)
    steps = {
        passage.name: _step(passage, faults)
        for passage in passages
        if passage.name not in _OF_TWINE and META not in passage.tags
    }
    _check_slugs(steps.values(), faults)
    if start not in steps:
        line = by_name["StoryData"].line if "StoryData" in by_name else source.first_line
        faults.add(
            line, f'the story starts at "{start}", which is no passage here. {_names(steps, start)}'
        )
    for step in steps.values():
        _check_step(step, steps, faults, is_start=step.name == start)
    if start in steps and len(faults.found) == before:
        _check_ways(steps, start, faults)
    if len(faults.found) > before or meta is None:
        return None
    return Scenario(
        slug=source.name,
        title=title,
        start=steps[start].slug,
        passages=tuple(_built(step, steps, is_start=step.name == start) for step in steps.values()),
        points=meta.points,
        must_pass=meta.must_pass,
    )


def _title(passage: RawPassage | None, source: Source, faults: Faults) -> str:
    title = " ".join(passage.body.text.split()) if passage else ""
    if not title:
        line = passage.line if passage else source.first_line
        faults.add(line, "the story has no title: write it below a line :: StoryTitle")
    return title


def _start(passage: RawPassage | None, faults: Faults) -> str:
    if passage is None:
        return "Start"
    try:
        data = json.loads(passage.body.text)
    except json.JSONDecodeError as error:
        faults.add(
            passage.body.first_line + error.lineno - 1,
            f"StoryData is no JSON ({error.msg}): export the story from Twine again.",
        )
        return "Start"
    except (ValueError, RecursionError):
        data = None
    start = data.get("start", "Start") if isinstance(data, dict) else None
    if not isinstance(start, str):
        faults.add(passage.line, 'StoryData needs a "start": the name of the first passage.')
        return "Start"
    return start


def _meta(passages: Iterable[RawPassage], faults: Faults) -> StoryMeta | None:
    found = [passage for passage in passages if META in passage.tags]
    for passage in found[1:]:
        faults.add(passage.line, f"the story has a [{META}] passage already, above.")
    if not found or not found[0].body.text.strip():
        return StoryMeta()
    document = read_yaml(found[0].body, faults)
    return None if document is None else shaped(StoryMeta, document, faults)


def _step(raw: RawPassage, faults: Faults) -> _Step:
    links, text = links_and_text(raw.body, faults)
    slug = slug_of(raw.name)
    if wrong := slug_fault(raw.name, slug):
        faults.add(raw.line, f"the passage's name {wrong}")
    if not text:
        faults.add(raw.line, f'the passage "{raw.name}" says nothing.')
    return _Step(raw, slug, text, links)


def _check_slugs(steps: Iterable[_Step], faults: Faults) -> None:
    first: dict[str, _Step] = {}
    for step in steps:
        if step.slug and first.setdefault(step.slug, step) is not step:
            faults.add(
                step.raw.line,
                f'"{step.name}" and "{first[step.slug].name}" get the same short name '
                f'"{step.slug}": rename one.',
            )


def _check_step(step: _Step, steps: Mapping[str, _Step], faults: Faults, *, is_start: bool) -> None:
    line, name = step.raw.line, step.name
    for tag in step.raw.tags:
        if tag not in (*TONES, END):
            faults.add(
                line,
                f'"{tag}" is no tag of a passage.{nearest(tag, (*TONES, END))} '
                f"Tags: {listed((*TONES, END))}.",
            )
    if is_start and (step.tones or step.end):
        faults.add(line, f'"{name}" starts the story: it has neither a tone nor the tag end.')
    elif not is_start and not step.tones:
        faults.add(
            line,
            f'"{name}" does not say how good it is to come here: tag it as one of {listed(TONES)}.',
        )
    elif len(step.tones) > 1:
        faults.add(line, f'"{name}" is tagged {" and ".join(step.tones)}: keep one of them.')
    if step.end and step.links:
        faults.add(
            line, f'"{name}" is an end, so it offers no choice: take its links or the tag end out.'
        )
    elif not step.end and not step.links:
        faults.add(line, f'"{name}" offers no choice and is no end: add links, or the tag end.')
    elif not step.end and len(step.links) < 2:
        faults.add(line, f'"{name}" offers one choice only: a choice needs two or more.')
    _check_links(step, steps, faults)


def _check_links(step: _Step, steps: Mapping[str, _Step], faults: Faults) -> None:
    labels: dict[str, RawLink] = {}
    targets: dict[str, RawLink] = {}
    for link in step.links:
        if link.to not in steps:
            faults.add(
                link.line,
                f'the choice "{link.label}" in "{step.name}" leads to "{link.to}", which is no '
                f"passage here. {_names(steps, link.to)}",
            )
        elif link.to == step.name:
            faults.add(link.line, f'the choice "{link.label}" leads back to its own passage.')
        other = targets.setdefault(link.to, link)
        if other is not link:
            faults.add(
                link.line,
                f'the choices "{other.label}" and "{link.label}" both lead to "{link.to}": '
                "each needs a passage of its own.",
            )
        if labels.setdefault(link.label, link) is not link:
            faults.add(link.line, f'two choices in "{step.name}" read "{link.label}".')


def _check_ways(steps: Mapping[str, _Step], start: str, faults: Faults) -> None:
    """Every passage can be reached from the start, and from every passage an end."""
    forth = {name: {link.to for link in step.links} for name, step in steps.items()}
    back: dict[str, set[str]] = {name: set() for name in steps}
    for name, targets in forth.items():
        for target in targets:
            back[target].add(name)
    for name in sorted(back[start]):
        link = next(link for link in steps[name].links if link.to == start)
        faults.add(
            link.line,
            f'the choice "{link.label}" leads back to the start, which has no tone: a story is '
            "begun again as a new attempt only.",
        )
    reached = _reached({start}, forth)
    ending = _reached({name for name, step in steps.items() if step.end}, back)
    for name, step in steps.items():
        if name not in reached:
            faults.add(step.raw.line, f'no choice leads to "{name}".')
        elif name not in ending:
            faults.add(step.raw.line, f'from "{name}" no choice ever leads to an end.')


def _reached(start: set[str], ways: Mapping[str, set[str]]) -> set[str]:
    seen, todo = set(start), list(start)
    while todo:
        new = ways[todo.pop()] - seen
        seen |= new
        todo.extend(new)
    return seen


def _names(steps: Mapping[str, _Step], meant: str) -> str:
    hint = nearest(meant, steps).strip()
    if len(steps) <= _NAMED or not hint:
        shown = list(steps)[:_NAMED]
        rest = f" and {len(steps) - len(shown)} more" if len(steps) > len(shown) else ""
        hint = f"{hint} Passages: {listed(shown)}{rest}.".strip()
    return hint


def _built(step: _Step, steps: Mapping[str, _Step], *, is_start: bool) -> Passage:
    return Passage(
        slug=step.slug,
        name=step.name,
        text=step.text,
        tone=None if is_start else step.tones[0],
        end=step.end,
        links=tuple(Link(label=link.label, target=steps[link.to].slug) for link in step.links),
    )

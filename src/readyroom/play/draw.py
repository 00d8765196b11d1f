"""Which activities an attempt asks: all of them, but of a drawn quiz some questions only.

Pure: the same attempt gets the same questions, and a page that is opened again finds them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from readyroom.content.model import AnyActivity, Module


def asked(
    module: Module, *, seen: Mapping[str, int], answered: Collection[str], seed: str
) -> tuple[str, ...]:
    """The slugs of what an attempt asks, in the module's order.

    ``seen`` says in how many earlier attempts an activity was asked, ``answered`` names what is
    answered in this attempt, and ``seed`` names the attempt. Of each drawn quiz:

    1. Every clause that a must-pass question is about is asked for.
    2. What is answered stays.
    3. The rest are those seen least often; of these, those that bring a clause that none before
       them brings; of these, those that the seed picks. So neighbours get different ones.

    An answer to one of the questions drawn never changes which the others are.
    """
    by_slug = {activity.slug: activity for activity in module.activities}
    left_out: set[str] = set()
    for quiz, count in module.draws.items():
        bank = [by_slug[slug] for slug in module.quizzes[quiz] if slug in by_slug]
        ranked = tuple(_ranked(bank, seen, seed))
        drawn = _drawn(ranked, count, answered)
        left_out.update(item.slug for item in bank if item.slug not in drawn)
    return tuple(slug for slug in by_slug if slug not in left_out)


def lacking(module: Module, given: Collection[str]) -> tuple[str, ...]:
    """Why answers to these activities are no whole attempt, in plain words; () when they are."""
    by_slug = {activity.slug: activity for activity in module.activities}
    of_banks = {slug for quiz in module.draws for slug in module.quizzes[quiz]}
    open_ = [a.title for slug, a in by_slug.items() if slug not in of_banks and slug not in given]
    said = [f"Not answered: {', '.join(open_)}."] if open_ else []
    for quiz, count in module.draws.items():
        bank = [by_slug[slug] for slug in module.quizzes[quiz] if slug in by_slug]
        answered = [item for item in bank if item.slug in given]
        if len(answered) != count:
            said.append(
                f'Of the questions "{quiz}" an attempt has {count}, and {len(answered)} are '
                "answered."
            )
            continue
        for about in _subjects(bank):
            if not any(_settles(item, about) for item in answered):
                titles = ", ".join(item.title for item in bank if _settles(item, about))
                said.append(f'Of the questions "{quiz}" an attempt has one of these: {titles}.')
    return tuple(said)


def _ranked(
    bank: Sequence[AnyActivity], seen: Mapping[str, int], seed: str
) -> Iterator[AnyActivity]:
    """The whole bank in the order in which it is drawn from, whatever has been answered."""
    left = {item.slug: item for item in bank}
    ties = {slug: hashlib.sha256(f"{seed}/{slug}".encode()).hexdigest() for slug in left}
    clauses = {slug: frozenset(item.clauses()) for slug, item in left.items()}
    covered: set[str] = set()

    def take(among: Iterable[AnyActivity]) -> AnyActivity:
        item = min(
            among,
            key=lambda i: (seen.get(i.slug, 0), clauses[i.slug] <= covered, ties[i.slug]),
        )
        covered.update(clauses[item.slug])
        return left.pop(item.slug)

    for about in _subjects(bank):
        yield take(item for item in bank if _settles(item, about))
    while left:
        yield take(left.values())


def _drawn(ranked: Sequence[AnyActivity], count: int, answered: Collection[str]) -> set[str]:
    """The slugs drawn. What an edit of the bank leaves too many of gives way from the end."""
    stay_first = [*(item for item in ranked if item.slug in answered), *ranked]
    drawn: set[str] = set()
    for about in _subjects(ranked):
        drawn.add(next(item.slug for item in stay_first if _settles(item, about)))
    for item in stay_first:
        if len(drawn) >= count:
            break
        drawn.add(item.slug)
    return drawn


def _subjects(bank: Iterable[AnyActivity]) -> tuple[str, ...]:
    """What the must-pass questions of a bank are about, each once."""
    return tuple(dict.fromkeys(_about(item) for item in bank if item.must_pass))


def _settles(item: AnyActivity, about: str) -> bool:
    return item.must_pass and _about(item) == about


def _about(item: AnyActivity) -> str:
    """The clause that a question is about: the first that it cites."""
    return next(iter(item.clauses()), "")

"""Which questions an attempt asks of a quiz that is drawn from."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readyroom.content.model import Choice, Module
from readyroom.play.draw import asked, lacking
from tests.builders import MODULE
from tests.drawn import BANK, DRAWN, module, of_bank, question

CLAUSES = ("IMG-1", "IMG-2", "IMG-5", "IMG-6", "IMG-7")
SEEDS = st.text(max_size=8)


def draw(
    of: Module, *, seen: dict[str, int] | None = None, answered: set[str] | None = None, seed: str
) -> tuple[str, ...]:
    return asked(of, seen=seen or {}, answered=answered or set(), seed=seed)


def about(item: Choice) -> str:
    return item.clauses()[0]


@st.composite
def modules(draw: st.DrawFn) -> Module:
    """A bank of up to ten questions that cite up to three clauses, some of them must-pass."""
    of_one = st.tuples(
        st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3, unique=True), st.booleans()
    )
    bank = [
        question(f"q-{number}", *clauses, must_pass=must)
        for number, (clauses, must) in enumerate(draw(st.lists(of_one, min_size=1, max_size=10)))
    ]
    least = max(1, len({about(item) for item in bank if item.must_pass}))
    return module(*bank, draw=draw(st.integers(least, len(bank))))


def bank_of(of: Module) -> dict[str, Choice]:
    return {a.slug: a for a in of.activities if isinstance(a, Choice)}


@given(modules(), SEEDS)
def test_an_attempt_asks_what_is_fixed_and_as_many_of_the_quiz_as_it_says(
    of: Module, seed: str
) -> None:
    found = draw(of, seed=seed)
    assert found[0] == "the-walk"
    assert len(set(found)) == len(found) == 1 + of.draws["bank"]


@given(modules(), SEEDS)
def test_questions_stand_in_the_order_of_the_file(of: Module, seed: str) -> None:
    found = draw(of, seed=seed)
    assert list(found) == [a.slug for a in of.activities if a.slug in found]


@given(modules(), SEEDS, st.data())
def test_an_answer_changes_nothing_in_what_else_is_asked(
    of: Module, seed: str, data: st.DataObject
) -> None:
    seen = data.draw(st.dictionaries(st.sampled_from(sorted(bank_of(of))), st.integers(0, 3)))
    first = draw(of, seen=seen, seed=seed)
    answered = data.draw(st.sets(st.sampled_from(first)))
    assert draw(of, seen=seen, answered=answered, seed=seed) == first


@given(modules(), SEEDS, st.data())
def test_every_clause_of_a_must_pass_question_is_asked_for(
    of: Module, seed: str, data: st.DataObject
) -> None:
    bank = bank_of(of)
    seen = data.draw(st.dictionaries(st.sampled_from(sorted(bank)), st.integers(0, 3)))
    answered = data.draw(st.sets(st.sampled_from(sorted(bank))))
    found = draw(of, seen=seen, answered=answered, seed=seed)
    wanted = {about(item) for item in bank.values() if item.must_pass}
    assert wanted == {about(bank[s]) for s in found if s in bank and bank[s].must_pass}
    assert lacking(of, found) == ()


@given(modules(), SEEDS)
def test_a_second_attempt_repeats_as_few_as_can_be(of: Module, seed: str) -> None:
    bank, count = bank_of(of), of.draws["bank"]
    first = set(draw(of, seed=f"{seed}/1")) & set(bank)
    second = set(draw(of, seen=dict.fromkeys(first, 1), seed=f"{seed}/2")) & set(bank)
    wanted = {about(item) for item in bank.values() if item.must_pass}
    unseen = bank.keys() - first
    forced = wanted - {about(bank[slug]) for slug in unseen if bank[slug].must_pass}
    assert len(first & second) == len(forced) + max(0, count - len(forced) - len(unseen))


@given(modules(), SEEDS, st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3, unique=True))
def test_what_is_answered_stays_when_a_question_is_added(
    of: Module, seed: str, clauses: list[str]
) -> None:
    first = draw(of, seed=seed)
    bank = tuple(bank_of(of).values())
    more = module(question("new", *clauses), *bank, draw=of.draws["bank"])
    assert draw(more, answered=set(first), seed=seed) == first


def test_the_same_attempt_is_asked_the_same_and_people_are_not() -> None:
    draws = {draw(DRAWN, seed=f"p{number}/pond/1") for number in range(30)}
    assert draw(DRAWN, seed="p1/pond/1") == draw(DRAWN, seed="p1/pond/1")
    assert len(draws) == 4  # two ways to ask about permission, two to ask about a no


def test_over_many_attempts_every_question_is_asked_about_as_often() -> None:
    free = module(*(question(f"q-{number}", "IMG-1") for number in range(7)), draw=3)
    seen: Counter[str] = Counter()
    for attempt in range(1, 8):
        seen.update(draw(free, seen=seen, seed=f"ana/pond/{attempt}")[1:])
    assert set(seen.values()) == {3}


def test_of_questions_seen_alike_those_that_bring_other_clauses_come_first() -> None:
    of = module(
        question("one", "IMG-1"),
        question("same", "IMG-1"),
        question("other", "IMG-2"),
        question("both", "IMG-5", "IMG-6"),
        draw=3,
    )
    for number in range(10):
        found = set(draw(of, seed=str(number)))
        assert {"both", "other"} < found


def test_a_question_that_an_edit_leaves_no_room_for_gives_way_to_a_must_pass_clause() -> None:
    answered = {"a-no", "a-late-no", "rain"}
    found = of_bank(draw(DRAWN, answered=answered, seed="ana"))
    assert "the-list" in found
    assert len(found & {"at-the-gate", "at-the-door"}) == 1
    assert len(found & answered) == 1


def test_a_module_without_a_drawn_quiz_asks_everything() -> None:
    assert draw(MODULE, seed="ana") == tuple(a.slug for a in MODULE.activities)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (["the-walk"], 'Of the questions "bank" an attempt has 3, and 0 are answered.'),
        (["at-the-gate", "the-list", "rain"], "Not answered: The walk."),
        (
            ["the-walk", "at-the-gate", "a-no", "rain"],
            'Of the questions "bank" an attempt has one of these: The list.',
        ),
        (
            ["the-walk", "the-list", "a-no", "rain"],
            'Of the questions "bank" an attempt has one of these: At the gate, At the door.',
        ),
        (
            ["the-walk", *(item.slug for item in BANK)],
            'Of the questions "bank" an attempt has 3, and 6 are answered.',
        ),
    ],
)
def test_what_is_no_whole_attempt_is_said_in_words(given_: list[str], said: str) -> None:
    assert lacking(DRAWN, given_) == (said,)

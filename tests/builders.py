"""A small course, built in code: one story, one picture, two questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from readyroom.content.frozen import opaque
from readyroom.content.model import (
    Choice,
    Clause,
    Course,
    ImageCase,
    Link,
    Module,
    Option,
    Passage,
    PassRule,
    Policy,
    Scenario,
)

QUESTION = Choice(
    slug="who-asks",
    title="Who asks?",
    stem="Who asks for permission?",
    multiple=False,
    options=(
        Option(id="a", text="Nobody", correct=False, feedback="Somebody has to. [IMG-1]"),
        Option(id="b", text="We do", correct=True, feedback="Yes. [IMG-1]"),
    ),
)
LIST = Choice(
    slug="what-stops",
    title="What stops you?",
    stem="What stops a picture?",
    multiple=True,
    options=(
        Option(id="a", text="A no", correct=True, feedback="Yes. [IMG-2]"),
        Option(id="b", text="Rain", correct=False, feedback="No. [IMG-2]"),
        Option(id="c", text="The list", correct=True, feedback="Yes. [IMG-7]"),
    ),
    points=2,
)
STORY = Scenario(
    slug="the-walk",
    title="The walk",
    start="start",
    passages=(
        Passage(
            slug="start",
            name="Start",
            text="A class sets off.",
            tone=None,
            end=False,
            links=(Link(label="Ask", target="ask"), Link(label="Post", target="post")),
        ),
        Passage(
            slug="ask",
            name="Ask",
            text="They say yes. [IMG-1]",
            tone="good",
            end=False,
            links=(Link(label="Thank", target="thank"), Link(label="Wait", target="wait")),
        ),
        Passage(slug="thank", name="Thank", text="Good.", tone="good", end=True, links=()),
        Passage(slug="wait", name="Wait", text="Late.", tone="weak", end=True, links=()),
        Passage(slug="post", name="Post", text="Oh. [IMG-1]", tone="critical", end=True, links=()),
    ),
    points=4,
)
PICTURE = ImageCase.model_validate(
    {
        "slug": "the-pond",
        "title": "The pond",
        "text": "A picture of the pond.",
        "channel": "school-page",
        "scene": {"place": "field", "figures": [{"id": "boots"}]},
        "register": {"caption": "Year 2", "rows": [{"person": "boots", "name": "Red boots"}]},
        "offer": ["IMG-1", "IMG-2", "IMG-7"],
        "feedback": {"right": "No yes is written down. [IMG-1]", "wrong": "Look again. [IMG-1]"},
    }
)


def on_page(story: str, walk: Iterable[str]) -> list[str]:
    """A walk as a page sends it: passages are named there by ids that do not tell their names."""
    return [opaque(story, passage) for passage in walk]


def clause(clause_id: str) -> Clause:
    return Clause(
        id=clause_id, section="Use of images", text=f"Rule {clause_id}.", binds=("everyone",)
    )


POLICY = Policy(
    title="Social media policy",
    version="2026-09",
    adopted=date(2026, 9, 1),
    next_review=date(2028, 9, 1),
    clauses=tuple(clause(c) for c in ("IMG-1", "IMG-2", "IMG-7")),
)
MODULE = Module(
    slug="pond",
    title="The pond",
    summary="About a pond.",
    minutes=5,
    roles=("staff", "volunteer", "parent"),
    activities=(STORY, PICTURE, QUESTION, LIST),
    quizzes={"pond": ("who-asks", "what-stops")},
)
COURSE = Course(
    title="Social media training",
    trust="Hill Trust",
    contact="the office",
    version="1",
    timezone="Europe/London",
    pass_rule=PassRule(percent=80, valid_months=24),
    policy=POLICY,
    modules=(MODULE,),
)
RIGHT: dict[str, object] = {
    "the-walk": ["ask", "thank"],
    "the-pond": {"decision": "do-not-publish", "reason": "IMG-1"},
    "who-asks": "b",
    "what-stops": ["a", "c"],
}

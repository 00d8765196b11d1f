"""A task of each kind, and a picture with changes, built in code."""

from __future__ import annotations

from readyroom.content.model import ImageCase
from readyroom.content.tasks import (
    Order,
    Part,
    Pile,
    Review,
    Rewrite,
    Sort,
    SortItem,
    Spot,
    Step,
    Wording,
)

SORT = Sort(
    slug="three-piles",
    title="Three piles",
    stem="Where does each go?",
    piles=(Pile(id="yes", name="Yes"), Pile(id="no", name="No"), Pile(id="ask", name="Ask")),
    items=(
        SortItem(text="A duck", pile="yes", feedback="SECRET-DUCK nobody is in it [IMG-1]."),
        SortItem(text="A listed child", pile="no", feedback="SECRET-CHILD listed [IMG-7]."),
        SortItem(text="A stranger", pile="ask", feedback="SECRET-STRANGER ask [IMG-1]."),
        SortItem(text="A pond", pile="yes", feedback="SECRET-POND nobody is in it [IMG-1]."),
        SortItem(text="A shy child", pile="no", feedback="SECRET-SHY said no [IMG-2]."),
        SortItem(text="A new child", pile="ask", feedback="SECRET-NEW ask [IMG-1]."),
    ),
    when_right="SECRET-RIGHT sorted.",
    when_wrong="SECRET-WRONG look again [IMG-7].",
    points=3,
)
THINGS = {item.text: name for name, item in SORT.by_id().items()}
DUCK, CHILD = THINGS["A duck"], THINGS["A listed child"]
SORTED = {
    DUCK: "yes",
    CHILD: "no",
    THINGS["A stranger"]: "ask",
    THINGS["A pond"]: "yes",
    THINGS["A shy child"]: "no",
    THINGS["A new child"]: "ask",
}

ORDER = Order(
    slug="four-steps",
    title="Four steps",
    stem="In which order?",
    steps=(
        Step(text="Ask", feedback="SECRET-ASK first [IMG-1]."),
        Step(text="Write", feedback="SECRET-WRITE then."),
        Step(text="Describe", with_previous=True),
        Step(text="Post", feedback="SECRET-POST last."),
    ),
    when_right="SECRET-RIGHT in order.",
    when_wrong="SECRET-WRONG ask first [IMG-1].",
    points=5,
)
ASK, WRITE, DESCRIBE, POST = ORDER.by_id()

REWRITE = Rewrite(
    slug="a-draft",
    title="A draft",
    stem="Put it better.",
    shown="post",
    author="Pond School",
    text="Look! {{who}} fell in. {{what}}\n\nMore soon.",
    spots=(
        Spot(
            id="what",
            wordings=(
                Wording(text="He cried.", feedback="SECRET-CRIED unkind [IMG-2]."),
                Wording(text="All is well.", good=True, feedback="SECRET-WELL kind."),
                Wording(text="He is *fine*.", good=True, feedback="SECRET-FINE kind."),
                Wording(text="He only cried a bit.", feedback="SECRET-BIT unkind, too."),
            ),
        ),
        Spot(
            id="who",
            wordings=(
                Wording(text="Tom Abel", feedback="SECRET-TOM a full name [IMG-1]."),
                Wording(text="Somebody", good=True, feedback="SECRET-SOMEBODY no name."),
                Wording(text="Guess who", feedback="SECRET-GUESS a name will follow."),
            ),
        ),
    ),
    when_right="SECRET-RIGHT better.",
    when_wrong="SECRET-WRONG read it as his mother.",
    points=4,
)
REVIEW = Review(
    slug="an-account",
    title="An account",
    stem="Is it ready?",
    account="@pond",
    applicant="Mr Reed",
    parts=(
        Part(id="why", name="Why", text="To show ducks.", enough=True, feedback="SECRET-WHY yes."),
        Part(id="who", name="Who", enough=False, feedback="SECRET-WHO nobody [IMG-1]."),
        Part(id="when", name="When", text="Weekly.", enough=True, feedback="SECRET-WHEN yes."),
        Part(id="how", name="How", text="Somehow.", enough=False, feedback="SECRET-HOW no."),
    ),
    when_right="SECRET-RIGHT sent back.",
    when_wrong="SECRET-WRONG read again [IMG-1].",
    points=4,
)
REVIEWED = {
    "decision": "send-back",
    "why": "enough",
    "who": "lacking",
    "when": "enough",
    "how": "lacking",
}
TASKS = (SORT, ORDER, REWRITE, REVIEW)

TWO_PUPILS = ImageCase.model_validate(
    {
        "slug": "two-pupils",
        "title": "Two pupils",
        "text": "A picture of two pupils.",
        "channel": "school-page",
        "scene": {"place": "field", "figures": [{"id": "boots"}, {"id": "hat"}]},
        "register": {
            "caption": "Year 2",
            "rows": [
                {"person": "boots", "name": "Red boots", "consent": ["school-page"]},
                {"person": "hat", "name": "Green hat", "consent": ["press"]},
            ],
        },
        "offer": ["IMG-1", "IMG-2", "IMG-7"],
        "feedback": {"right": "SECRET-RIGHT [IMG-1]", "wrong": "SECRET-WRONG [IMG-1]"},
        "changes": [
            {
                "text": "Leave both out",
                "leave-out": ["boots", "hat"],
                "feedback": "SECRET-BOTH more than is needed [IMG-2].",
            },
            {"text": "Ask the hat's family", "ask": ["hat"], "feedback": "SECRET-HAT yes."},
            {"text": "Send it out", "channel": "newsletter", "feedback": "SECRET-NEWS no."},
            {"text": "Use no names", "feedback": "SECRET-NAMES no."},
        ],
        "points": 3,
    }
)

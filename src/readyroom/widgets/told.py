"""What a person answered, in words: each question with its answer, as a record tells it.

Made from what the page itself was given: the view holds every label, the state what was answered
and, once it is marked, what was right and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

Words = Mapping[str, Any]
"""A view or a state, or a part of one, as ``readyroom.widgets.views`` makes them."""

Sign = Literal["good", "weak", "bad", ""]

_NOTHING: Final = "Nothing"
_RIGHT: Final[tuple[str, Sign]] = ("Right", "good")
_WRONG: Final[tuple[str, Sign]] = ("Not right", "bad")
_OPEN: Final[tuple[str, Sign]] = ("", "")
_LED_TO: Final[Mapping[str, tuple[str, Sign]]] = {
    "good": ("A good choice", "good"),
    "weak": ("There was a better choice", "weak"),
    "critical": ("A serious mistake", "bad"),
}


@dataclass(frozen=True)
class Line:
    """One question and its answer, as safe HTML.

    ``verdict`` says how good it was, once it is marked, and ``sign`` in which colour; ``right`` is
    what would have been right in its place; ``why`` what there is to say of it.
    """

    question: str
    answer: str
    verdict: str = ""
    sign: Sign = ""
    right: str = ""
    why: tuple[str, ...] = ()


def told(view: Words, state: Words) -> tuple[Line, ...]:
    """What was answered, line by line; a story of which nothing was chosen yet has none."""
    response, feedback = state["response"], state["feedback"] or {}
    match view["kind"]:
        case "scenario":
            lines = _story(state["steps"])
        case "choice":
            lines = _choice(view, response, feedback.get("options", {}))
        case "image":
            lines = _image(view, response, feedback)
        case "sort":
            lines = _sort(view, response, feedback.get("items", {}))
        case "order":
            lines = _order(view, response, feedback)
        case "rewrite":
            lines = _rewrite(view, response, feedback.get("spots", {}))
        case "review":
            lines = _review(view, response, feedback)
        case kind:
            raise ValueError(f"{view['slug']}: {kind!r} is no kind of activity")
    return tuple(lines)


def _story(steps: Sequence[Words]) -> Iterator[Line]:
    for number, step in enumerate(steps, 1):
        led_to = _LED_TO.get(step["tone"], _OPEN)
        yield Line(f"Step {number}", step["label"], *led_to, why=_said(step["html"]))


def _choice(view: Words, response: Any, about: Words) -> Iterator[Line]:
    chosen = response if view["multiple"] else [response]
    labels = _labels(view["options"])
    if not view["multiple"]:
        right = [name for name in labels if about.get(name, {}).get("right")]
        about_both = [about.get(name, {}) for name in dict.fromkeys((*chosen, *right))]
        whys = [known.get("html", "") for known in about_both]
        yield _line("Your answer", labels, response, right, *whys)
        return
    if not chosen:
        yield Line("You chose", _NOTHING)
    for name, label in labels.items():
        known = about.get(name, {})
        why = _said(known.get("html", ""))
        if name in chosen:
            verdict = (_RIGHT if known["right"] else _WRONG) if known else _OPEN
            yield Line("You chose", label, *verdict, why=why)
        elif known.get("right"):
            yield Line("You did not choose this, and it belongs to the answer", label, why=why)


def _image(view: Words, response: Words, feedback: Words) -> Iterator[Line]:
    right = feedback.get("right", {})
    asked = (
        ("decision", "Your decision", view["decisions"]),
        ("reason", "The rule that decides", view["reasons"]),
        ("change", "The smallest change that would make it right", view.get("changes") or ()),
    )
    for part, question, choices in asked:
        if part in response:
            why = feedback.get(part, {}).get("html", "") if part == "change" else ""
            best = [right[part]] if part in right else []
            yield _line(question, _labels(choices), response[part], best, why)


def _sort(view: Words, response: Words, about: Words) -> Iterator[Line]:
    piles = _labels(view["piles"])
    for item in view["items"]:
        known = about.get(item["id"], {})
        best = [known["right"]] if known else []
        yield _line(item["html"], piles, response[item["id"]], best, known.get("html", ""))


def _order(view: Words, response: Sequence[str], feedback: Words) -> Iterator[Line]:
    steps, about = _labels(view["steps"]), feedback.get("steps", {})
    for number, name in enumerate(response, 1):
        why = _said(about.get(name, {}).get("html", ""))
        yield Line(f"Your step {number}", steps[name], why=why)
    if feedback and not feedback["correct"]:
        items = "".join(f"<li>{steps[name]}</li>" for name in feedback["right"])
        yield Line("The right order", f"<ol>{items}</ol>")


def _rewrite(view: Words, response: Words, about: Words) -> Iterator[Line]:
    for spot in view["spots"]:
        name, known = response[spot["id"]], about.get(spot["id"], {})
        why = known.get("wordings", {}).get(name, {}).get("html", "")
        yield _line(spot["name"], _labels(spot["wordings"]), name, known.get("right", ()), why)


def _review(view: Words, response: Words, feedback: Words) -> Iterator[Line]:
    verdicts, about = _labels(view["verdicts"]), feedback.get("parts", {})
    for part in view["parts"]:
        known = about.get(part["id"], {})
        best = [known["right"]] if known else []
        yield _line(part["name"], verdicts, response[part["id"]], best, known.get("html", ""))
    best = [feedback["decision"]] if feedback else []
    yield _line("Your decision", _labels(view["decisions"]), response["decision"], best)


def _line(
    question: str, labels: Mapping[str, str], chosen: str, right: Sequence[str], *why: str
) -> Line:
    """The label of what was chosen, and of the first that was right when that was another."""
    if not right or chosen in right:
        return Line(question, labels[chosen], *(_RIGHT if right else _OPEN), why=_said(*why))
    return Line(question, labels[chosen], *_WRONG, right=labels[right[0]], why=_said(*why))


def _labels(choices: Sequence[Words]) -> dict[str, str]:
    return {choice["id"]: choice["html"] for choice in choices}


def _said(*htmls: str) -> tuple[str, ...]:
    return tuple(html for html in htmls if html)

"""A module on paper: the lesson's words and its activities as an accessible PDF.

It holds no answer: of each activity it prints what a lesson's page shows before the answer, and
of a story all sections without how good they are.
"""

from __future__ import annotations

import ast
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from readyroom.content.frozen import citations
from readyroom.content.lessons import page_of
from readyroom.content.model import Course, Module
from readyroom.errors import UnknownError
from readyroom.papers.logo import LOGO, as_svg
from readyroom.papers.rich import plain, rich
from readyroom.papers.sheet import Field, Question, Sheet, sheet
from readyroom.papers.typeset import TEMPLATES, pdf
from readyroom.widgets.prose import prose
from readyroom.widgets.words import inline

_FEWEST_STEPS: Final = 4
_MOST_STEPS: Final = 12
"""Boxes for the way through a story: enough for any sensible one."""

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPEST: Final = 4

_KINDS: Final = {
    "choice": "Question",
    "scenario": "Story",
    "image": "Picture",
    "sort": "Sort",
    "order": "Put in order",
    "rewrite": "Rewrite",
    "review": "Review",
}


def paper_pdf(root: Path, course: Course, module: str, form: str, *, large: bool = False) -> bytes:
    """The form of that letter of a module, as a PDF; ``root`` is the content's folder.

    In ``large`` print the text has 18 points and the boxes are larger, too.

    UnknownError when the course has no such module, or the letter is none from A to Z.
    """
    try:
        made = sheet(course, course.module(module), form)
    except KeyError:
        names = ", ".join(m.slug for m in course.modules)
        raise UnknownError(f"There is no module {module!r}. Modules: {names}.") from None
    notebook = json.loads((root / page_of(module)).read_text(encoding="utf-8"))
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
    files = {"rich.typ": (TEMPLATES / "rich.typ").read_bytes()}
    for question in made.questions:
        if question.kind == "image":
            files[_drawing(question)] = question.view["svg"].encode()
    data = {**document(course, made, cells), "large": large}
    if course.logo:
        data["logo"] = LOGO
        files[LOGO] = as_svg(course.logo, (root / "course" / course.logo).read_bytes())
    return pdf("paper", data, files)


def document(course: Course, made: Sheet, cells: list[tuple[str, str]]) -> dict[str, Any]:
    """What is printed; ``cells`` are the (kind, source) of the page's notebook."""
    module = made.module
    return {
        "trust": course.trust,
        "logo": None,
        "course": course.title,
        "contact": course.contact,
        "title": module.title,
        "summary": module.summary,
        "minutes": minutes_on_paper(module.minutes),
        "form": made.form,
        "version": made.version,
        "parts": list(_parts(cells, made)),
        "asked": len(made.questions),
        "policy": f"{course.policy.title}, {course.policy.version}",
        "rules": [
            {"id": clause.id, "words": rich(inline(clause.text))}
            for clause in map(course.policy.clause, _cited(cells, made))
        ],
    }


def minutes_on_paper(minutes: int) -> int:
    """How long a module takes by hand: half as long again as on screen, in steps of five."""
    return math.ceil(minutes * 1.5 / 5) * 5


def _parts(cells: list[tuple[str, str]], made: Sheet) -> Iterator[dict[str, Any]]:
    """What stands on the page, in its order: words, and questions."""
    questions = {question.slug: question for question in made.questions}
    titled, level = False, 1
    for kind, source in cells:
        if kind == "markdown":
            nodes = rich(prose(source))
            if not titled and nodes and _is_title(nodes[0]):
                nodes, titled = nodes[1:], True  # the cover has it
            level = [level, *_levels(nodes)][-1]
            yield {"words": nodes}
            continue
        for slug in _shown(source, made.module):
            if slug in questions:
                question = _question(questions[slug], len(questions))
                yield {"question": {**question, "level": min(level + 1, _DEEPEST)}}


def _levels(nodes: list[object]) -> list[int]:
    """The levels of the headings, such as 2 for ``h2``."""
    tags = [str(node["tag"]) for node in nodes if isinstance(node, dict)]
    return [int(tag[1]) for tag in tags if tag in _HEADINGS]


def _is_title(node: object) -> bool:
    return isinstance(node, dict) and node["tag"] == "h1"


def _shown(code: str, module: Module) -> tuple[str, ...]:
    """The activities that a code cell shows: one, or those of a quiz or a bank."""
    match ast.parse(code).body:
        case [
            ast.Expr(
                ast.Call(
                    func=ast.Attribute(attr="quiz" | "bank"), args=[ast.Constant(value=str(q))]
                )
            )
        ]:
            return module.quizzes[q]
        case [ast.Expr(ast.Call(args=[ast.Constant(value=str(slug))]))]:
            return (slug,)
    return ()


def _cited(cells: list[tuple[str, str]], made: Sheet) -> tuple[str, ...]:
    """The clauses that the lesson's words and its stories name, each once, in order."""
    words = [source for kind, source in cells if kind == "markdown"]
    told = (rule for q in made.questions for section in q.sections for rule in section.rules)
    return tuple(dict.fromkeys((*citations(*words), *told)))


def _question(question: Question, of: int) -> dict[str, Any]:
    view = question.view
    data: dict[str, Any] = {
        "number": question.number,
        "of": of,
        "kind": question.kind,
        "name": _KINDS[question.kind],
        "title": rich(str(view["title"])),
        "fields": [_field(field) for field in question.fields],
    }
    for key in ("stem", "text", "description"):
        if key in view:
            data[key] = rich(str(view[key]))
    match question.kind:
        case "scenario":
            data["sections"] = [
                {
                    "number": section.number,
                    "words": rich(section.html),
                    "rules": list(section.rules),
                    "ways": [{"label": rich(label), "to": to} for label, to in section.ways],
                }
                for section in question.sections
            ]
            data["steps"] = min(_MOST_STEPS, max(_FEWEST_STEPS, len(question.sections) - 1))
        case "image":
            register = view["register"]
            data["image"] = _drawing(question)
            data["alt"] = view["alt"]
            data["facts"] = [
                {"name": fact["name"], "words": rich(fact["html"])} for fact in view["facts"]
            ]
            data["register"] = {
                "caption": rich(register["caption"]),
                "head": register["head"],
                "rows": [[rich(cell) for cell in row] for row in register["rows"]],
            }
        case "sort":
            data["piles"] = [
                {"mark": box.mark, "words": rich(box.html)} for box in question.fields[0].boxes
            ]
        case "rewrite":
            spots = {spot["id"]: spot for spot in view["spots"]}
            data["shown"] = view["shown"]
            data["author"] = plain(view["author"])
            data["draft"] = [
                rich(part["html"]) if "html" in part else _spot(spots[part["spot"]])
                for part in view["parts"]
            ]
        case "review":
            data["account"] = rich(view["account"])
            data["applicant"] = rich(view["applicant"])
            data["says"] = [rich(part["html"]) for part in view["parts"]]
    return data


def _drawing(question: Question) -> str:
    return f"scene-{question.slug}.svg"


def _spot(spot: dict[str, Any]) -> dict[str, Any]:
    """A passage of a draft in the draft's own words, which are the first of its wordings."""
    return {"spot": spot["name"].split()[-1], "words": rich(spot["wordings"][0]["html"])}


def _field(field: Field) -> dict[str, Any]:
    return {
        "kind": field.kind,
        "place": field.place,
        "words": rich(field.html),
        "boxes": [{"mark": box.mark, "words": rich(box.html)} for box in field.boxes],
    }

"""The coverage matrix: where each clause of the policy is taught, asked for and enforced."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from readyroom.content.coverage import Place, PlaceKind, coverage, items
from readyroom.content.model import Course

ENFORCED: Final = {
    "SCO-5": "the training itself",
    "SCO-12": "declaration: to have read the policy and to keep to it",
    "ROL-1": "the training itself",
    "ROL-2": "clause register with the policy's version",
    "ROL-12": "completion rule: every module of the role",
    "ACC-9": "declaration, bound to the policy's version",
    "ACC-10": "completion rule: every module of the role",
    "ACC-11": "completion rule: volunteers and parents alike",
    "PAR-15": "declaration of parents",
    "REV-1": "check of the content: next review",
}
"""What the software itself holds people to, besides asking them about it."""

_KINDS: Final[tuple[tuple[PlaceKind, str], ...]] = (
    ("lesson", "Lessons"),
    ("step", "Steps of stories"),
    ("picture", "Pictures"),
    ("question", "Questions"),
    ("task", "Tasks"),
)


@dataclass(frozen=True)
class Row:
    """What becomes of one clause; ``places`` are those of each kind, in the order of the kinds."""

    id: str
    section: str
    text: str
    binds: tuple[str, ...]
    assessed: bool
    must_pass: bool
    items: int
    places: tuple[tuple[Place, ...], ...]
    rule: str


def matrix(course: Course) -> tuple[Row, ...]:
    """A row for every clause, in the register's order."""
    found, asking = coverage(course), items(course)
    return tuple(
        Row(
            id=clause.id,
            section=clause.section,
            text=clause.text,
            binds=clause.binds,
            assessed=clause.assessed,
            must_pass=clause.must_pass,
            items=len(asking[clause.id]),
            places=tuple(
                tuple(place for place in found[clause.id] if place.kind == kind)
                for kind, _ in _KINDS
            ),
            rule=ENFORCED.get(clause.id, ""),
        )
        for clause in course.policy.clauses
    )


def to_csv(rows: Sequence[Row]) -> str:
    """The matrix as CSV, every field quoted, UTF-8 with a mark; places are ``module/activity``.

    The mark (U+FEFF) tells Excel that the file is UTF-8, as in the export.
    """
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    kinds = [kind for kind, _ in _KINDS]
    writer.writerow(
        ["clause", "section", "binds", "assessed", "must_pass", "items", *kinds, "rule", "text"]
    )
    for row in rows:
        places = ["; ".join(dict.fromkeys(map(_address, found))) for found in row.places]
        yes = ["yes" if flag else "no" for flag in (row.assessed, row.must_pass)]
        binds = ", ".join(row.binds)
        writer.writerow([row.id, row.section, binds, *yes, row.items, *places, row.rule, row.text])
    return "\ufeff" + written.getvalue()


def to_html(course: Course, rows: Sequence[Row]) -> str:
    """The matrix as a page that stands by itself, to read and to print."""
    policy = course.policy
    assessed = sum(row.assessed for row in rows)
    enough = sum(row.assessed and row.items >= course.checks.items_per_clause for row in rows)
    heads = ["Clause", "Binds", *(name for _, name in _KINDS), "Rule of the software", "Items"]
    title = f"{policy.title}, version {policy.version}: what the training covers"
    summary = (
        f"{len(rows)} clauses. {enough} of the {assessed} that can be judged are asked for by "
        f"{course.checks.items_per_clause} or more activities."
    )
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        f"<p>{escape(course.trust)}, course version {escape(course.version)}. {summary}</p>\n"
        '<div class="scroll" role="region" aria-labelledby="matrix" tabindex="0">\n<table>\n'
        '<caption id="matrix">Where each clause is taught, asked for and enforced</caption>\n'
        f"<thead><tr>{''.join(map(_head, heads))}</tr></thead>\n"
        f"<tbody>\n{''.join(map(_row, rows))}</tbody>\n</table>\n</div>\n"
        "</main>\n</body>\n</html>\n"
    )


_STYLE: Final = (
    "body{font:16px/1.5 Arial,sans-serif;margin:1rem;color:#1b1b1b}"
    "table{border-collapse:collapse}caption{text-align:left;font-weight:bold;padding:.5rem 0}"
    "th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top}"
    "thead th{background:#eee}tbody th{min-width:16rem;font-weight:normal}"
    "ul{margin:0;padding-left:1rem}.scroll{overflow-x:auto}.tag{font-weight:bold}"
)


def _head(name: str) -> str:
    return f'<th scope="col">{escape(name)}</th>'


def _row(row: Row) -> str:
    tag = '<br><span class="tag">has to be right</span>' if row.must_pass else ""
    about = f"<strong>{row.id}</strong> {escape(row.text)}{tag}"
    cells = [escape(", ".join(row.binds)), *(_list(places) for places in row.places)]
    cells += [escape(row.rule) or "–", str(row.items) if row.assessed else "not judged"]
    return f'<tr><th scope="row">{about}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'


def _list(places: Sequence[Place]) -> str:
    if not places:
        return "–"
    said = dict.fromkeys(f"{place.title} ({place.module})" for place in places)
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in said)}</ul>"


def _address(place: Place) -> str:
    return f"{place.module}/{place.slug}" if place.slug else place.module

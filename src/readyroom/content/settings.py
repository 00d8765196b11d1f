"""Checks that the settings of course.yml do not speak against each other."""

from __future__ import annotations

from readyroom.content.files import CourseFile
from readyroom.content.model import Role
from readyroom.content.source import Faults
from readyroom.content.yaml import Document


def check_settings(file: CourseFile, document: Document, faults: Faults) -> None:
    """Adds a fault for each setting that another one makes void."""
    _check_pass(file, document, faults)
    _check_declarations(file, document, faults)


def _check_pass(file: CourseFile, document: Document, faults: Faults) -> None:
    rule = file.pass_
    if rule.renew_on is not None and "valid_months" in rule.model_fields_set:
        faults.add(
            document.line(("pass", "valid-months")),
            'with "renew-on" all passes run out on that day, and "valid-months" counts for '
            "nothing: take one of them out.",
        )
    if rule.renew_on is None and "minimum_months" in rule.model_fields_set:
        faults.add(
            document.line(("pass", "minimum-months")),
            '"minimum-months" goes with "renew-on", which is not here: take it out, or write '
            "the day on which all passes run out.",
        )


def _check_declarations(file: CourseFile, document: Document, faults: Faults) -> None:
    first: dict[Role, int] = {}
    for index, declaration in enumerate(file.declarations):
        for place, role in enumerate(declaration.roles):
            line = document.line(("declarations", index, "roles", place))
            if role in first:
                faults.add(
                    line,
                    f'"{role}" has a declaration already (line {first[role]}): each role has one.',
                )
            first.setdefault(role, line)

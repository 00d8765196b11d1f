"""Reads a roster file: CSV with a header, one person a line.

In many countries Excel puts semicolons, or tabs, where others have commas: the header tells.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Final, cast

from readyroom.content.model import ROLES, Role
from readyroom.errors import Fault, RosterError
from readyroom.records.people import Person

COLUMNS: Final = ("id", "last_name", "first_name", "email", "role", "school")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_LONGEST: Final = 200
_SEPARATORS: Final = (",", ";", "\t")


def read_roster(path: Path) -> tuple[Person, ...]:
    """The people in a roster file; RosterError with every fault of the file."""
    name = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RosterError([Fault(name, None, f"cannot be read: {error.strerror}.")]) from None
    except UnicodeDecodeError:
        message = "is not UTF-8 text. In Excel, choose “Save as: CSV UTF-8”."
        raise RosterError([Fault(name, None, message)]) from None
    return parse_roster(text, name=name)


def parse_roster(text: str, *, name: str) -> tuple[Person, ...]:
    """The people in a roster's text; RosterError with every fault of it."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    faults: list[Fault] = []
    people: list[Person] = []
    first_line: dict[str, int] = {}
    try:
        header = [cell.strip().lower().replace(" ", "_") for cell in next(rows, [])]
        _check_header(header, name)
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            found, person = _read_row(header, row, name, rows.line_num)
            faults += found
            if person is None:
                continue
            if person.id in first_line:
                message = f"the id {person.id!r} stands in line {first_line[person.id]} already."
                faults.append(Fault(name, rows.line_num, message + " Give each person an own id."))
            first_line.setdefault(person.id, rows.line_num)
            people.append(person)
    except csv.Error as error:
        message = f"this line is no CSV ({error}). Look for a quotation mark that is not closed."
        faults.append(Fault(name, rows.line_num, message))
    if not people and not faults:
        faults.append(Fault(name, None, "holds nobody: there is no line below the header."))
    if faults:
        raise RosterError(faults)
    return tuple(people)


def _separator(text: str) -> str:
    """What stands between the columns of the first line: a comma, if there is one at all."""
    header = text.partition("\n")[0]
    return next((mark for mark in _SEPARATORS if mark in header), ",")


def _check_header(header: list[str], name: str) -> None:
    twice = sorted({column for column in header if column in COLUMNS and header.count(column) > 1})
    if twice:
        message = f"the first line names {', '.join(twice)} more than once. Leave one of them."
        raise RosterError([Fault(name, 1, message)])
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        message = (
            f"the first line lacks {', '.join(missing)}. "
            f"It has to name these columns: {', '.join(COLUMNS)}."
        )
        raise RosterError([Fault(name, 1, message)])


def _read_row(
    header: list[str], row: list[str], name: str, line: int
) -> tuple[list[Fault], Person | None]:
    if len(row) != len(header):
        message = (
            f"has {len(row)} fields where the first line has {len(header)}. "
            "Put a field that holds a comma or another separator in quotation marks: "
            '"Smith, Jones".'
        )
        return [Fault(name, line, message)], None
    cells = {
        column: cell.strip() for column, cell in zip(header, row, strict=True) if column in COLUMNS
    }
    faults = [
        Fault(name, line, f"{column} is empty.") for column, cell in cells.items() if not cell
    ]
    faults += [
        Fault(name, line, f"{column} is longer than {_LONGEST} characters or has control marks.")
        for column, cell in cells.items()
        if len(cell) > _LONGEST or not cell.isprintable()
    ]
    if cells["id"] and not (_ID.fullmatch(cells["id"]) and len(cells["id"]) <= 32):
        message = f"the id {cells['id']!r} has to be small letters and digits, at most 32"
        faults.append(Fault(name, line, message + ", with single hyphens inside if you like."))
    if cells["email"] and not _EMAIL.fullmatch(cells["email"]):
        message = f"{cells['email']!r} is no e-mail address. It looks like name@school.example."
        faults.append(Fault(name, line, message))
    if cells["role"] and cells["role"].lower() not in ROLES:
        message = f"the role {cells['role']!r} is unknown. Roles: {', '.join(ROLES)}."
        faults.append(Fault(name, line, message))
    if faults:
        return faults, None
    role = cast("Role", cells.pop("role").lower())
    return [], Person(role=role, **cells)

"""Papers: to print a module, and to enter what somebody wrote on one.

Nothing is kept between the pages but in their forms, so that nothing typed is lost, and nothing
is recorded before the person who enters it has seen what was read.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from tornado import web

from readyroom.errors import UnknownError
from readyroom.records.people import People, Person
from readyroom.server.handlers import Page, require_role
from readyroom.server.link import PaperStep, RecorderSaidNo

MAY_ENTER: Final = ("trainer", "support")
FORMS_TO_PRINT: Final = ("A", "B", "C")

_STEPS: Final[Mapping[str, PaperStep]] = {
    "begin": "begin",
    "change": "begin",
    "check": "check",
    "record": "record",
}
"""What the recorder is asked at each step of the form."""

_HEAD: Final = ("person", "module", "form", "version")
_LONGEST: Final = 200
_FIELD: Final = re.compile(r"q[0-9]{1,3}(-[a-z0-9-]{1,40})?")
_IN_BRACKETS: Final = re.compile(r".*\(([^()]+)\)\s*")
_MOST_MEANT: Final = 12
_LOOKS: Final = 16
_PAUSE: Final = 0.25
"""Grading takes a moment: the result is waited for, up to four seconds."""


class SeveralMeant(UnknownError):
    """More than one person is called what was typed; ``people`` are they."""

    def __init__(self, typed: str, people: tuple[Person, ...]) -> None:
        self.people = people
        super().__init__(f"Several people are meant by “{typed}”. Choose one of them.")


class PaperPage(Page):
    """Enters a paper, in steps: whose and which, the answers, a look at them, done."""

    @web.authenticated
    async def get(self) -> None:
        """The first step; after a paper, with its result and ready for the next one."""
        require_role(self, *MAY_ENTER)
        head = {name: self.get_query_argument(name, "")[:_LONGEST] for name in _HEAD}
        done = await self._done(head) if head["person"] else None
        self._first({**head, "person": ""}, done=done)

    @web.authenticated
    async def post(self) -> None:
        """The next step, or the same one with what is wrong."""
        require_role(self, *MAY_ENTER)
        head = {name: self.get_body_argument(name, "")[:_LONGEST].strip() for name in _HEAD}
        written = self._written()
        step = _STEPS.get(self.get_body_argument("step", "begin"))
        if step is None:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)
        person, meant, errors = self._checked(head, self.get_body_argument("chosen", ""))
        if person is None or errors:
            self._first(head, written=written, errors=errors, meant=meant)
            return
        head |= {"person": person.id, "form": head["form"].upper()}
        head["version"] = head["version"].lower()
        try:
            answer = await self._ask(step, head, written)
        except RecorderSaidNo as no:
            self._first(head, written=written, errors=[("module", str(no))])
            return
        if answer["refused"]:
            refused = [(answer["refused"]["field"], answer["refused"]["message"])]
            self._first(head, written=written, errors=refused)
        elif step == "begin":
            self._answers(head, person, answer, written)
        elif answer["mistakes"]:
            self._answers(head, person, answer, written, errors=answer["mistakes"])
        elif answer["attempt"] is None:
            self._look(head, person, answer, written)
        else:
            self.redirect(f"/paper?{urlencode(head)}", status=HTTPStatus.SEE_OTHER)

    async def _ask(
        self, step: PaperStep, head: Mapping[str, str], written: Mapping[str, list[str]]
    ) -> dict[str, Any]:
        return await self.services.recorder.paper(
            {**head, "written": dict(written), "by": self.current_user.username},
            step=step,
        )

    def _written(self) -> dict[str, list[str]]:
        """What was typed or ticked in each field of a sheet."""
        names = [name for name in self.request.body_arguments if _FIELD.fullmatch(name)]
        return {
            name: [value[:_LONGEST] for value in self.get_body_arguments(name)] for name in names
        }

    def _checked(
        self, head: Mapping[str, str], chosen: str
    ) -> tuple[Person | None, tuple[Person, ...], list[tuple[str, str]]]:
        """Who the paper is from or may be from, and what is wrong with the first step's fields.

        ``chosen`` is the id of one of several people who were meant the last time.
        """
        errors: list[tuple[str, str]] = []
        person: Person | None = None
        meant: tuple[Person, ...] = ()
        try:
            person = find(self.services.people, head["person"])
        except SeveralMeant as several:
            meant = several.people
            person = next((one for one in meant if one.id == chosen), None)
            if person is None:
                errors.append(("chosen", str(several)))
        except UnknownError as error:
            errors.append(("person", str(error)))
        if head["module"] not in [module.slug for module in self.services.course.modules]:
            errors.append(("module", "Choose the module that stands on the paper."))
        if not re.fullmatch("[A-Za-z]", head["form"]):
            errors.append(("form", "Type the form's letter, from the head of any page."))
        if not head["version"]:
            errors.append(("version", "Type the paper code, from the head of any page."))
        return person, meant, errors

    def _first(
        self,
        head: Mapping[str, str],
        *,
        written: Mapping[str, list[str]] | None = None,
        errors: list[tuple[str, str]] | None = None,
        meant: tuple[Person, ...] = (),
        done: dict[str, Any] | None = None,
    ) -> None:
        if errors:
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
        everybody = self.services.people.all()
        self.show(
            "paper.html",
            head=head,
            written=written or {},
            errors=errors or [],
            wrong=dict(errors or []),
            meant=meant[:_MOST_MEANT],
            more_meant=max(0, len(meant) - _MOST_MEANT),
            chosen=self.get_body_argument("chosen", ""),
            done=done,
            people=[person for person in everybody if person.id != self.current_user.username],
            forms=FORMS_TO_PRINT,
        )

    def _answers(
        self,
        head: Mapping[str, str],
        person: Person,
        answer: dict[str, Any],
        written: Mapping[str, list[str]],
        errors: list[tuple[str, str]] | None = None,
    ) -> None:
        if errors:
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
        self.show(
            "paper-answers.html",
            head=head,
            whose=person,
            before=self._before(answer["before"]),
            sheet=answer["sheet"],
            written=written,
            errors=errors or [],
            wrong=dict(errors or []),
        )

    def _look(
        self,
        head: Mapping[str, str],
        person: Person,
        answer: dict[str, Any],
        written: Mapping[str, list[str]],
    ) -> None:
        self.show(
            "paper-check.html",
            head=head,
            whose=person,
            before=self._before(answer["before"]),
            sheet=answer["sheet"],
            said=answer["said"],
            written=written,
        )

    def _before(self, found: Mapping[str, str] | None) -> dict[str, str] | None:
        """When and by whom an earlier paper was entered, as this reader would say it."""
        if found is None:
            return None
        zone = ZoneInfo(self.services.course.timezone)
        at, now = datetime.fromisoformat(found["at"]).astimezone(zone), datetime.now(zone)
        day = "today" if at.date() == now.date() else "yesterday"
        by = found["by"]
        try:
            name = "you" if by == self.current_user.username else self.services.people.get(by).name
        except UnknownError:
            name = by
        return {"at": f"{day} at {at:%H:%M}", "by": name}

    async def _done(self, head: Mapping[str, str]) -> dict[str, Any] | None:
        """How the paper came out that this reader has just entered; None for any other."""
        try:
            person = self.services.people.get(head["person"])
            module = self.services.course.module(head["module"])
        except (UnknownError, KeyError):
            return None
        recorder, reader = self.services.recorder, self.current_user.username
        for _ in range(_LOOKS):
            found = await recorder.entered(person.id, module.slug, by=reader)
            if found is None:
                return None
            if found["percent"] is not None:
                break
            await asyncio.sleep(_PAUSE)
        return found and {"person": person, "module": module, **found}


class PaperFile(Page):
    """A module's paper, as ``readyroom course paper`` writes it."""

    @web.authenticated
    async def get(self, module: str, form: str, large: str | None = None) -> None:
        """The PDF, made by that very command; for those who may enter papers."""
        require_role(self, *MAY_ENTER)
        services = self.services
        if module not in [known.slug for known in services.course.modules]:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        command = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "readyroom", "course", "paper", module, "--form", form),
            *("-o", "-", "--content", str(services.content)),
            *(["--large"] if large else []),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await command.communicate()
        if command.returncode != 0:
            raise web.HTTPError(HTTPStatus.INTERNAL_SERVER_ERROR)
        self.set_header("Content-Type", "application/pdf")
        self.set_header(
            "Content-Disposition", f'attachment; filename="{module}-{form}{large or ""}.pdf"'
        )
        self.finish(output)


def find(people: People, typed: str) -> Person:
    """The person who was typed or chosen, by id or by name.

    UnknownError when nobody is called that, SeveralMeant when several are.
    """
    if not typed:
        raise UnknownError("Type the name of the person whose paper this is.")
    everybody = people.all()
    chosen = _IN_BRACKETS.fullmatch(typed)
    wanted = chosen.group(1) if chosen else typed
    for person in everybody:
        if person.id == wanted:
            return person
    words = typed.casefold().split()
    found = [p for p in everybody if all(word in p.name.casefold() for word in words)]
    exact = [p for p in found if p.name.casefold() == typed.casefold()] or found
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise UnknownError(f"Nobody on the roster is called “{typed}”. Choose from the list.")
    raise SeveralMeant(typed, tuple(exact))

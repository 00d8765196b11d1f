"""Refreshers: a few questions some time after the training, on a form without a kernel.

What was chosen is kept in the form alone until everything is answered; then the recorder has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from tornado import web

from readyroom.server.handlers import Page
from readyroom.server.link import RecorderSaidNo
from readyroom.widgets.stem import split_stem

_DAYS: Final = re.compile(r"[1-9][0-9]{0,2}")
_QUESTION: Final = re.compile(r"[a-z0-9-]{1,32}/[a-z0-9-]{1,32}")
_LONGEST: Final = 40
_CHANGED: Final = "This form can't be read. Here are the questions once more."


class RefresherPage(Page):
    """The refresher that is due: its questions, and what there is to say of the answers."""

    @web.authenticated
    async def get(self) -> None:
        """The questions, or why there are none; with ``done``, the answers of one with feedback."""
        done = self.get_query_argument("done", "")
        if not _DAYS.fullmatch(done):
            self._show(await self._found())
            return
        try:
            told = await self.services.recorder.refreshed(self.current_user.username, int(done))
        except RecorderSaidNo as no:
            if no.status != HTTPStatus.NOT_FOUND:
                raise
            self.redirect("/refresher")
            return
        self.show("refresher-done.html", answers=_told(told["answers"]), next=_day(told["next"]))

    @web.authenticated
    async def post(self) -> None:
        """Records the answers, or shows the page once more with what is missing."""
        days, tag = self.get_body_argument("days", ""), self.get_body_argument("tag", "")
        chosen = {
            name: [value[:_LONGEST] for value in self.get_body_arguments(name)]
            for name in self.request.body_arguments
            if _QUESTION.fullmatch(name)
        }
        if not _DAYS.fullmatch(days):
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            self._show(await self._found(), notice=_CHANGED)
            return
        try:
            answer = await self.services.recorder.refresh(
                self.current_user.username, days=int(days), tag=tag, chosen=chosen
            )
        except RecorderSaidNo as no:
            self.set_status(no.status)
            stale = no.status == HTTPStatus.CONFLICT
            self._show(await self._found(), notice=str(no) if stale else _CHANGED)
            return
        if answer["missing"]:
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            self._show(await self._found(), chosen=chosen, missing=answer["missing"])
            return
        self.redirect(f"/refresher?done={answer['recorded']}", status=HTTPStatus.SEE_OTHER)

    async def _found(self) -> dict[str, Any]:
        return await self.services.recorder.refresher(self.current_user.username)

    def _show(
        self,
        found: dict[str, Any],
        *,
        chosen: Mapping[str, list[str]] | None = None,
        missing: Sequence[str] = (),
        notice: str = "",
    ) -> None:
        due = found["due"]
        asked = [
            _question(number, one["key"], one["view"])
            for number, one in enumerate(due["questions"] if due else (), start=1)
        ]
        wrong = {
            one["id"]: "choose an option, or several." if one["multiple"] else "choose an option."
            for one in asked
            if one["key"] in missing
        }
        self.show(
            "refresher.html",
            due=due,
            questions=asked,
            chosen=chosen or {},
            errors=[
                (one["id"], f"Question {one['number']}: {wrong[one['id']]}")
                for one in asked
                if one["id"] in wrong
            ],
            wrong=wrong,
            notice=notice,
            offered=found["offered"],
            complete=found["complete"],
            next=_day(found["next"]),
            last=found["last"],
        )


def _question(number: int, key: str, view: Mapping[str, Any]) -> dict[str, Any]:
    """A question as the form shows it; ``id`` is that of its first option."""
    before, asks = split_stem(view["stem"])
    first, *others = view["options"]
    name = f"question-{number}"
    options = [
        {**first, "field": name},
        *({**option, "field": f"{name}-{option['id']}"} for option in others),
    ]
    return {
        "number": number,
        "id": name,
        "key": key,
        "title": view["title"],
        "before": before,
        "asks": asks,
        "multiple": view["multiple"],
        "options": options,
    }


def _told(answers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The answers with what there is to say of each option that was chosen or is right."""
    return [
        {
            "title": answer["title"],
            "stem": answer["view"]["stem"] if answer["view"] else "",
            "feedback": answer["state"] and answer["state"]["feedback"],
            "options": _options(answer["view"], answer["state"]) if answer["state"] else [],
        }
        for answer in answers
    ]


def _options(view: Mapping[str, Any], state: Mapping[str, Any]) -> list[dict[str, Any]]:
    response = state["response"]
    chosen = response if isinstance(response, list) else [response]
    about = state["feedback"]["options"]
    return [
        {
            "html": option["html"],
            "chosen": option["id"] in chosen,
            "right": about[option["id"]]["right"],
            "why": about[option["id"]]["html"],
            "multiple": view["multiple"],
        }
        for option in view["options"]
        if option["id"] in chosen or about[option["id"]]["right"]
    ]


def _day(iso: str | None) -> str | None:
    """A day as people write it: 2 November 2026."""
    if iso is None:
        return None
    found = date.fromisoformat(iso)
    return f"{found.day} {found:%B %Y}"

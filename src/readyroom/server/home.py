"""My training: what a person has to take, how far they are, and what is missing."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from readyroom.papers.certificate import role_in_words
from readyroom.server.certificates import shown
from readyroom.server.handlers import Page
from readyroom.server.nextstep import about, address, begun, minutes_left, next_step
from readyroom.server.standing import day

_LOOKS: Final = 16
_PAUSE: Final = 0.25
"""Grading takes a moment: who has just finished waits for it, up to four seconds."""

_RENEWAL: Final = 2
"""Minutes that it takes to answer what has changed in a rule."""

_WITHDRAWN: Final = "Your certificate was withdrawn. Please take the training again."
_OTHERS: Final = ": some of the questions will be others"
_VERDICTS: Final = {
    "not required": "There is nothing you have to take.",
    "not started": "This is what you have to take before you run an account.",
    "in progress": "You are on your way. Every answer you checked is saved.",
    "not passed": "Not everything is passed yet. Look at your answers, then take it again{others}.",
    "to declare": "You have passed every module. One thing is left: your declaration.",
    "to renew": "The policy has changed. You are asked about what is new, and about nothing else.",
    "complete": "You have completed your training.",
    "expired": "Your training has run out. Please take it again.",
    "needs review": "The support team has to look at one of your answers. You need do nothing.",
}


class PolicyPage(Page):
    """The policy's clauses in the training's own words, to look one up."""

    @web.authenticated
    def get(self) -> None:
        """The clauses that concern the reader's role, each with an anchor of its own."""
        self.show("policy.html", sections=self.services.course.sections[self.reader.role])


class WordsPage(Page):
    """A page of the trust's own words. Who cannot sign in needs it most."""

    @allow_unauthenticated
    def get(self, slug: str) -> None:
        """The page, for everybody."""
        self.show("text.html", page=self.services.course.page(slug))


class HomePage(Page):
    """The first page after signing in."""

    @web.authenticated
    async def get(self) -> None:
        """The person's modules, each with its standing."""
        standing = await self._settled()
        progress = await self.services.recorder.progress(self.current_user.username)
        cards = [self._card(module, progress[module["slug"]]) for module in standing["modules"]]
        needed = [card for card in cards if card["required"]]
        role = self.reader.role
        found = standing["certificate"]
        to_pass = [card for card in needed if card["status"] != "passed"]
        self.show(
            "home.html",
            verdict=self._verdict(standing, needed, found),
            step=next_step(needed, to_declare=standing["to_declare"]),
            to_declare=standing["to_declare"],
            renewing=bool(standing["to_renew"] or standing["to_declare"]),
            about=about,
            required=len(needed),
            to_pass=to_pass,
            passed=[card for card in needed if card["status"] == "passed"],
            left=about(sum(c["left"] for c in to_pass if c["status"] != "being checked")),
            expires=day(standing["expires"], self.services.course.timezone),
            others=[
                card
                for card in cards
                if not card["required"] and self.services.course.module(card["slug"]).open_to(role)
            ],
            certificate=found and shown(found),
            status=standing["status"],
            role=role_in_words(standing["role"]),
            refresher=standing["refresher"],
        )

    def _verdict(
        self,
        standing: dict[str, Any],
        needed: list[dict[str, Any]],
        certificate: dict[str, Any] | None,
    ) -> str:
        """The greeting: what the person's standing comes to."""
        status = str(standing["status"])
        if status == "expired" and certificate and certificate["state"] == "withdrawn":
            return _WITHDRAWN
        if standing["to_declare"]:
            status = "to declare"
        elif status == "expired" and standing["to_renew"]:
            status = "to renew"
        if status == "not started" and any(begun(card) for card in needed):
            status = "in progress"
        failed = [card["slug"] for card in needed if card["status"] == "not passed"]
        drawn = any(self.services.course.module(slug).drawn for slug in failed)
        return _VERDICTS[status].format(others=_OTHERS if drawn else "")

    async def _settled(self) -> dict[str, Any]:
        """The person's standing, once nothing of it is being graded or the wait is too long."""
        for _ in range(_LOOKS):
            standing = await self.services.recorder.standing(self.current_user.username)
            waiting = any(m["status"] == "being checked" for m in standing["modules"])
            if not waiting or standing["pending"]:
                break
            await asyncio.sleep(_PAUSE)
        return standing

    def _card(self, standing: dict[str, Any], progress: dict[str, Any]) -> dict[str, Any]:
        course = self.services.course
        module = course.module(standing["slug"])
        answered = 0 if progress["finished"] else progress["answered"]
        # A renewal that is open asks about something else than what has changed by now.
        if progress["renews"] and set(progress["renews"]) != set(standing["renewal"]):
            progress = {**progress, "finished": True}
        open_ = begun(progress)
        untouched = standing["status"] == "not started"
        status = "in progress" if open_ and untouched else standing["status"]
        left = minutes_left(module.minutes, answered=answered, of=progress["of"])
        if standing["renewal"] and progress["finished"]:
            left = min(left, _RENEWAL * len(standing["renewal"]))
        return {
            **standing,
            **progress,
            "begun": open_,
            "status": status,
            "address": address({**standing, **progress}),
            "title": module.title,
            "summary": module.summary,
            "left": left,
            "expires": day(standing["expires"], course.timezone),
        }

"""My training: what a person has to take, how far they are, and what is missing."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from tornado import web

from readyroom.server.handlers import Page
from readyroom.server.standing import day

_LOOKS: Final = 16
_PAUSE: Final = 0.25
"""Grading takes a moment: who has just finished waits for it, up to four seconds."""

_VERDICTS: Final = {
    "not required": "There is nothing you have to take.",
    "not started": "This is what you have to take before you run an account.",
    "in progress": "You are on your way. Every answer you checked is saved.",
    "not passed": "You are nearly there: see below what is missing.",
    "complete": "You have completed your training.",
    "expired": "Your training has run out. Please take it again.",
    "needs review": "The support team has to look at one of your answers. You need do nothing.",
}


class PolicyPage(Page):
    """The policy's clauses in the training's own words, to look one up."""

    @web.authenticated
    def get(self) -> None:
        """All clauses that the course cites, each with an anchor of its own."""
        self.show("policy.html")


class HomePage(Page):
    """The first page after signing in."""

    @web.authenticated
    async def get(self) -> None:
        """The person's modules, each with its standing."""
        standing = await self._settled()
        progress = await self.services.recorder.progress(self.current_user.username)
        modules = [self._card(module, progress[module["slug"]]) for module in standing["modules"]]
        self.show(
            "home.html",
            verdict=_VERDICTS[standing["status"]],
            modules=[card for card in modules if card["required"]],
            others=[card for card in modules if not card["required"]],
        )

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
        return {
            **standing,
            **progress,
            "title": module.title,
            "summary": module.summary,
            "minutes": module.minutes,
            "expires": day(standing["expires"], course.timezone),
        }

"""The declaration: to have read the policy and understood it, in the words of one's role."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from tornado import web

from readyroom.server.handlers import Page
from readyroom.server.link import RecorderSaidNo
from readyroom.server.standing import day

_TICK: Final = "Tick the box if you have read the policy and understood it."


class DeclarePage(Page):
    """What a person declares once every module is passed."""

    @web.authenticated
    async def get(self) -> None:
        """The declaration, to be made, or as it was made."""
        await self._page()

    @web.authenticated
    async def post(self) -> None:
        """Records it, and leads home; shows the page again when the box is not ticked."""
        if self.get_body_argument("understood", "") != "yes":
            self.set_status(HTTPStatus.BAD_REQUEST)
            await self._page(error=_TICK)
            return
        try:
            await self.services.recorder.declare(self.current_user.username)
        except RecorderSaidNo as no:
            self.set_status(HTTPStatus.CONFLICT)
            await self._page(error=str(no))
            return
        self.redirect(self.base_url)

    async def _page(self, error: str = "") -> None:
        """A 404 for a role that declares nothing."""
        course, role = self.services.course, self.reader.role
        words = course.declarations.get(role)
        if words is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND, "There is nothing that you have to declare.")
        standing = await self.services.recorder.standing(self.current_user.username)
        self.show(
            "declare.html",
            words=words,
            error=error,
            declared=day(standing["declared"], course.timezone),
            open=bool(standing["to_declare"]),
        )

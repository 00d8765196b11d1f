"""Signing in and out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from readyroom.records.signin import CodeRefused, TooManyTries
from readyroom.server.handlers import Page

_LOCAL: Final = re.compile(r"/(?!/)[A-Za-z0-9_./-]*")
_LONGEST_CODE: Final = 64


class SignInPage(Page):
    """A link fills the form, and only sending it spends the code: mail scanners follow links."""

    @allow_unauthenticated
    def get(self) -> None:
        """The form, filled from the link."""
        self._form(code=self.get_query_argument("code", "")[:_LONGEST_CODE])

    @allow_unauthenticated
    def post(self) -> None:
        """Spends the code and goes on to where the person wanted to be."""
        code = self.get_body_argument("code", "")[:_LONGEST_CODE]
        if not code.strip():
            self.set_status(HTTPStatus.BAD_REQUEST)
            self._form(error="Type the code from your message, or open the link again.")
            return
        signin = self.services.signin
        try:
            session = signin.redeem(
                code, address=self.request.remote_ip or "", now=datetime.now(UTC)
            )
        except TooManyTries as error:
            self.set_status(HTTPStatus.TOO_MANY_REQUESTS)
            self.set_header("Retry-After", "900")
            self._form(error=str(error))
            return
        except CodeRefused as error:
            self.set_status(HTTPStatus.UNAUTHORIZED)
            self._form(error=str(error))
            return
        self.identity_provider.close_session(self)  # a new session never goes on with an old one
        self.identity_provider.open_session(self, session)
        wanted = self.get_body_argument("next", "")
        self.redirect(wanted if _LOCAL.fullmatch(wanted) else self.base_url)

    def _form(self, *, code: str = "", error: str = "") -> None:
        # The code in the address goes nowhere; "no-referrer" would make browsers send the form
        # with "Origin: null", which is refused.
        self.set_header("Referrer-Policy", "strict-origin")
        wanted = self.get_argument("next", "")
        wanted = wanted if _LOCAL.fullmatch(wanted) else ""
        self.show("sign-in.html", code=code, error=error, wanted=wanted)


class SignOut(Page):
    """Ends the session."""

    @web.authenticated
    async def post(self) -> None:
        """Ends it here and on the server, and the lessons that are open in other tabs."""
        await self.kernel_manager.end_all_of(self.current_user.username)
        self.identity_provider.close_session(self)
        self.redirect(self.base_url + "sign-in")

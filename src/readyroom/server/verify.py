"""Whether a certificate holds: for anybody who has its code, signed in or not."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from jupyter_server.auth.decorator import allow_unauthenticated

from readyroom.play.certificates import read_code
from readyroom.server.certificates import shown
from readyroom.server.handlers import Page
from readyroom.server.link import RecorderDown, RecorderSaidNo

TRIES: Final = 20
TRIES_WITHIN: Final = timedelta(minutes=15)

_NOT_OURS: Final = (
    "We know no certificate with this code. Look whether it is typed right: three groups of five "
    "letters and digits, such as 7K2M9-4QXA1-B3T5W. Capitals and hyphens do not matter."
)
_TOO_MANY: Final = "There were too many unknown codes from here. Wait 15 minutes and try again."
_NO_CODE: Final = "Type the verification code that stands on the certificate."


class Guesses:
    """Counts codes that look right and are none of ours, by the address they came from.

    A code that is mistyped nearly never looks right, so that typing errors hardly count.
    """

    def __init__(self) -> None:
        self._at: dict[str, deque[datetime]] = {}

    def too_many(self, address: str, now: datetime) -> bool:
        """Whether the address has to wait."""
        self._forget(now)
        return len(self._at.get(address, ())) >= TRIES

    def note(self, address: str, now: datetime) -> None:
        """Counts one: before it is looked up, since they may come many at a time."""
        self._at.setdefault(address, deque(maxlen=TRIES)).append(now)

    def take_back(self, address: str, noted: datetime) -> None:
        """Counts the one of that time no longer: it was no guess."""
        times = self._at.get(address, deque())
        if noted in times:
            times.remove(noted)

    def _forget(self, now: datetime) -> None:
        for address, times in list(self._at.items()):
            while times and now - times[0] > TRIES_WITHIN:
                times.popleft()
            if not times:
                del self._at[address]


class VerifyPage(Page):
    """The form, and what it tells about a code."""

    def initialize(
        self, guesses: Guesses, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Takes what all of these pages share."""
        super().initialize()
        self._guesses = guesses
        self._now = now

    @allow_unauthenticated
    async def get(self, code: str | None = None) -> None:
        """What becomes of a certificate; unknown codes all get the same page."""
        self.set_header("X-Robots-Tag", "noindex")
        typed = code
        if typed is None:
            typed = self.get_query_argument("code", None)
            if typed is None:
                self._form()
                return
            if not typed.strip():
                self._form(error=_NO_CODE, status=HTTPStatus.BAD_REQUEST)
                return
        known = read_code(typed)
        if known is None:
            self._form(error=_NOT_OURS, typed=typed, status=HTTPStatus.NOT_FOUND)
        elif code != known:
            self.redirect(f"{self.base_url}verify/{known}")
        else:
            await self._tell(known)

    async def _tell(self, code: str) -> None:
        address, now = self.request.remote_ip or "", self._now()
        if self._guesses.too_many(address, now):
            self.set_header("Retry-After", str(int(TRIES_WITHIN.total_seconds())))
            self._form(error=_TOO_MANY, typed=code, status=HTTPStatus.TOO_MANY_REQUESTS)
            return
        self._guesses.note(address, now)
        try:
            found = await self.services.recorder.certificate(code)
        except RecorderDown:
            self._guesses.take_back(address, now)
            raise
        except RecorderSaidNo:
            self._form(error=_NOT_OURS, typed=code, status=HTTPStatus.NOT_FOUND)
            return
        self._guesses.take_back(address, now)
        self._page(certificate=shown(found))

    def _form(
        self, *, error: str = "", typed: str = "", status: HTTPStatus = HTTPStatus.OK
    ) -> None:
        self.set_status(status)
        self._page(error=error, typed=typed[:60])

    def _page(self, **values: Any) -> None:
        self.show("verify.html", **{"certificate": None, "error": "", "typed": "", **values})

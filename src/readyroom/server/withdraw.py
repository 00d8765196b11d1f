"""Withdraws a certificate from a command: the recorder writes when there is one, else we do.

Whoever holds the data folder's lock writes its log. When that is a server, its recorder is asked
over its socket, with a secret that stands in a file which only our own user can read.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Final

import httpx

from readyroom.errors import InUse, RecordError, ServeError, UnknownError
from readyroom.play.certificates import Certificate
from readyroom.records.certificates import Certificates
from readyroom.records.lock import alone
from readyroom.records.log import Log
from readyroom.records.paths import Data

_PATIENCE: Final = 6.0
"""Seconds in which a recorder that has just ended is started again."""
_PAUSE: Final = 0.5


def withdraw(data: Data, code: str, *, reason: str, by: str, now: datetime) -> Certificate:
    """Withdraws a certificate and gives it back once that is on disk.

    The errors are those of ``Certificates.withdraw``; ServeError when the folder is being served
    and its recorder does not answer.
    """
    give_up = time.monotonic() + _PATIENCE
    while True:
        try:
            with alone(data):
                return _ourselves(data, code, reason=reason, by=by, now=now)
        except InUse:
            made = _by_the_recorder(data, {"code": code, "reason": reason, "by": by})
        if made is not None:
            return made
        if time.monotonic() > give_up:
            raise ServeError(
                "The server is running, but its recorder does not answer. Try again in a minute."
            )
        time.sleep(_PAUSE)


def _ourselves(data: Data, code: str, *, reason: str, by: str, now: datetime) -> Certificate:
    log = Log(data.log)
    try:
        return Certificates(log).withdraw(code, reason=reason, by=by, at=now).certificate
    finally:
        log.close()


def _by_the_recorder(data: Data, said: dict[str, str]) -> Certificate | None:
    """What the recorder has withdrawn; None when it does not answer just now."""
    try:
        secret = data.admin_secret.read_text(encoding="ascii")
        transport = httpx.HTTPTransport(uds=str(data.socket))
        with httpx.Client(transport=transport, base_url="http://recorder", timeout=10) as client:
            answer = client.post("/withdraw", json=said, headers={"X-Secret": secret})
    except (OSError, httpx.HTTPError):
        return None
    if answer.status_code == 404:
        raise UnknownError(answer.json()["error"])
    if answer.status_code in (409, 422):
        raise RecordError(answer.json()["error"])
    if answer.status_code != 200:
        return None
    return Certificate.model_validate(answer.json()["certificate"])

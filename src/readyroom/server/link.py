"""The web server's line to the recorder."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any, Final, Literal

import httpx

from readyroom.play.choices import Choices

_REFUSALS: Final = (404, 409, 422)

PaperStep = Literal["begin", "check", "record"]

_PAPER_STEPS: Final[dict[PaperStep, str]] = {
    "begin": "/paper/begin",
    "check": "/paper/check",
    "record": "/paper/record",
}
"""A path is never made from what came from outside: with dots in it, it would lead elsewhere."""


class RecorderDown(Exception):
    """The recorder did not answer, or not as a recorder does."""


class RecorderSaidNo(Exception):
    """The recorder would not do it; the message is for the reader, ``status`` for the page."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class RecorderLink:
    """Asks the recorder over its Unix socket, with the secret of this run.

    Loans are remembered, so that a recorder that had to be started again learns them anew.
    """

    def __init__(self, socket: Path, secret: str) -> None:
        self._client = httpx.AsyncClient(
            transport=httpx.AsyncHTTPTransport(uds=str(socket), retries=2),
            base_url="http://recorder",
            headers={"X-Secret": secret},
            timeout=10,
        )
        self._loans: dict[str, dict[str, str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def lend(self, ticket: str, person: str, module: str) -> None:
        """Lets the ticket of that fingerprint speak for the person in the module."""
        loan = {"ticket": ticket, "person": person, "module": module}
        await self._ask("POST", "/loan", loan)
        self._loans[ticket] = loan

    def take_back_soon(self, ticket: str) -> None:
        """Makes the ticket of that fingerprint worthless, without waiting for it."""
        if self._loans.pop(ticket, None) is not None:
            task = asyncio.get_running_loop().create_task(self._take_back(ticket))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def lend_all_again(self) -> None:
        """Tells a new recorder of every loan."""
        for loan in list(self._loans.values()):
            await self._ask("POST", "/loan", loan)

    async def progress(self, person: str, module: str = "") -> dict[str, Any]:
        """How far the person is in every module, or in that one alone, by slug."""
        query = {"person": person} | ({"module": module} if module else {})
        return await self._ask("GET", "/progress", query=query)

    async def standing(self, person: str) -> dict[str, Any]:
        """Where a person stands, as ``readyroom.server.standing.as_json`` has it."""
        return await self._ask("GET", "/standings", query={"person": person})

    async def standings(self) -> list[dict[str, Any]]:
        """Where everybody on the roster stands."""
        answer = await self._ask("GET", "/standings")
        everybody: list[dict[str, Any]] = answer["people"]
        return everybody

    async def certificate(self, code: str) -> dict[str, Any]:
        """A certificate, as ``certificatedesk.as_json`` has it; RecorderSaidNo for no such code."""
        return await self._ask("GET", "/certificate", query={"code": code})

    async def certificates(self) -> list[dict[str, Any]]:
        """Everybody's certificates, the newest first."""
        answer = await self._ask("GET", "/certificate")
        found: list[dict[str, Any]] = answer["certificates"]
        return found

    async def badge(self, code: str) -> str:
        """The signed badge of a certificate; RecorderSaidNo when there is none."""
        return str((await self._ask("GET", "/badge", query={"code": code}))["badge"])

    async def withdraw(self, code: str, reason: str, by: str) -> dict[str, Any]:
        """Withdraws a certificate; RecorderSaidNo when that can't be."""
        return await self._ask("POST", "/withdraw", {"code": code, "reason": reason, "by": by})

    async def history(self, person: str) -> dict[str, Any]:
        """Every attempt of a person, as ``readyroom.server.history`` has it."""
        return await self._ask("GET", "/history", query={"person": person})

    async def attempt(self, person: str, module: str, number: int) -> dict[str, Any]:
        """One attempt, answer by answer; RecorderSaidNo when there is none."""
        query = {"person": person, "module": module, "attempt": str(number)}
        return await self._ask("GET", "/history", query=query)

    async def paper(self, paper: dict[str, Any], *, step: PaperStep) -> dict[str, Any]:
        """Shows the sheet of a paper, checks what was written on it, or records it.

        RecorderSaidNo for a paper of no module.
        """
        return await self._ask("POST", _PAPER_STEPS[step], paper)

    async def entered(self, person: str, module: str, *, by: str) -> dict[str, Any] | None:
        """How a paper came out that ``by`` has just entered; None when there is no such paper."""
        query = {"person": person, "module": module, "by": by}
        found: dict[str, Any] | None = (await self._ask("GET", "/entered", query=query))["paper"]
        return found

    async def refresher(self, person: str) -> dict[str, Any]:
        """The refresher that is due for a person, as ``RefresherDesk.show`` has it."""
        return await self._ask("GET", "/refresher", query={"person": person})

    async def refreshed(self, person: str, days: int) -> dict[str, Any]:
        """A refresher that is done, with its feedback; RecorderSaidNo when there is none."""
        return await self._ask("GET", "/refresher", query={"person": person, "done": str(days)})

    async def refresh(
        self, person: str, *, days: int, tag: str, chosen: dict[str, list[str]]
    ) -> dict[str, Any]:
        """Records a refresher, or says what is missing; RecorderSaidNo for other questions."""
        sent = {"person": person, "days": days, "tag": tag, "chosen": chosen}
        return await self._ask("POST", "/refresher", sent)

    async def draft(
        self, person: str, module: str, activity: str, *, tag: str, choices: Choices, age: int
    ) -> None:
        """Has choices kept that are not checked yet, made ``age`` milliseconds ago."""
        whose = {"person": person, "module": module, "activity": activity, "tag": tag}
        await self._ask("POST", "/draft", {**whose, "choices": choices, "age": age})

    async def declare(self, person: str) -> None:
        """Records the person's declaration; RecorderSaidNo while something else is missing."""
        await self._ask("POST", "/declare", {"person": person})

    async def restart(self, person: str, module: str) -> int:
        """Begins a module again; gives the number of the attempt."""
        answer = await self._ask("POST", "/restart", {"person": person, "module": module})
        return int(answer["attempt"])

    async def _take_back(self, ticket: str) -> None:
        with contextlib.suppress(RecorderDown):  # a recorder that is gone has forgotten it anyway
            await self._ask("DELETE", "/loan", {"ticket": ticket})

    async def _ask(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        query: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        try:
            answer = await self._client.request(method, path, json=body, params=query)
            if answer.status_code not in _REFUSALS:
                answer.raise_for_status()
            data: dict[str, Any] = answer.json()
            if answer.is_success:
                return data
            refusal = str(data["error"])
        except (httpx.HTTPError, ValueError, LookupError, TypeError) as error:
            raise RecorderDown(f"{method} {path}: {type(error).__name__}") from error
        raise RecorderSaidNo(answer.status_code, refusal)

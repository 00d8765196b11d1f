"""The web server's line to the recorder."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import httpx


class RecorderDown(Exception):
    """The recorder did not answer."""


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

    async def progress(self, person: str) -> dict[str, Any]:
        """How far the person is in every module, by slug."""
        return await self._ask("GET", "/progress", query={"person": person})

    async def standing(self, person: str) -> dict[str, Any]:
        """Where a person stands, as ``readyroom.server.standing.as_json`` has it."""
        return await self._ask("GET", "/standings", query={"person": person})

    async def standings(self) -> list[dict[str, Any]]:
        """Where everybody on the roster stands."""
        answer = await self._ask("GET", "/standings")
        everybody: list[dict[str, Any]] = answer["people"]
        return everybody

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
        body: dict[str, str] | None = None,
        *,
        query: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        try:
            answer = await self._client.request(method, path, json=body, params=query)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise RecorderDown(f"{method} {path}: {type(error).__name__}") from error
        data: dict[str, Any] = answer.json()
        return data

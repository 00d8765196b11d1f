"""Kernels, each lent to one person for one module."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from typing import Any, Final

from jupyter_core.utils import ensure_async
from jupyter_server import CallContext
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado import web
from tornado.websocket import WebSocketHandler
from traitlets import Integer, Unicode

from readyroom.server.protocol import fingerprint

_PASSED_ON: Final = re.compile(r"PATH|HOME|LANG|LC_[A-Z]+|TZ|VIRTUAL_ENV|JPY_.*|PYTHONHASHSEED")
"""The part of the server's environment that a kernel needs; nothing secret is in it."""


OPENED_ELSEWHERE: Final = 4001
"""The code that tells a page that its kernel gave way to a newer page of the same person."""


KERNEL_ENDED: Final = 1001
"""The code with which a page's line ends when its kernel has; the page asks why, and says so."""

LOOK: Final = 2.0
"""Seconds between two looks whether a kernel is still there."""


class LendingKernelManager(AsyncMappingKernelManager):
    """Starts kernels that know a ticket instead of a name, and remembers whose they are."""

    per_person = Integer(2, help="kernels one person may hold; the oldest gives way").tag(
        config=True
    )
    total = Integer(40, help="kernels that this machine may hold").tag(config=True)
    socket = Unicode(help="where the recorder listens").tag(config=True)
    ipython_dir = Unicode(help="an IPython folder of our own, so that no start-up file runs").tag(
        config=True
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._owners: dict[str, str] = {}
        self._tickets: dict[str, str] = {}
        self._starting = 0
        self.pages: dict[str, set[WebSocketHandler]] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._watches: dict[str, asyncio.Task[None]] = {}

    def lent_to(self, kernel_id: str) -> str | None:
        """Whose the kernel is; None for a kernel that is not lent."""
        return self._owners.get(kernel_id)

    async def start_kernel(self, **options: Any) -> str:
        """Starts a kernel for the person whose request is being served.

        The environment holds a ticket and the recorder's socket, no identity and no secret.
        A 503 when the machine holds as many kernels as it may.
        """
        handler = CallContext.get(CallContext.JUPYTER_HANDLER)
        person, module = handler.person.id, handler.module.slug
        recorder = handler.settings["readyroom"].recorder
        # One start at a time for a person: who asks for many pages at once gets no more room.
        async with self._turns.setdefault(person, asyncio.Lock()):
            await self._make_room(person)
            if len(self._owners) + self._starting >= self.total:
                raise web.HTTPError(503, reason="The training room is full")
            ticket = secrets.token_urlsafe(32)
            given = {k: v for k, v in os.environ.items() if _PASSED_ON.fullmatch(k)}
            options["env"] = given | {
                "READYROOM_TICKET": ticket,
                "READYROOM_SOCKET": self.socket,
                "IPYTHONDIR": self.ipython_dir,
            }
            self._starting += 1
            try:
                await recorder.lend(fingerprint(ticket), person, module)
                kernel_id: str = await super().start_kernel(**options)
            finally:
                self._starting -= 1
            self._owners[kernel_id] = person
            self._tickets[kernel_id] = fingerprint(ticket)
            self._watches[kernel_id] = asyncio.create_task(self._watch(kernel_id))
            return kernel_id

    async def end_all_of(self, person: str) -> None:
        """Ends every kernel that is lent to a person; their pages go quiet at once."""
        for kernel in [kernel for kernel, owner in self._owners.items() if owner == person]:
            await self.shutdown_kernel(kernel, now=True)

    async def _make_room(self, person: str) -> None:
        mine = [kernel for kernel, owner in self._owners.items() if owner == person]
        for kernel in mine[: max(0, len(mine) - self.per_person + 1)]:
            for page in list(self.pages.get(kernel, ())):
                page.close(OPENED_ELSEWHERE, "opened elsewhere")
            await self.shutdown_kernel(kernel, now=True)

    async def _watch(self, kernel_id: str) -> None:
        """Notices a kernel that ended by itself: it is not started again, for it knew a lesson."""
        while await ensure_async(self.is_alive(kernel_id)):
            await asyncio.sleep(LOOK)
        self.log.warning("A kernel has ended by itself.")
        self._watches.pop(kernel_id, None)  # or what follows would cancel this very task
        await self.shutdown_kernel(kernel_id, now=True)

    async def shutdown_kernel(
        self, kernel_id: str, now: bool = False, restart: bool = False
    ) -> None:
        """Ends a kernel, which is then no longer watched."""
        watch = self._watches.pop(kernel_id, None)
        if watch is not None:
            watch.cancel()
        await ensure_async(super().shutdown_kernel(kernel_id, now=now, restart=restart))

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forgets a kernel that has ended, tells its pages, and makes its ticket worthless."""
        self._owners.pop(kernel_id, None)
        for page in list(self.pages.pop(kernel_id, ())):
            page.close(KERNEL_ENDED, "kernel ended")
        ticket = self._tickets.pop(kernel_id, None)
        if ticket is not None:
            self.parent.services.recorder.take_back_soon(ticket)
        return super().remove_kernel(kernel_id)

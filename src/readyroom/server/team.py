"""The support team's page: who is trained, and the completion record to take away."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from tornado import web

from readyroom.server.handlers import Page, require_role
from readyroom.server.standing import day

_TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class TeamPage(Page):
    """Everybody on the roster, and where they stand."""

    @web.authenticated
    async def get(self) -> None:
        """The table; for the support team only."""
        require_role(self, "support")
        zone = self.services.course.timezone
        everybody = await self.services.recorder.standings()
        rows = [
            {
                **row,
                "completed": day(row["completed"], zone),
                "expires": day(row["expires"], zone),
            }
            for row in everybody
        ]
        required = [row for row in rows if row["required"]]
        now = datetime.now(ZoneInfo(zone))
        self.show(
            "team.html",
            rows=rows,
            required=len(required),
            complete=sum(row["status"] == "complete" for row in required),
            pending=sum(row["pending"] > 0 for row in rows),
            now=f"{now.day} {now:%B %Y, %H:%M}",
        )


class ExportFile(Page):
    """The completion record, as ``readyroom export completions`` writes it."""

    @web.authenticated
    async def get(self, form: str) -> None:
        """The file, made by that very command; for the support team only."""
        require_role(self, "support")
        services = self.services
        command = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "readyroom", "export", "completions", "--format", form),
            *("--data", str(services.data.root), "--content", str(services.content)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await command.communicate()
        if command.returncode != 0:
            raise web.HTTPError(500)
        name = f"completions-{datetime.now(UTC):%Y-%m-%d}.{form}"
        self.set_header("Content-Type", _TYPES[form])
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(output)

"""The server's two helpers, recorder and grader: started, watched, and ended with it."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import subprocess
import sys
from pathlib import Path

from readyroom.errors import ServeError
from readyroom.records.paths import Data
from readyroom.server.link import RecorderDown, RecorderLink
from readyroom.server.recorder import READY

_LONGEST_SOCKET = 100
_GRACE = 5.0
_OWN = 0
"""A process group of its own: a terminal's Ctrl-C is for the server alone, which ends the rest."""


class Helpers:
    """The recorder and the grader as child processes.

    Both end when this process does, even when it is killed: they hold the other end of a pipe.
    """

    def __init__(self, content: Path, data: Data, log: logging.Logger) -> None:
        if len(os.fsencode(data.socket)) > _LONGEST_SOCKET:
            raise ServeError(
                f"The path of the data folder, {data.root}, is too long for a Unix socket. "
                "Choose a shorter one with --data."
            )
        self._content, self._data = str(content), str(data.root)
        self._secret = secrets.token_urlsafe(32)
        self._log = log
        self._recorder = self._start_recorder()
        self._grader = self._start_grader()
        self.link = RecorderLink(data.socket, self._secret)

    async def watch(self, *, every: float = 1.0) -> None:
        """Starts a helper again when it has ended; runs for ever."""
        while True:
            await asyncio.sleep(every)
            if self._recorder.poll() is not None:
                self._log.error("The recorder has ended; it is started again.")
                try:
                    self._recorder = await asyncio.to_thread(self._start_recorder)
                    await self.link.lend_all_again()
                except (ServeError, RecorderDown) as error:
                    self._log.error("%s", error)
            if self._grader.poll() is not None:
                self._log.error("The grader has ended; it is started again.")
                self._grader = self._start_grader()

    def end(self) -> None:
        """Ends both and waits for them."""
        for child in (self._recorder, self._grader):
            if child.stdin:
                child.stdin.close()
        for child in (self._recorder, self._grader):
            try:
                child.wait(_GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _start_recorder(self) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [
                *(sys.executable, "-m", "readyroom.server.recorder"),
                *("--content", self._content, "--data", self._data),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            process_group=_OWN,
        )
        if child.stdin is None or child.stdout is None:
            raise ServeError("The recorder can't be spoken to.")
        child.stdin.write(self._secret + "\n")
        child.stdin.flush()
        if child.stdout.readline().strip() != READY:
            child.kill()
            raise ServeError("The recorder did not start; what it said stands above.")
        return child

    def _start_grader(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "readyroom", "grade", "--watch", "--leave-with-stdin"),
                *("--content", self._content, "--data", self._data),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            process_group=_OWN,
        )

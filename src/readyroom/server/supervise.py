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
from readyroom.server.protocol import READY

_LONGEST_SOCKET = 100
_GRACE = 5.0
_LONGEST_PAUSE = 60.0
_OWN = 0
"""A process group of its own: a terminal's Ctrl-C is for the server alone, which ends the rest."""


def check_socket_path(data: Data) -> None:
    """ServeError when the data folder's path leaves no room for a socket's name."""
    if len(os.fsencode(data.socket)) > _LONGEST_SOCKET:
        raise ServeError(
            f"The path of the data folder, {data.root}, is too long for a Unix socket. "
            "Choose a shorter one with --data."
        )


class Helpers:
    """The recorder and the grader as child processes.

    Both end when this process does, even when it is killed: they hold the other end of a pipe.
    """

    def __init__(self, content: Path, data: Data, log: logging.Logger) -> None:
        self._content, self._data = str(content), str(data.root)
        self._secret = secrets.token_urlsafe(32)
        self._log = log
        self._recorder = self._start_recorder()
        try:
            self._grader = self._start_grader()
        except OSError:
            self._recorder.kill()
            raise
        self.link = RecorderLink(data.socket, self._secret)

    async def watch(self, *, every: float = 1.0) -> None:
        """Starts a helper again when it has ended, less and less often when it ends at once."""
        pause = every
        while True:
            await asyncio.sleep(pause)
            try:
                mended = await self._mend()
            except (ServeError, RecorderDown, OSError) as error:
                self._log.error("%s", error)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                pause = min(pause * 2, _LONGEST_PAUSE) if mended else every

    async def _mend(self) -> bool:
        """Starts what has ended, and says whether anything had."""
        mended = False
        if self._recorder.poll() is not None:
            self._log.error("The recorder has ended; it is started again.")
            self._recorder = await asyncio.to_thread(self._start_recorder)
            await self.link.lend_all_again()
            mended = True
        if self._grader.poll() is not None:
            self._log.error("The grader has ended; it is started again.")
            self._grader = self._start_grader()
            mended = True
        return mended

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

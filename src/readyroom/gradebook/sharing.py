"""One connection to the gradebook for a whole run of grading.

nbgrader opens its gradebook nine times a submission, and each time builds an engine and asks
the database for every table: two thirds of what a submission costs without a kernel.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from readyroom.gradebook._nbgrader import MODULES_WITH_A_GRADEBOOK, Gradebook


@contextmanager
def shared_gradebook() -> Iterator[None]:
    """Lets nbgrader's grading share one engine per database until the block ends."""
    engines: dict[str, tuple[Any, Any]] = {}

    class Shared(Gradebook):
        engine: Any
        db: Any

        def __init__(
            self, db_url: str, course_id: str = "default_course", authenticator: Any = None
        ) -> None:
            if db_url not in engines:
                super().__init__(db_url, course_id, authenticator)
                self.db.remove()
                self.engine.dispose()
                event.listen(self.engine, "connect", _relax)
                engines[db_url] = (self.engine, self.db)
            self.engine, self.db = engines[db_url]
            self.course_id = course_id
            self.authenticator = authenticator

        def close(self) -> None:
            self.db.remove()

    before = [module.Gradebook for module in MODULES_WITH_A_GRADEBOOK]
    for module in MODULES_WITH_A_GRADEBOOK:
        module.Gradebook = Shared
    try:
        yield
    finally:
        for module, own in zip(MODULES_WITH_A_GRADEBOOK, before, strict=True):
            module.Gradebook = own
        for engine, sessions in engines.values():
            sessions.remove()
            engine.dispose()


def _relax(connection: Any, _record: Any) -> None:
    """Syncs at checkpoints only: a grade that a power cut takes is made again from the log."""
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA busy_timeout=30000")

"""Opens a SQLite file so that what is committed survives a power cut."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event

from readyroom.errors import DamagedError

READING: Final = "readyroom_reading"
"""The execution option of an engine whose transactions only read."""


def open_sqlite(
    path: Path, *, read_only: bool = False, synchronous: Literal["FULL", "NORMAL"] = "FULL"
) -> Engine:
    """An engine on the file: WAL, ``synchronous=FULL``, and writers that wait for each other.

    With ``NORMAL`` a power cut may take what was committed last, for files that are no record.

    Transactions begin ``IMMEDIATE``, so that two writers queue instead of failing half-way;
    those of ``reading(engine)`` wait for nobody. DamagedError when the file is no database.
    """
    url = f"sqlite:///file:{path}?mode=ro&uri=true" if read_only else f"sqlite:///{path}"
    engine = create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        try:
            if not read_only:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute(f"PRAGMA synchronous={synchronous}")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA trusted_schema=OFF")
        except sqlite3.DatabaseError as error:
            if _damaged(error):
                raise _told(path, error) from None
            raise

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = read_only or connection.get_execution_options().get(READING, False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "handle_error")
    def _explain(context: ExceptionContext) -> None:
        if _damaged(context.original_exception):
            raise _told(path, context.original_exception) from None

    if not read_only:
        path.touch(mode=0o600)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read."""
    return engine.execution_options(**{READING: True})


def _damaged(error: BaseException) -> bool:
    """SQLite says "not a database" and "malformed" with its plain error, not with a subclass."""
    return type(error) is sqlite3.DatabaseError


def _told(path: Path, error: BaseException) -> DamagedError:
    return DamagedError(
        f"{path} is damaged ({error}). Stop the server, keep a copy of the file, and put "
        f"{path.name} from your last backup in its place."
    )

"""What people have chosen and not yet checked: the newest choices, and what was touched last.

A draft is a convenience and no record. It stands beside the log, in a file that may be lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, event, inspect, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from readyroom.errors import DamagedError
from readyroom.play.choices import Choices
from readyroom.records.database import open_sqlite, reading

PATIENCE_MS: Final = 250
"""How long anybody waits while something else holds the file, such as a backup."""

NONE: Final = "{}"
"""Choices that were all taken back: still newer than others that come late."""

_METADATA: Final = MetaData()
_DRAFTS = Table(
    "draft",
    _METADATA,
    Column("person", String, primary_key=True),
    Column("module", String, primary_key=True),
    Column("activity", String, primary_key=True),
    Column("attempt", Integer, nullable=False),
    Column("content", String, nullable=False),
    Column("choices", Text, nullable=False),
    Column("at", String, nullable=False),
)
_TOUCHED = Table(
    "touched",
    _METADATA,
    Column("person", String, primary_key=True),
    Column("module", String, primary_key=True),
    Column("attempt", Integer, nullable=False),
    Column("activity", String, nullable=False),
    Column("at", String, nullable=False),
)


class _OtherTables(Exception):
    """The file's tables are not those of this version."""


class Drafts:
    """The drafts of everybody in one SQLite file.

    It is begun anew when it is damaged, or was made by another version of this program.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._open(path)
        except (DamagedError, _OtherTables):
            for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
                file.unlink(missing_ok=True)
            self._open(path)

    def keep(
        self,
        person: str,
        module: str,
        *,
        attempt: int,
        activity: str,
        content: str,
        choices: Choices,
        at: datetime,
    ) -> None:
        """Keeps the newest choices of an activity, none of them included; passes over older ones.

        ``content`` is the digest of the activity that they were made on.
        """
        values = {
            "person": person,
            "module": module,
            "activity": activity,
            "attempt": attempt,
            "content": content,
            "choices": json.dumps(choices, sort_keys=True, separators=(",", ":")),
            "at": _stored(at),
        }
        with self._engine.begin() as connection:
            statement = insert(_DRAFTS).values(values)
            connection.execute(
                statement.on_conflict_do_update(
                    ["person", "module", "activity"],
                    set_=dict(statement.excluded),
                    where=_DRAFTS.c.at <= statement.excluded.at,
                )
            )
            self._touch(connection, person, module, attempt, activity, at)

    def answered(
        self, person: str, module: str, *, attempt: int, activity: str, at: datetime
    ) -> None:
        """Drops the draft of an activity that has been answered instead."""
        with self._engine.begin() as connection:
            connection.execute(_DRAFTS.delete().where(*_of(person, module, activity=activity)))
            self._touch(connection, person, module, attempt, activity, at)

    def drop(self, person: str, module: str) -> None:
        """Drops all that is kept of a person in a module, once an attempt is over."""
        with self._engine.begin() as connection:
            for table in (_DRAFTS, _TOUCHED):
                connection.execute(
                    table.delete().where(table.c.person == person, table.c.module == module)
                )

    def forget(self, before: datetime) -> None:
        """Drops what was kept before that time, of everybody: nobody carries on with it."""
        with self._engine.begin() as connection:
            for table in (_DRAFTS, _TOUCHED):
                connection.execute(table.delete().where(table.c.at < _stored(before)))

    def of(
        self, person: str, module: str, *, attempt: int, contents: Mapping[str, str]
    ) -> dict[str, Choices]:
        """The drafts of an attempt by activity, so far as each activity is still as it was.

        ``contents`` has the digest of each activity as it is now.
        """
        query = select(_DRAFTS.c.activity, _DRAFTS.c.content, _DRAFTS.c.choices)
        query = query.where(*_of(person, module), _DRAFTS.c.attempt == attempt)
        with self._reading.begin() as connection:
            return {
                row.activity: json.loads(row.choices)
                for row in connection.execute(query)
                if contents.get(row.activity) == row.content and row.choices != NONE
            }

    def touched(self, person: str, module: str, *, attempt: int) -> str | None:
        """The activity that was last chosen in or answered in this attempt, if any."""
        query = select(_TOUCHED.c.activity).where(
            _TOUCHED.c.person == person,
            _TOUCHED.c.module == module,
            _TOUCHED.c.attempt == attempt,
        )
        with self._reading.begin() as connection:
            return connection.execute(query).scalar_one_or_none()

    def close(self) -> None:
        """Gives the file back."""
        self._engine.dispose()

    def _open(self, path: Path) -> None:
        # NORMAL: a draft is not worth the wait for the disk that an answer is, and after a power
        # cut the last few may be missing. A process that is killed takes none of them along.
        self._engine = open_sqlite(path, synchronous="NORMAL")

        @event.listens_for(self._engine, "connect")
        def _hurry(connection: Any, _record: Any) -> None:
            connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")

        self._reading = reading(self._engine)
        _METADATA.create_all(self._engine)
        there = inspect(self._engine)
        for table in _METADATA.sorted_tables:
            columns = {column["name"] for column in there.get_columns(table.name)}
            if columns != set(table.columns.keys()):
                self._engine.dispose()
                raise _OtherTables

    @staticmethod
    def _touch(
        connection: Any, person: str, module: str, attempt: int, activity: str, at: datetime
    ) -> None:
        statement = insert(_TOUCHED).values(
            person=person, module=module, attempt=attempt, activity=activity, at=_stored(at)
        )
        connection.execute(
            statement.on_conflict_do_update(
                ["person", "module"],
                set_=dict(statement.excluded),
                where=_TOUCHED.c.at <= statement.excluded.at,
            )
        )


FAULTS: Final = (SQLAlchemyError, DamagedError, OSError)
"""What can go wrong with the file of the drafts; nobody's answer may suffer from it."""


_ANEW: Final = "it is begun anew when the server starts again"
_TOLD: Final = (
    ("locked", "something else holds the file of drafts, such as a backup"),
    ("no such", f"the file of drafts is of another version; {_ANEW}"),
    ("no column", f"the file of drafts is of another version; {_ANEW}"),
    ("full", "the disk is full"),
    ("readonly", "the file of drafts can't be written"),
    ("unable to open", "the file of drafts can't be opened"),
)
"""What SQLite says, and what it means for whoever runs the server."""


def fault_in_words(error: Exception) -> str:
    """Which kind of fault it is, for whoever runs the server: no statement and no person."""
    if isinstance(error, DamagedError):
        return f"the file of drafts is damaged; {_ANEW}"
    said = str(error.orig).lower() if isinstance(error, OperationalError) else ""
    words = f"the file of drafts can't be used ({type(error).__name__})"
    return next((told for part, told in _TOLD if part in said), words)


def _stored(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _of(person: str, module: str, *, activity: str | None = None) -> list[Any]:
    found = [_DRAFTS.c.person == person, _DRAFTS.c.module == module]
    return found if activity is None else [*found, _DRAFTS.c.activity == activity]

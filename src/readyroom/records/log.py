"""The append-only log: every answer that was acknowledged, in a chain of hashes.

An event is acknowledged only after it is committed and on disk. Progress, submissions,
grades and completions are projections of this log and can be made again from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    DDL,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    select,
)
from sqlalchemy import event as sqlalchemy_event

from readyroom.errors import RecordError, TamperedError
from readyroom.records.database import open_sqlite, reading

GENESIS: Final = "0" * 64
"""What the first event names as the hash of the event before it."""

_METADATA = MetaData()
_EVENTS = Table(
    "event",
    _METADATA,
    Column("seq", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("person", String, nullable=False),
    Column("module", String, nullable=False),
    Column("activity", String, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("content", String, nullable=False),
    Column("policy_version", String, nullable=False),
    Column("course_version", String, nullable=False),
    Column("at", String, nullable=False),
    Column("prev", String, nullable=False),
    Column("hash", String, nullable=False, unique=True),
    Index("event_person_module", "person", "module", "seq"),
    Index("event_kind", "kind", "seq"),
)
for _verb in ("UPDATE", "DELETE"):
    sqlalchemy_event.listen(
        _EVENTS,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER event_no_{_verb.lower()} BEFORE {_verb} ON event "
            "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An event that is not yet in the log.

    ``key`` makes appending idempotent: the same key with the same content is one event.
    """

    key: str
    kind: str
    person: str = ""
    module: str = ""
    activity: str = ""
    attempt: int = 0
    body: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    policy_version: str = ""
    course_version: str = ""


@dataclass(frozen=True, kw_only=True)
class Event(Draft):
    """An event in the log; ``at`` is an aware UTC time."""

    seq: int
    at: datetime
    prev: str
    hash: str


class Log:
    """The log in one SQLite file. One process writes; any number may read."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._engine = open_sqlite(path, read_only=read_only)
        self._reading = reading(self._engine)
        if not read_only:
            _METADATA.create_all(self._engine)

    def append(self, *drafts: Draft, at: datetime) -> tuple[Event, ...]:
        """Appends all drafts in one transaction and returns their events once they are on disk.

        A draft whose key is in the log already gives that event back when it says the same;
        RecordError, with nothing appended, when it says something else.
        """
        with self._engine.begin() as connection:
            return tuple(self._append(connection, draft, at) for draft in drafts)

    def events(
        self,
        *,
        kind: str | None = None,
        person: str | None = None,
        module: str | None = None,
        after: int = 0,
    ) -> tuple[Event, ...]:
        """The events that match, in order; TamperedError for one that is not as it was written."""
        query = select(_EVENTS).where(_EVENTS.c.seq > after).order_by(_EVENTS.c.seq)
        for column, value in (("kind", kind), ("person", person), ("module", module)):
            if value is not None:
                query = query.where(_EVENTS.c[column] == value)
        with self._reading.begin() as connection:
            return tuple(_event(row) for row in connection.execute(query))

    def head(self) -> tuple[int, str]:
        """Number and hash of the last event; ``(0, GENESIS)`` for an empty log."""
        with self._reading.begin() as connection:
            return _head(connection)

    def place(self, hash_: str) -> int:
        """The number of the event with that hash; 0 when the log has none."""
        query = select(_EVENTS.c.seq).where(_EVENTS.c.hash == hash_)
        with self._reading.begin() as connection:
            return int(connection.execute(query).scalar_one_or_none() or 0)

    def verify(self) -> tuple[int, str]:
        """The log's head, once every event is as it was written and follows the one before.

        TamperedError, with the number of the first event that is not, otherwise.
        """
        seq, prev = 0, GENESIS
        for event in self.events():
            if (event.seq, event.prev) != (seq + 1, prev):
                raise TamperedError(_tampered(seq + 1))
            seq, prev = event.seq, event.hash
        return seq, prev

    def close(self) -> None:
        """Gives the file back."""
        self._engine.dispose()

    def _append(self, connection: Connection, draft: Draft, at: datetime) -> Event:
        row = connection.execute(select(_EVENTS).where(_EVENTS.c.key == draft.key)).one_or_none()
        if row is not None:
            known = _event(row)
            if known.kind != draft.kind or dict(known.body) != json.loads(_canonical(draft.body)):
                raise RecordError(f"{draft.key} is in the log already, with something else in it")
            return known
        seq, prev = _head(connection)
        values = {
            "seq": seq + 1,
            "key": draft.key,
            "kind": draft.kind,
            "person": draft.person,
            "module": draft.module,
            "activity": draft.activity,
            "attempt": draft.attempt,
            "body": _canonical(draft.body),
            "content": draft.content,
            "policy_version": draft.policy_version,
            "course_version": draft.course_version,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "prev": prev,
        }
        values["hash"] = chain_hash(values)
        connection.execute(_EVENTS.insert().values(values))
        return _event(connection.execute(select(_EVENTS).where(_EVENTS.c.seq == seq + 1)).one())


def chain_hash(values: Mapping[str, Any]) -> str:
    """The hash of an event: SHA-256 over all its fields, the hash before it included."""
    return hashlib.sha256(_canonical(dict(values)).encode("ascii")).hexdigest()


def _head(connection: Connection) -> tuple[int, str]:
    query = select(_EVENTS.c.seq, _EVENTS.c.hash).order_by(_EVENTS.c.seq.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (0, GENESIS) if row is None else (row.seq, row.hash)


def _event(row: Row[Any]) -> Event:
    values = dict(row._mapping)
    stored = values.pop("hash")
    if chain_hash(values) != stored:
        raise TamperedError(_tampered(row.seq))
    values["hash"] = stored
    values["body"] = json.loads(values["body"])
    values["at"] = datetime.fromisoformat(values["at"])
    return Event(**values)


def _tampered(seq: int) -> str:
    return (
        f"Event {seq} of the log is not as it was written. Nothing that rests on it can be "
        "trusted: stop the server, keep a copy of the data folder, and restore your last backup."
    )


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True)

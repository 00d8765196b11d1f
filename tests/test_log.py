"""The append-only log."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from readyroom.errors import RecordError, TamperedError
from readyroom.records.log import GENESIS, Draft, Log, chain_hash

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "log.db")


def test_an_event_comes_back_as_it_was_appended(log: Log) -> None:
    (event,) = log.append(
        Draft(key="a", kind="answered", person="ana", body={"response": ["a", "c"]}), at=NOON
    )
    assert log.events() == (event,)
    assert (event.seq, event.person, event.body, event.at) == (
        1,
        "ana",
        {"response": ["a", "c"]},
        NOON,
    )


def test_each_event_holds_the_hash_of_the_one_before(log: Log) -> None:
    first, second = log.append(Draft(key="a", kind="k"), Draft(key="b", kind="k"), at=NOON)
    assert first.prev == GENESIS
    assert second.prev == first.hash
    assert log.head() == (2, second.hash)


def test_a_hash_covers_every_field_of_the_event(log: Log, tmp_path: Path) -> None:
    log.append(Draft(key="a", kind="answered", person="ana", body={"response": "b"}), at=NOON)
    with sqlite3.connect(tmp_path / "log.db") as db:
        db.row_factory = sqlite3.Row
        row = dict(db.execute("SELECT * FROM event").fetchone())
    stored = row.pop("hash")
    for field, value in row.items():
        changed = row | {field: 7 if isinstance(value, int) else value + "x"}
        if field == "body":
            changed["body"] = '{"response":"c"}'
        assert chain_hash(changed) != stored, field
    assert chain_hash(row) == stored


def test_the_same_key_with_the_same_content_is_one_event(log: Log) -> None:
    (first,) = log.append(Draft(key="a", kind="k", body={"x": 1}), at=NOON)
    (again,) = log.append(Draft(key="a", kind="k", body={"x": 1}), at=NOON.replace(hour=13))
    assert again == first
    assert len(log.events()) == 1


def test_the_same_key_with_other_content_appends_nothing(log: Log) -> None:
    log.append(Draft(key="a", kind="k", body={"x": 1}), at=NOON)
    with pytest.raises(RecordError):
        log.append(Draft(key="b", kind="k"), Draft(key="a", kind="k", body={"x": 2}), at=NOON)
    assert [event.key for event in log.events()] == ["a"]


@pytest.mark.parametrize("statement", ["UPDATE event SET person = 'x'", "DELETE FROM event"])
def test_the_database_itself_refuses_changes(log: Log, tmp_path: Path, statement: str) -> None:
    log.append(Draft(key="a", kind="k"), at=NOON)
    db = sqlite3.connect(tmp_path / "log.db")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(statement)
    db.close()


def tamper(path: Path, statement: str) -> None:
    """Changes the log as somebody with the file in their hands could."""
    db = sqlite3.connect(path)
    db.execute("DROP TRIGGER event_no_update")
    db.execute("DROP TRIGGER event_no_delete")
    db.execute(statement)
    db.commit()
    db.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET person = 'bo' WHERE seq = 2",
        "UPDATE event SET body = '{\"score\":9.0}' WHERE seq = 2",
        "UPDATE event SET body = 'no json' WHERE seq = 2",
        "DELETE FROM event WHERE seq = 2",
    ],
)
def test_a_change_behind_the_databases_back_is_noticed(
    log: Log, tmp_path: Path, statement: str
) -> None:
    for key in ("a", "b", "c"):
        log.append(Draft(key=key, kind="k", person="ana", body={"score": 1.0}), at=NOON)
    assert log.verify() == log.head()
    tamper(tmp_path / "log.db", statement)
    with pytest.raises(TamperedError, match="Event 2 of the log"):
        log.verify()


def test_a_changed_event_is_never_read_as_if_it_were_true(log: Log, tmp_path: Path) -> None:
    log.append(Draft(key="a", kind="submitted", person="ana"), at=NOON)
    tamper(tmp_path / "log.db", "UPDATE event SET person = 'bo'")
    with pytest.raises(TamperedError):
        log.events(kind="submitted", person="bo")


def test_the_log_is_opened_so_that_a_commit_is_on_disk(log: Log) -> None:
    with log._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_a_reader_sees_what_the_writer_appends_and_cannot_write(log: Log, tmp_path: Path) -> None:
    reader = Log(tmp_path / "log.db", read_only=True)
    log.append(Draft(key="a", kind="k"), at=NOON)
    assert [event.key for event in reader.events()] == ["a"]
    with pytest.raises(Exception, match="readonly"):
        reader.append(Draft(key="b", kind="k"), at=NOON)


def test_events_are_found_by_kind_person_module_and_place(log: Log) -> None:
    log.append(
        Draft(key="a", kind="answered", person="ana", module="m"),
        Draft(key="b", kind="submitted", person="ana", module="m"),
        Draft(key="c", kind="answered", person="bo", module="m"),
        at=NOON,
    )
    assert [e.key for e in log.events(kind="answered")] == ["a", "c"]
    assert [e.key for e in log.events(person="ana", module="m")] == ["a", "b"]
    assert [e.key for e in log.events(after=2)] == ["c"]

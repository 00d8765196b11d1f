"""Single-use sign-in codes and the sessions they open. Only hashes of secrets are stored."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, String, Table, func, select

from readyroom.errors import ReadyroomError
from readyroom.records.database import reading
from readyroom.records.people import METADATA, People, Person

CODE_LIFE: Final = timedelta(minutes=15)
SESSION_IDLE: Final = timedelta(hours=2)
SESSION_LIFE: Final = timedelta(hours=12)
TRIES: Final = 10
TRIES_WITHIN: Final = timedelta(minutes=15)

_CODES = Table(
    "code",
    METADATA,
    Column("hash", String, primary_key=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("expires", Integer, nullable=False),
    Column("used", Integer),
)
_SESSIONS = Table(
    "session",
    METADATA,
    Column("hash", String, primary_key=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("opened", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("ended", Integer),
)
_TRIES = Table(
    "try",
    METADATA,
    Column("address", String, nullable=False),
    Column("at", Integer, nullable=False),
    Index("try_address", "address", "at"),
)


class CodeRefused(ReadyroomError):
    """A sign-in code that opens nothing."""


class TooManyTries(ReadyroomError):
    """Too many wrong codes from one address."""


class SignIn:
    """Issues codes, redeems them for sessions, and looks sessions up."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._engine = people.engine
        self._reading = reading(people.engine)
        METADATA.create_all(self._engine)

    def issue(self, person: str, *, now: datetime, life: timedelta = CODE_LIFE) -> str:
        """A fresh code for the person, such as ``7F3A-09C2-51DE-B604`` (64 random bits).

        UnknownError when the person is not on the roster.
        """
        self._people.get(person)
        code = "-".join(secrets.token_hex(2).upper() for _ in range(4))
        expires = _seconds(now + life)
        with self._engine.begin() as connection:
            connection.execute(
                _CODES.insert().values(hash=_hash(code), person=person, expires=expires)
            )
        return code

    def redeem(self, code: str, *, address: str, now: datetime) -> str:
        """Spends a code and opens a session; gives the session's secret.

        CodeRefused when the code is unknown, used or out of date; TooManyTries when the
        address has sent too many unknown ones. A good code opens whatever its neighbours have
        typed: a whole school may share one address. Two tabs that race get one session.
        """
        at = _seconds(now)
        digest = _hash(code.strip().upper())
        session = secrets.token_urlsafe(32)
        with self._engine.begin() as connection:
            row = connection.execute(select(_CODES).where(_CODES.c.hash == digest)).one_or_none()
            good = row is not None and row.used is None and row.expires > at
            if good and row is not None:
                connection.execute(_CODES.update().where(_CODES.c.hash == digest).values(used=at))
                connection.execute(
                    _SESSIONS.insert().values(
                        hash=_hash(session), person=row.person, opened=at, seen=at
                    )
                )
                return session
            tries = self._count_try(connection, address, at) if row is None else 0
        if tries > TRIES:
            raise TooManyTries(
                "There were too many wrong codes from here. Wait 15 minutes, or open the newest "
                "link that you were sent."
            )
        if row is None:
            raise CodeRefused(
                "This code is not one of ours. Copy the whole link from the message you were sent."
            )
        if row.used is not None:
            raise CodeRefused(
                "This link has been used already. Each link works once; ask for a new one."
            )
        raise CodeRefused("This link is out of date. Ask for a new one.")

    def never_used(self) -> bool:
        """Whether no code has ever been issued: nobody can have signed in."""
        with self._reading.begin() as connection:
            return connection.execute(select(func.count()).select_from(_CODES)).scalar_one() == 0

    def person(self, session: str, *, now: datetime) -> Person | None:
        """Whose session it is; None when it is unknown, ended, idle too long or too old."""
        at = _seconds(now)
        digest = _hash(session)
        with self._reading.begin() as connection:
            row = connection.execute(
                select(_SESSIONS).where(_SESSIONS.c.hash == digest)
            ).one_or_none()
        if row is None or row.ended is not None:
            return None
        if at - row.seen > SESSION_IDLE.total_seconds():
            return None
        if at - row.opened > SESSION_LIFE.total_seconds():
            return None
        if at - row.seen > 60:  # a write a minute is enough to know that somebody is there
            with self._engine.begin() as connection:
                connection.execute(
                    _SESSIONS.update().where(_SESSIONS.c.hash == digest).values(seen=at)
                )
        return self._people.get(row.person)

    def end(self, session: str, *, now: datetime) -> None:
        """Ends a session for good."""
        with self._engine.begin() as connection:
            connection.execute(
                _SESSIONS.update()
                .where(_SESSIONS.c.hash == _hash(session))
                .values(ended=_seconds(now))
            )

    def _count_try(self, connection: Connection, address: str, at: int) -> int:
        """Notes a wrong code, and says how many there were from the address of late."""
        since = at - int(TRIES_WITHIN.total_seconds())
        connection.execute(_TRIES.delete().where(_TRIES.c.at <= since))
        connection.execute(_TRIES.insert().values(address=address, at=at))
        tries = select(func.count()).where(_TRIES.c.address == address)
        return int(connection.execute(tries).scalar_one())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())

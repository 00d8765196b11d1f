"""The roster: who may sign in, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from sqlalchemy import Column, MetaData, String, Table, select
from sqlalchemy.dialects.sqlite import insert

from readyroom.content.model import Role
from readyroom.errors import UnknownError
from readyroom.records.database import open_sqlite, reading


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody on the roster."""

    id: str
    last_name: str
    first_name: str
    email: str
    role: Role
    school: str

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.first_name} {self.last_name}"


_NEAREST: Final = 3

METADATA: Final = MetaData()
_PEOPLE = Table(
    "person",
    METADATA,
    Column("id", String, primary_key=True),
    Column("last_name", String, nullable=False),
    Column("first_name", String, nullable=False),
    Column("email", String, nullable=False),
    Column("role", String, nullable=False),
    Column("school", String, nullable=False),
)


@dataclass(frozen=True)
class Imported:
    """What an import changed, as counts of people."""

    added: int
    changed: int
    unchanged: int


class People:
    """The roster in its SQLite file."""

    def __init__(self, path: Path) -> None:
        self.engine = open_sqlite(path)
        self._reading = reading(self.engine)
        METADATA.create_all(self.engine)

    def all(self) -> tuple[Person, ...]:
        """Everybody, by last name, first name and id."""
        query = select(_PEOPLE).order_by(_PEOPLE.c.last_name, _PEOPLE.c.first_name, _PEOPLE.c.id)
        with self._reading.begin() as connection:
            return tuple(Person(**row._mapping) for row in connection.execute(query))

    def get(self, person: str) -> Person:
        """The person of that id; UnknownError when the roster has none."""
        with self._reading.begin() as connection:
            row = connection.execute(select(_PEOPLE).where(_PEOPLE.c.id == person)).one_or_none()
        if row is None:
            raise UnknownError(
                f"There is nobody called {person!r} on the roster. "
                "`readyroom people list` shows everybody's id."
            )
        return Person(**row._mapping)

    def near(self, typed: str) -> tuple[Person, ...]:
        """Up to three people who may be meant by a wrong id: by their names, or an id like it."""
        words = typed.casefold().replace("-", " ").split()
        everybody = self.all()
        named = [p for p in everybody if words and all(w in p.name.casefold() for w in words)]
        alike = get_close_matches(typed.casefold(), [p.id for p in everybody], n=_NEAREST)
        ids = dict.fromkeys([*(person.id for person in named), *alike])
        return tuple(self.get(one) for one in list(ids)[:_NEAREST])

    def save(self, people: Iterable[Person]) -> Imported:
        """Adds or updates people, all or none; nobody is ever taken off the roster."""
        before = {person.id: person for person in self.all()}
        people = tuple(people)
        with self.engine.begin() as connection:
            for person in people:
                values = asdict(person)
                connection.execute(
                    insert(_PEOPLE).values(values).on_conflict_do_update(["id"], set_=values)
                )
        added = sum(person.id not in before for person in people)
        unchanged = sum(before.get(person.id) == person for person in people)
        return Imported(added, len(people) - added - unchanged, unchanged)

    def close(self) -> None:
        """Gives the file back."""
        self.engine.dispose()

"""A module's marking keys as the log holds them: what submissions are marked by for good."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from readyroom.content.frozen import digest_of, without_empty
from readyroom.play.keys import ModuleKey
from readyroom.records.log import Event


@dataclass(frozen=True)
class Published:
    """The keys, and the digest that they were published under."""

    key: ModuleKey
    digest: str

    @property
    def assignment(self) -> str:
        """The name that the module had in nbgrader when it was published."""
        return f"{self.key.module}-{self.digest[:8]}"


def published(event: Event) -> Published | None:
    """The keys of a ``published`` event; None when they have not the digest that it names.

    The digest is taken over what the log holds and not over what is read from it: a release of
    readyroom may know fields that the one that published did not.
    """
    if event.content != digest_of(without_empty(event.body)):
        return None
    try:
        return Published(ModuleKey.model_validate(event.body), event.content)
    except ValidationError:
        return None

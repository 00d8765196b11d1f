"""Whether a response says what is recorded already, or goes on from it."""

from __future__ import annotations

from collections.abc import Mapping

from readyroom.play.keys import AnyKey, ChoiceKey, ModuleKey, Response, ScenarioKey


def same(key: ModuleKey, known: Mapping[str, Response], responses: Mapping[str, Response]) -> bool:
    """Whether these are the recorded responses, in whatever order options were ticked."""
    return set(known) == set(responses) and all(
        says_no_more(key.activity(slug), known[slug], response)
        for slug, response in responses.items()
    )


def goes_on(known: Response, response: Response) -> bool:
    """Whether a story's walk goes on from where the recorded one stands."""
    return (
        isinstance(known, list)
        and isinstance(response, list)
        and len(response) > len(known)
        and response[: len(known)] == known
    )


def says_no_more(key: AnyKey, known: Response, response: Response) -> bool:
    """Whether the response is the recorded one, or an earlier stretch of the same walk."""
    if isinstance(known, list) and isinstance(response, list):
        if isinstance(key, ScenarioKey):
            return known[: len(response)] == response
        if isinstance(key, ChoiceKey):
            return sorted(known) == sorted(response)
    return known == response

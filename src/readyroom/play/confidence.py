"""How sure a reader is of an answer: three plain bands.

It shapes the feedback and stands in the log for statistics. No mark depends on it.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from readyroom.content.model import AnyActivity, Scenario
from readyroom.errors import ResponseError

Confidence = Literal["sure", "fairly", "guess"]
BANDS: Final[tuple[Confidence, ...]] = get_args(Confidence)


def band(said: object) -> Confidence | None:
    """The band that was named; None when none was. ResponseError for what is no band."""
    if said is None:
        return None
    for known in BANDS:
        if said == known:
            return known
    raise ResponseError(f"how sure you are is one of {', '.join(BANDS)}, or left out")


def asks_how_sure(activity: AnyActivity) -> bool:
    """Whether it makes sense to ask: a story is walked step by step, so it is asked of the rest."""
    return not isinstance(activity, Scenario)

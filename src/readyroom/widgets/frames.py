"""The frame that all feedback has in common."""

from __future__ import annotations

from readyroom.play.marking import Mark

View = dict[str, object]


def feedback_frame(
    marked: Mark, html: list[str], clauses: object, heading: str | None = None
) -> View:
    """The mark, the words and the clauses, under a heading that never says more than the mark."""
    verdict = "Right" if marked.correct else "Partly right" if marked.score else "Not right"
    return {
        "correct": marked.correct,
        "score": marked.score,
        "points": marked.points,
        "heading": heading or verdict,
        "html": html,
        "clauses": clauses,
    }

"""How an attempt came out, for the end of its lesson."""

from __future__ import annotations

from collections.abc import Mapping

from readyroom.content.model import Course, Module
from readyroom.play.marking import Mark
from readyroom.play.standing import outcome
from readyroom.widgets.recorder_client import Result


def result_of(course: Course, module: Module, marks: Mapping[str, Mark]) -> Result:
    """The result of an attempt in which everything is answered, from the mark of each answer."""
    found = outcome(
        course,
        module,
        score=sum(mark.score for mark in marks.values()),
        points=sum(mark.points for mark in marks.values()),
        missed=[
            activity.slug
            for activity in module.activities
            if activity.must_pass and activity.slug in marks and not marks[activity.slug].correct
        ],
    )
    return {
        "percent": found.percent,
        "needs": found.needs,
        "passed": found.passed,
        "missing": list(found.missing),
    }

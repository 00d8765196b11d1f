"""A lesson outside the server: in JupyterLab or under test, marked in-process, never recorded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from readyroom.content.load import load_course
from readyroom.content.model import Course, Module
from readyroom.errors import ResponseError, UnknownError
from readyroom.play.confidence import band
from readyroom.play.keys import Response, activity_key
from readyroom.play.marking import Mark, mark
from readyroom.widgets.recorder_client import Kept, LessonAnswer, Progress, RecorderRefused
from readyroom.widgets.result import result_of
from readyroom.widgets.sureness import asking
from readyroom.widgets.views import activity_state, activity_view, heard, module_view


def content_root(start: Path, named: str | None) -> Path:
    """The folder that was named, else the nearest one from ``start`` upwards with a course in it.

    UnknownError when there is none.
    """
    folders = [Path(named)] if named else [start, *start.parents]
    for folder in folders:
        if (folder / "course" / "course.yml").is_file():
            return folder
    raise UnknownError(
        f"No course found: {folders[0]} holds no course/course.yml"
        + ("." if named else ", nor does any folder above it.")
        + " Open the notebook inside the course's folder, or set READYROOM_CONTENT to it."
    )


class Preview:
    """A trainer's try at a module: the same answers as from the recorder, kept nowhere."""

    def __init__(self, course: Course, module: Module) -> None:
        self._course = course
        self._module = module
        self._states: dict[str, dict[str, object]] = {}
        self._marks: dict[str, Mark] = {}

    def lesson(self) -> LessonAnswer:
        """The module, with what has been answered since the notebook was started."""
        module = self._module
        return {
            "module": module_view(module),
            "attempt": 1,
            "activities": [
                asking(self._course, activity, activity_view(activity, self._course.policy))
                | {"state": self._states.get(activity.slug), "draft": None}
                for activity in module.activities
            ],
            "quizzes": {slug: list(items) for slug, items in module.quizzes.items()},
            "left_out": [],
            "progress": self._progress(),
            "place": None,
        }

    def answer(
        self, attempt: int, activity: str, response: Response, confidence: str | None = None
    ) -> Kept:
        """Marks a response; unlike on the server, the last answer to an activity stands."""
        try:
            asked, policy = self._module.activity(activity), self._course.policy
            said, given = band(confidence), heard(self._module, activity, response)
            state = activity_state(asked, activity_key(asked), given, policy, said)
            marked = mark(activity_key(asked), given)
        except KeyError:
            raise RecorderRefused("unknown", f"This module has no {activity!r}.") from None
        except ResponseError as error:
            raise RecorderRefused("bad-response", str(error)) from error
        self._states[activity] = state
        self._marks[activity] = marked
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return {"saved_utc": now, "state": state, "progress": self._progress()}

    def _progress(self) -> Progress:
        answered = sum(1 for state in self._states.values() if state["done"])
        of = len(self._module.activities)
        progress: Progress = {"answered": answered, "of": of, "finished": answered == of}
        if progress["finished"]:
            progress["result"] = result_of(self._course, self._module, self._marks)
        return progress


def preview(module_slug: str, start: Path, named: str | None) -> Preview:
    """A preview of the module, from the content folder; UnknownError when it has no such module."""
    course = load_course(content_root(start, named))
    try:
        module = course.module(module_slug)
    except KeyError:
        known = ", ".join(m.slug for m in course.modules)
        raise UnknownError(
            f"The course has no module {module_slug!r}. Its modules are: {known}."
        ) from None
    return Preview(course, module)

"""What a reader may see of an activity: before the answer (its view) and after (its state).

A view holds no key: no tone, no right option, no feedback, and of a story only its start.
Every text in it is safe HTML, except ``alt``, which is plain text for an attribute.
The recorder imports this module, so it must stay free of widget libraries.
"""

from __future__ import annotations

import re
from typing import Final

from readyroom.content.model import (
    Channel,
    Choice,
    ImageCase,
    Module,
    Passage,
    Policy,
    Register,
    RegisterRow,
    Scenario,
)
from readyroom.play.images import NO_REASON
from readyroom.play.keys import ChoiceKey, ImageKey, ScenarioKey
from readyroom.play.marking import Mark, mark
from readyroom.scenes.draw import alt, draw
from readyroom.widgets.recorder_client import ModuleInfo
from readyroom.widgets.words import block, blocks, cited, inline

View = dict[str, object]

_CUE_MARK: Final = re.compile(r' data-cue="[^"]*"')
"""The drawing marks for its own tests what a verdict hangs on: no reader's page may hold it."""

_CHANNELS: Final[dict[Channel, str]] = {
    "school-page": "school page",
    "newsletter": "newsletter",
    "press": "press",
    "personal-account": "personal account",
}
_REGISTER_HEAD: Final = [
    "Pupil",
    "Consent for",
    "Do not publish",
    "Asked not to be filmed",
    "Note",
]
_DECISIONS: Final = [
    {"id": "publish", "html": "Publish it"},
    {"id": "do-not-publish", "html": "Do not publish it"},
]
_NO_REASON: Final = {"id": NO_REASON, "html": "No rule stands against it"}


def module_view(module: Module) -> ModuleInfo:
    """What a page says of the module that it shows."""
    return ModuleInfo(
        slug=module.slug, title=module.title, summary=module.summary, minutes=module.minutes
    )


def activity_view(activity: Choice | Scenario | ImageCase, policy: Policy) -> View:
    """The activity as it is put to a reader who has not answered."""
    view: View = {
        "slug": activity.slug,
        "kind": activity.kind,
        "title": inline(activity.title),
        "points": activity.points,
        "state": None,
    }
    match activity:
        case Choice():
            view["stem"] = block(activity.stem)
            view["multiple"] = activity.multiple
            view["options"] = [{"id": o.id, "html": inline(o.text)} for o in activity.options]
        case Scenario():
            view["start"] = _step_ahead(activity.passage(activity.start))
        case ImageCase():
            view["text"] = block(activity.text)
            view["svg"] = _CUE_MARK.sub("", draw(activity.scene, prefix=activity.slug))
            view["alt"] = alt(activity.scene)
            view["description"] = block(activity.description)
            view["register"] = _register(activity.register_)
            view["decisions"] = list(_DECISIONS)
            view["reasons"] = [
                *({"id": i, "html": inline(policy.clause(i).text)} for i in activity.offer),
                _NO_REASON,
            ]
    return view


def activity_state(
    activity: Choice | Scenario | ImageCase,
    key: ChoiceKey | ScenarioKey | ImageKey,
    response: object,
    policy: Policy,
) -> View:
    """The activity after the response, with its feedback.

    ResponseError when the response is not of the activity's form. The mark comes from ``key``,
    the words from ``activity``.
    """
    marked = mark(key, response)
    state: View = {"response": response, "done": marked.complete, "feedback": None}
    match activity, key, response:
        case Choice(), ChoiceKey(), _:
            state["feedback"] = _choice_feedback(activity, marked, policy)
        case ImageCase(), ImageKey(), dict():
            state["feedback"] = _image_feedback(activity, key, response, marked, policy)
        case Scenario(), ScenarioKey(), list():
            state |= _walked(activity, response, policy)
            if marked.complete:
                state["feedback"] = _scenario_feedback(activity, response, marked)
        case _:
            raise ValueError(f"{activity.slug}: the key is of another kind of activity")
    return state


def _step_ahead(passage: Passage) -> View:
    """A passage as the reader stands before its choices."""
    return {"html": block(passage.text), "links": _links(passage)}


def _links(passage: Passage) -> list[dict[str, str]]:
    return [{"id": link.target, "label": inline(link.label)} for link in passage.links]


def _register(register: Register) -> View:
    return {
        "caption": inline(register.caption),
        "head": list(_REGISTER_HEAD),
        "rows": [_register_row(row) for row in register.rows],
    }


def _register_row(row: RegisterRow) -> list[str]:
    channels = ", ".join(_CHANNELS[channel] for channel in row.consent)
    return [
        inline(row.name),
        channels.capitalize() or "Nothing",
        "Yes" if row.do_not_publish else "No",
        "Yes" if row.refused else "No",
        inline(row.note) or "None",
    ]


def _feedback(marked: Mark, html: list[str], clauses: object) -> View:
    """The common frame of all feedback, with a heading that never says more than the mark."""
    heading = "Right" if marked.correct else "Partly right" if marked.score else "Not quite"
    return {
        "correct": marked.correct,
        "score": marked.score,
        "points": marked.points,
        "heading": heading,
        "html": html,
        "clauses": clauses,
    }


def _choice_feedback(choice: Choice, marked: Mark, policy: Policy) -> View:
    """The general words, and what there is to say of every option, chosen or not."""
    general = choice.when_right if marked.correct else choice.when_wrong
    about_options = [option.feedback for option in choice.options]
    feedback = _feedback(marked, blocks(general), cited(policy, general, *about_options))
    feedback["options"] = {
        option.id: {"right": option.correct, "html": block(option.feedback)}
        for option in choice.options
    }
    return feedback


def _image_feedback(
    case: ImageCase, key: ImageKey, response: dict[str, str], marked: Mark, policy: Policy
) -> View:
    """The words for this judgement, and the judgement that was right."""
    texts = [case.feedback.get("right" if marked.correct else "wrong", "")]
    if not marked.correct and response["reason"] != key.reason:
        texts.append(case.feedback.get(response["reason"], ""))
    decided_by = [] if key.reason == NO_REASON else [key.reason]
    feedback = _feedback(marked, blocks(*texts), cited(policy, *texts, also=decided_by))
    feedback["right"] = {"decision": key.decision, "reason": key.reason}
    return feedback


def _walked(scenario: Scenario, walk: list[str], policy: Policy) -> View:
    """Every step taken so far with its consequence, and the choices that stand ahead."""
    here = scenario.passage(scenario.start)
    steps: list[View] = []
    for slug in walk:
        label = next(link.label for link in here.links if link.target == slug)
        here = scenario.passage(slug)
        steps.append(
            {
                "label": inline(label),
                "tone": here.tone,
                "html": block(here.text),
                "clauses": cited(policy, here.text),
            }
        )
    return {"steps": steps, "next": None if here.end else {"html": "", "links": _links(here)}}


def _scenario_feedback(scenario: Scenario, walk: list[str], marked: Mark) -> View:
    """How the walk went as a whole; what each step led to is told by the steps."""
    tones = [scenario.passage(slug).tone for slug in walk]
    good = tones.count("good")
    summary = f"{good} of your {len(walk)} choices were good ones."
    if len(walk) == 1:
        summary = "Your choice was a good one." if good else "There was a better choice."
    elif good == len(walk):
        summary = f"All {len(walk)} of your choices were good ones."
    elif good == 0:
        summary = f"There was a better choice at each of the {len(walk)} steps."
    elif good == 1:
        summary = f"1 of your {len(walk)} choices was a good one."
    html = [f"<p>{summary}</p>"]
    if tones[-1] == "critical":
        html.append("<p>The story ended in a serious mistake, so it earns no points.</p>")
    return _feedback(marked, html, [])

"""What a reader may see of an activity: before the answer (its view) and after (its state).

A view holds no key: no tone, no right option, no feedback, and of a story only its start.
Every text in it is safe HTML, except ``alt``, which is plain text for an attribute.
The recorder imports this module, so it must stay free of widget libraries.
"""

from __future__ import annotations

from readyroom.content.model import (
    AnyActivity,
    Choice,
    ImageCase,
    Module,
    Policy,
    Scenario,
)
from readyroom.content.tasks import Order, Review, Rewrite, Sort
from readyroom.errors import ResponseError
from readyroom.play.confidence import Confidence
from readyroom.play.images import NO_REASON, by_id
from readyroom.play.keys import AnyKey, ChoiceKey, ImageKey, Response, ScenarioKey, right_response
from readyroom.play.marking import Mark, mark
from readyroom.widgets.frames import View, feedback_frame
from readyroom.widgets.pictureview import picture_view
from readyroom.widgets.recorder_client import ModuleInfo
from readyroom.widgets.sureness import reflected
from readyroom.widgets.taskviews import task_feedback, task_view
from readyroom.widgets.words import block, blocks, cited, inline


def module_view(module: Module) -> ModuleInfo:
    """What a page says of the module that it shows."""
    return ModuleInfo(
        slug=module.slug, title=module.title, summary=module.summary, minutes=module.minutes
    )


def activity_view(activity: AnyActivity, policy: Policy) -> View:
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
            if activity.in_order:
                view["in_order"] = True
            view["options"] = [{"id": o.id, "html": inline(o.text)} for o in activity.options]
        case Scenario():
            view["start"] = _ahead(activity, activity.start)
        case ImageCase():
            view |= picture_view(activity, policy)
        case _:
            view |= task_view(activity)
    return view


def activity_state(
    activity: AnyActivity,
    key: AnyKey,
    response: object,
    policy: Policy,
    confidence: Confidence | None = None,
) -> View:
    """The activity after the response, with its feedback.

    The response is in the log's form; of a story, the state has it in the page's form, which
    ``heard`` reads. ResponseError when it is not of the activity's form. The mark comes from
    ``key``, the words from ``activity``; ``confidence`` is how sure the reader was, if that was
    asked.
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
        case ((Sort() | Order() | Rewrite() | Review()), _, _):
            state["feedback"] = task_feedback(activity, key, response, marked, policy)
        case _:
            raise ValueError(f"{activity.slug}: the key is of another kind of activity")
    return reflected(state, activity, marked, policy, confidence)


def heard(module: Module, activity: str, response: Response) -> Response:
    """A page's response in the form in which the log stores it.

    A page names a story's passages by ids, the log by their slugs. Anything else is as it was,
    also what is no activity of the module. ResponseError for an id that the story does not have.
    """
    story = next((a for a in module.activities if a.slug == activity), None)
    if not isinstance(story, Scenario) or not isinstance(response, list):
        return response
    known = {name: passage.slug for name, passage in story.by_id().items()}
    try:
        return [known[name] for name in response]
    except (KeyError, TypeError):
        raise ResponseError(
            "The story has no such choice. Reload the page to see the choices that it has."
        ) from None


def _ahead(story: Scenario, slug: str) -> View:
    """A passage as the reader stands before its choices."""
    return {"html": block(story.passage(slug).text), "links": _links(story, slug)}


def _links(story: Scenario, slug: str) -> list[dict[str, str]]:
    """The choices of a passage by their ids, which are hashes: the order tells nothing."""
    links = [
        {"id": story.id_of(link.target), "label": inline(link.label)}
        for link in story.passage(slug).links
    ]
    return sorted(links, key=lambda link: link["id"])


def _choice_feedback(choice: Choice, marked: Mark, policy: Policy) -> View:
    """The general words, and what there is to say of every option, chosen or not."""
    general = choice.when_right if marked.correct else choice.when_wrong
    about_options = [option.feedback for option in choice.options]
    feedback = feedback_frame(marked, blocks(general), cited(policy, general, *about_options))
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
    change = by_id(case).get(response.get("change", ""))
    about_change = change.feedback if change else ""
    decided_by = [] if key.reason == NO_REASON else [key.reason]
    clauses = cited(policy, *texts, about_change, also=decided_by)
    feedback = feedback_frame(marked, blocks(*texts), clauses)
    feedback["right"] = right_response(key)
    if key.changes:
        feedback["change"] = {"html": block(about_change)}
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
    return {
        "response": [scenario.id_of(slug) for slug in walk],
        "steps": steps,
        "next": None if here.end else {"html": "", "links": _links(scenario, here.slug)},
    }


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
    if tones[-1] != "critical":
        return feedback_frame(marked, html, [])
    html.append("<p>A story that ends like this earns no points.</p>")
    return feedback_frame(marked, html, [], "The story ended in a serious mistake")

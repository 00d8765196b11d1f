"""A whole module without a mouse, from the home page to the result; less motion; 320 px."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from readyroom.content.load import load_course
from readyroom.play.keys import (
    AnyKey,
    ChoiceKey,
    ImageKey,
    ModuleKey,
    OrderKey,
    ScenarioKey,
    module_key,
    right_response,
)
from tests.learner import CHECK, PATIENCE, Learner, on_page
from tests.served import ROOT, Served, readyroom
from tests.whole_course import (
    COSTLY,
    KEYS,
    model_answers,
    of_role,
    pass_modules,
    wait_until_passed,
)

pytestmark = pytest.mark.browser

TASKS = ROOT / "tests" / "courses" / "tasks"
FAR = 300
"""Presses of the Tab key after which a thing counts as out of reach."""


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The mini-course with an activity of every kind, served."""
    data: Path = tmp_path_factory.mktemp("tasks") / "var"
    readyroom("people", "import", str(ROOT / "grading/roster.example.csv"), "--data", str(data))
    with Served(data, content=TASKS) as served:
        yield served


class Keys:
    """A learner's keyboard. Nothing here moves the focus but keys that a reader presses."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.page = learner.page

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    def on(self, target: Locator) -> bool:
        """Whether the focus is on the target."""
        return bool(target.evaluate("element => element === document.activeElement"))

    def tab_to(self, target: Locator) -> None:
        """Presses Tab until the focus is on the target, which then has to look different."""
        before = target.evaluate(LOOK)
        if self.on(target):
            return
        for _ in range(FAR):
            self.press("Tab")
            if self.on(target):
                break
        assert self.on(target), f"Tab never comes to {target}"
        assert target.evaluate(LOOK) != before, "the focus cannot be seen"

    def tab_into(self, group: Locator) -> None:
        """Presses Tab until the focus is on a radio button of the group."""
        for _ in range(FAR):
            if group.evaluate("group => group.contains(document.activeElement)"):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never comes into {group}")

    def pick(self, option: Locator) -> None:
        """Chooses a radio button with the arrows of its group."""
        self.tab_into(option.locator("xpath=ancestor::fieldset[1]"))
        self.press("Space")
        for _ in range(12):
            if option.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError("no arrow comes to the option")

    def tick(self, option: Locator) -> None:
        self.tab_to(option)
        self.press("Space")
        assert option.is_checked()

    def check(self, slug: str) -> None:
        """Comes to the button, presses it, and stays near with the focus."""
        section = self.learner.activity(slug)
        before = section.inner_text()
        self.tab_to(section.get_by_role("button", name=CHECK))
        self.press("Enter")
        self.page.wait_for_function(
            "([slug, before]) => document.getElementById('activity-' + slug).innerText !== before",
            arg=[slug, before],
            timeout=PATIENCE,
        )
        assert section.evaluate("section => section.contains(document.activeElement)")


LOOK = """element => {
  const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } =
    getComputedStyle(element);
  const label = element.labels?.[0] && getComputedStyle(element.labels[0], "::before");
  const row = element.closest(".rr-option") && getComputedStyle(element.closest(".rr-option"));
  return JSON.stringify([
    outlineStyle === "none" ? "" : [outlineWidth, outlineColor],
    boxShadow, backgroundColor, label?.boxShadow, label?.outlineStyle, row?.outlineStyle,
  ]);
}"""


def answer(keys: Keys, key: AnyKey) -> None:
    """Answers one activity rightly, as its key says."""
    section = keys.learner.activity(key.slug)
    response = right_response(key)
    match key:
        case ScenarioKey():
            for step in on_page(key.slug, response):
                keys.pick(section.locator(f'input[value="{step}"]:enabled'))
                keys.check(key.slug)
            return
        case OrderKey():
            put_in_order(keys, section, list(response))
        case ChoiceKey(multiple=True):
            # In the order of the page, which is another for everybody.
            values = section.locator("input[type=checkbox]").evaluate_all(
                "all => all.map(input => input.value)"
            )
            for option in sorted(response, key=values.index):
                keys.tick(section.locator(f"#activity-{key.slug}-answer-{option}"))
        case ChoiceKey():
            keys.pick(section.locator(f"#activity-{key.slug}-answer-{response}"))
        case _:
            assert isinstance(response, dict)
            # In the order of the page, as somebody does who cannot jump about.
            wanted = {name_of(key, part): value for part, value in response.items()}
            names = section.locator("input[type=radio]").evaluate_all(
                "all => [...new Set(all.map(input => input.name))]"
            )
            for name in names:
                short = name.removeprefix(f"activity-{key.slug}-")
                if short in wanted:
                    keys.pick(section.locator(f'[id="{name}-{wanted[short]}"]'))
    keys.check(key.slug)


def name_of(key: AnyKey, part: str) -> str:
    """How the page names the radio buttons for a part of a response."""
    if isinstance(key, ImageKey) or part == "decision":
        return part
    return {"sort": "item-", "rewrite": "spot-", "review": "part-"}[key.kind] + part


def put_in_order(keys: Keys, section: Locator, steps: list[str]) -> None:
    items = section.locator("li[data-step]")
    for place, step in enumerate(steps):
        item = section.locator(f'li[data-step="{step}"]')
        if items.nth(place).get_attribute("data-step") == step:
            continue
        up = item.get_by_role("button", name="Move up")
        back_to(keys, items.first.get_by_role("button").first)
        keys.tab_to(up)
        while items.nth(place).get_attribute("data-step") != step:
            keys.press("Enter")


def back_to(keys: Keys, target: Locator) -> None:
    """Goes back with Shift and Tab, to above the steps; there is nothing to skip over."""
    for _ in range(FAR):
        if target.evaluate(
            "(target) => !!(document.activeElement.compareDocumentPosition(target)"
            " & Node.DOCUMENT_POSITION_FOLLOWING)"
        ):
            return
        keys.press("Shift+Tab")


def walk_through(keys: Keys, key: ModuleKey) -> None:
    """From the lesson's start on the home page through everything it asks, back to the home page.

    Nothing but keys, and everything answered rightly.
    """
    learner, page = keys.learner, keys.page
    keys.tab_to(page.get_by_role("link", name=f"Start: {key.title}").first)
    keys.press("Enter")
    learner.wait_until_ready()
    for slug in learner.asked():
        answer(keys, key.activity(slug))
    summary = page.locator("#summary")
    expect(summary).to_contain_text("You have answered everything", timeout=PATIENCE)
    expect(summary.get_by_role("status")).to_contain_text("You scored ")
    keys.tab_to(summary.get_by_role("link", name="See it in My training"))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="My training", level=1)).to_be_visible()


def test_a_whole_training_is_done_with_the_keyboard_alone(browser: Browser, tasks: Served) -> None:
    (module,) = load_course(TASKS).modules
    with Learner(browser, tasks, "nina-frost") as nina:
        walk_through(Keys(nina), module_key(module))
        expect(nina.page.locator("main")).to_contain_text("You have completed your training")


def test_the_last_module_and_the_declaration_are_done_with_the_keyboard_alone(
    browser: Browser, served: Served
) -> None:
    rest = [slug for slug in of_role("volunteer") if slug != "pictures"]
    pass_modules(served.data, "wendy-price", rest, at=datetime.now(UTC))
    with Learner(browser, served, "wendy-price") as wendy:
        wendy.page.goto(served.url)
        keys = Keys(wendy)
        walk_through(keys, KEYS["pictures"])
        wait_until_passed(wendy)
        keys.tab_to(wendy.page.get_by_role("link", name="Make your declaration").first)
        keys.press("Enter")
        keys.tick(wendy.page.get_by_role("checkbox", name="I declare this"))
        keys.tab_to(wendy.page.get_by_role("button", name="Declare it"))
        keys.press("Enter")
        expect(wendy.page.locator("main")).to_contain_text("You have completed your training")


def test_who_asked_for_less_motion_gets_none(browser: Browser, tasks: Served) -> None:
    moving = """[...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          const times = `${style.transitionDuration},${style.animationDuration}`.split(",");
          return times.some((time) => parseFloat(time) > 0.01) || style.scrollBehavior === "smooth";
        }).length"""
    with Learner(browser, tasks, "kofi-mensah") as kofi:
        kofi.page.emulate_media(reduced_motion="reduce")
        kofi.open(load_course(TASKS).modules[0].slug)
        assert kofi.page.evaluate(moving) == 0


def test_a_whole_lesson_fits_a_phone_of_320_pixels(browser: Browser, served: Served) -> None:
    """320 px is also what 1280 px are at 400 % zoom (WCAG 1.4.10)."""
    with Learner(browser, served, "amira-shah", width=320) as learner:
        for module in COSTLY:
            learner.open(module)
            assert overhang(learner) == 0, module
            learner.answer_all(model_answers(module))
            assert overhang(learner) == 0, f"{module}, answered"


def overhang(learner: Learner) -> int:
    """By how many pixels the page is wider than the window."""
    return int(
        learner.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )

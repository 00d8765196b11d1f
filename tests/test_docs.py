"""The documentation says what there is: commands, targets, files, one environment."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from readyroom.cli import main
from readyroom.content.load import load_course
from readyroom.content.model import Role
from readyroom.scenes.model import Figure

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
OPTIONS = ("--data", "--port", "--no-browser", "--hours", "--watch", "--format", "-o")

# Put together from parts, so that this file passes its own test.
HOSTS = tuple(".".join(parts) for parts in (
    ("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"),
    ("registry", "yarnpkg", "com"), ("conda", "anaconda", "org"), ("deb", "debian", "org"),
))  # fmt: skip
FOLDERS_OF_A_MACHINE = re.compile(
    "|".join(rf"(?<![\w.~>])/{name}/\w" for name in ("home", "root", "work", "Users", "mnt", "srv"))
)


@cache
def tracked() -> tuple[str, ...]:
    """Every file that is in the repository, or would be with the next commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return tuple(name for name in done.stdout.split("\0") if name and (ROOT / name).is_file())


def texts(ending: str = "") -> Iterator[tuple[str, str]]:
    """The text files whose names end so, with what they hold."""
    for name in tracked():
        if name.endswith(ending):
            raw = (ROOT / name).read_bytes()
            if b"\0" not in raw:
                yield name, raw.decode("utf-8")


def commands(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    """Every command below this one, with the words that call it."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, (*words, name))
    else:
        yield " ".join(words), command


COMMANDS = dict(commands(main, ("readyroom",)))
TABLE = {line.split("`")[1]: line for line in README.splitlines() if line.startswith("| `ready")}
TARGETS = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[0].split()
SNIPPETS = [
    line.strip()
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if "readyroom " in line
]


def test_the_readme_and_the_command_line_have_the_same_commands() -> None:
    named = [re.split(r" (?=[\[A-Z])", words)[0] for words in TABLE]
    assert sorted(named) == sorted(COMMANDS)


@pytest.mark.parametrize("option", OPTIONS)
def test_the_readme_shows_the_options_that_people_need(option: str) -> None:
    assert any(option in parameter.opts for c in COMMANDS.values() for parameter in c.params)
    assert re.search(rf"(?<![\w-]){option}\b", README)


@pytest.mark.parametrize("words", TABLE)
def test_a_command_takes_the_options_that_the_readme_shows(words: str) -> None:
    command = COMMANDS[re.split(r" (?=[\[A-Z])", words)[0]]
    taken = {name for parameter in command.params for name in parameter.opts}
    assert set(re.findall(r"(?<=[\[ ])--?[a-z][a-z-]*", words)) <= taken


def test_every_command_says_in_its_help_what_it_does() -> None:
    for words, command in COMMANDS.items():
        answer = CliRunner().invoke(main, [*words.split()[1:], "--help"])
        assert answer.exit_code == 0, words
        assert command.help, words


def test_the_readme_knows_every_make_target() -> None:
    named = re.findall(r"`make(?: ([a-z]+))?`", README)
    assert set(TARGETS) == {name for name in named if name}


def test_make_help_shows_every_target() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert re.findall(r"^make ([a-z]+)", done.stdout, re.MULTILINE) == TARGETS


def test_every_make_target_in_a_text_exists() -> None:
    for name, text in texts(".md"):
        for target in re.findall(r"`make ([a-z]+)`", text):
            assert target in TARGETS, f"{name}: make {target}"


def test_every_relative_link_leads_to_a_file() -> None:
    broken = []
    for name, text in texts(".md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.S)):
            if re.match(r"[a-z]+:|#", target):
                continue
            if not ((ROOT / name).parent / target.split("#")[0]).exists():
                broken.append(f"{name}: {target}")
    assert broken == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "doc" / "decisions"
    listed = set(re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text()))
    assert listed == {path.name for path in folder.glob("0*.md")}


def test_the_readme_has_snippets() -> None:
    assert SNIPPETS


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_of_the_readme_calls_a_command_that_is_there(snippet: str) -> None:
    words = snippet.split("readyroom ", 1)[1].split()
    verbs = []
    command: click.Command = main
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        verbs.append(words.pop(0))
        command = command.commands[verbs[-1]]
    assert not isinstance(command, click.Group), snippet
    assert {w for w in words if w.startswith("-")} <= {n for p in command.params for n in p.opts}
    assert CliRunner().invoke(main, [*verbs, "--help"]).exit_code == 0


def test_the_conda_environment_is_the_one_of_pyproject() -> None:
    conda = YAML(typ="safe").load(ROOT / "environment.yml")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python, pip, rest = conda["dependencies"]
    assert (conda["name"], pip, rest) == (project["name"], "pip", {"pip": ["-e ."]})
    assert python.replace(" ", "") == f"python{project['requires-python']}"


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = {name for name, text in texts() if FOLDERS_OF_A_MACHINE.search(text)}
    assert found == set()


def test_no_file_but_the_lock_file_names_a_registry() -> None:
    found = {name for name, text in texts() for host in HOSTS if host in text}
    assert found <= {"uv.lock"}


def test_the_lock_files_hold_standard_addresses_only() -> None:
    addresses = re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text(encoding="utf-8"))
    assert set(addresses) == set(HOSTS[:2])
    locks = [text for name, text in texts("package-lock.json")]
    assert len(locks) == 1
    assert '"resolved"' not in locks[0]


def test_the_scenarios_readme_lists_every_word_for_a_figure() -> None:
    text = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (`[^|]+`) \| (.+) \|$", text.split("words for a scene")[1], re.M))
    listed = {key: words for keys, words in rows.items() for key in re.findall(r"`(\w+)`", keys)}
    fields = set(Figure.model_fields) - {"id"}
    assert set(listed) == fields
    for name in fields:
        words = list(choices(Figure.model_fields[name].annotation))
        place = text if "red" in words else listed[name]  # the colours stand below the table
        if name != "skin":  # from a to e
            assert [word for word in words if f"`{word}`" not in place] == [], name


def choices(annotation: object) -> Iterator[str]:
    """The words that an annotation allows, those of its parts included."""
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from choices(part)


def test_the_readme_counts_what_the_course_holds() -> None:
    course = load_course(ROOT)
    kinds = Counter(a.kind for module in course.modules for a in module.activities)
    tasks = sum(kinds[kind] for kind in ("sort", "order", "rewrite", "review"))
    (paragraph,) = [line for line in README.splitlines() if line.startswith("The course covers")]
    assert (
        f"{kinds['scenario']} branching stories, {kinds['image']} drawn pictures, {tasks} tasks "
        f"and {kinds['choice']} questions"
    ) in paragraph
    words = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ]
    assert f"in {words[len(course.modules)]} modules" in paragraph
    takes = {role: words[len(course.modules_for(role))] for role in get_args(Role)}
    assert f"Staff take {takes['staff']} of them, volunteers {takes['volunteer']}" in paragraph
    assert f"parents who run an account {takes['parent']}" in paragraph
    assert takes["leader"] == takes["administrator"]
    assert f"heads and account administrators {takes['leader']} each" in paragraph
    assert f"the support team {takes['support']}:" in paragraph

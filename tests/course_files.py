"""A whole course as files, small enough to read at a glance, to change in one place a test."""

from __future__ import annotations

from pathlib import Path

from readyroom.content.load import read_course
from readyroom.play.check import check

COURSE = """\
title: Small training
trust: Ash Tree Trust
contact: office@ashtree.example
version: "1.0"
timezone: Europe/London
pass:
  percent: 80
  valid-months: 24
modules:
  - slug: small
    title: Small lesson
    summary: One of each kind.
    minutes: 5
    roles: [staff]
    activities:
      - scenario: fair
      - image: maya
      - quiz: basics
checks:
  items-per-clause: 1
"""
POLICY = """\
title: Policy
version: "2026-09"
adopted: 2026-09-01
next-review: 2028-09-01
clauses:
  - {id: IMG-1, section: Images, text: Ask first., binds: [staff], must-pass: true}
  - {id: IMG-2, section: Images, text: A no is enough., binds: [staff]}
  - {id: IMG-7, section: Images, text: Mind the list., binds: [staff]}
"""
STORY = """\
:: StoryTitle
The fair

:: StoryData
{"ifid": "3B6D2F18-94C7-4E0A-8F21-5D7A60C9B3E2", "start": "Start"}

:: Start
A photo arrives.

[[Ask->Asked]]
[[Post it->Posted]]

:: Asked [good end]
They say yes [IMG-1].

:: Posted [critical end]
They never said yes [IMG-1].
"""
IMAGE = """\
title: Maya
text: May this go up?
channel: school-page
scene:
  place: field
  figures:
    - {id: maya, pose: wave}
register:
  caption: Consent register
  rows:
    - {person: maya, name: Maya, consent: [school-page], do-not-publish: true}
offer: [IMG-7, IMG-1, IMG-2]
feedback:
  right: She is on the list [IMG-7].
  wrong: Read her row again.
"""
QUIZ = """\
---
clauses: [IMG-1]
must-pass: [Who asks]
---
Quiz title: Basics

Title: Who asks
1.  Who asks for permission?
a)  Nobody
... Somebody has to [IMG-1].
*b) We do
... Yes [IMG-1].
"""
NOTEBOOK = """\
{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "lesson",
   "metadata": {},
   "outputs": [],
   "source": [
    "from readyroom.widgets.lesson import Lesson\\n",
    "\\n",
    "lesson = Lesson(\\"small\\")"
   ]
  },
  {
   "cell_type": "markdown",
   "id": "words",
   "metadata": {},
   "source": "Ask first [IMG-1]."
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "fair",
   "metadata": {},
   "outputs": [],
   "source": "lesson.scenario(\\"fair\\")"
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "maya",
   "metadata": {},
   "outputs": [],
   "source": "lesson.image(\\"maya\\")"
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "basics",
   "metadata": {},
   "outputs": [],
   "source": "lesson.quiz(\\"basics\\")"
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "end",
   "metadata": {},
   "outputs": [],
   "source": "lesson.summary()"
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3",
   "language": "python",
   "name": "python3"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
"""
HELP = "# Help\n\nAsk us.\n"
PRIVACY = "# Privacy\n\nWe keep what you answer.\n"
ACCESSIBILITY = "# Accessibility\n\nTell us what does not work.\n"
FILES = {
    "course/course.yml": COURSE,
    "course/policy.yml": POLICY,
    "course/small/small.ipynb": NOTEBOOK,
    "course/pages/help.md": HELP,
    "course/pages/privacy.md": PRIVACY,
    "course/pages/accessibility.md": ACCESSIBILITY,
    "scenarios/branching/fair.twee": STORY,
    "scenarios/images/maya.yml": IMAGE,
    "quizzes/basics.md": QUIZ,
}


def write_course(root: Path, changed: dict[str, str | None] | None = None) -> Path:
    """Writes the small course with some files changed, added or (None) left out."""
    for file, text in (FILES | (changed or {})).items():
        if text is not None:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text, encoding="utf-8")
    return root


def faults(root: Path, file: str, text: str | None) -> list[str]:
    """The faults of the small course with one file changed, as they are printed."""
    return [str(fault) for fault in check(read_course(write_course(root, {file: text})))]


def faults_after(root: Path, file: str, old: str, new: str) -> list[str]:
    """The faults of the small course with some words of a file replaced."""
    assert FILES[file].count(old) == 1, f"{old!r} stands {FILES[file].count(old)} times in {file}"
    return faults(root, file, FILES[file].replace(old, new))

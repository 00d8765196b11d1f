"""Reading the quiz, by us and by text2qti (which also renders it), and checking the course."""

from __future__ import annotations

from text2qti.config import Config
from text2qti.quiz import Quiz

from benchmarks.measure import ROOT, seconds, show
from readyroom.content.load import read_course
from readyroom.content.quiz import body_of, read_quiz
from readyroom.content.source import Faults, read_source
from readyroom.play.check import checked

FILE = "quizzes/pictures.md"
TIMES = 15


def run() -> None:
    """Reads the same file by both in turn, then the whole course."""
    source = read_source(ROOT, FILE, Faults(FILE))
    assert source is not None
    body = body_of(source).text
    ours, theirs = [], []
    for _ in range(TIMES):
        ours.append(1000 * seconds(lambda: read_quiz(source, Faults(FILE))))
        theirs.append(1000 * seconds(lambda: Quiz(body, config=Config())))
    show("ms", {"readyroom's reader": ours, "text2qti's reader": theirs})
    print()
    check = [1000 * seconds(lambda: checked(read_course(ROOT))) for _ in range(5)]
    show("ms", {"readyroom course check, without its start": check})

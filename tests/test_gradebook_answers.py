"""The answer cell: responses as data, read without running anything."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readyroom.errors import GradeError
from readyroom.gradebook.answers import answer_source, parse_answer

HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=5),
        st.sampled_from(["'", '"', "\\", "\n", "\r", "\0", "{", "%", "\u2028", "\ud800", "`", "#"]),
        st.sampled_from(["'''", '"""', "\\N{", "\\x", "</script>", "import os", "\u202e"]),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(HOSTILE)
def test_whatever_a_response_holds_comes_back_unchanged(text: str) -> None:
    responses = {"one": text, "two": [text], text: {"decision": text}}
    source = answer_source(responses)
    assert source.isascii()
    assert len(source.splitlines()) == 2
    assert parse_answer(source) == responses


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
def test_the_answer_cell_means_the_same_to_a_kernel(text: str) -> None:
    names: dict[str, object] = {}
    exec(answer_source({"one": text}), names)  # noqa: S102
    assert names["RESPONSES"] == {"one": text}


@pytest.mark.parametrize(
    "source", ["RESPONSES = {}", "import json\nRESPONSES = {}", "import json\nRESPONSES = {}\n# x"]
)
def test_the_stub_is_an_empty_record(source: str) -> None:
    assert parse_answer(source) == {}


@pytest.mark.parametrize(
    "source",
    [
        "",
        "import json",
        "RESPONSES = {'who-asks': 'b'}",
        "RESPONSES = json.loads(open('/etc/passwd').read())",
        "RESPONSES = __import__('os').system('id')",
        "import os\nRESPONSES = json.loads('{}')",
        "import json as os\nRESPONSES = json.loads('{}')",
        "import json, os\nRESPONSES = json.loads('{}')",
        "import json\nimport json\nRESPONSES = json.loads('{}')",
        "import json\nRESPONSES = json.loads('{}')\nx = 1",
        "import json\nRESPONSES = json.loads('{}', object_hook=print)",
        "import json\nRESPONSES = json.loads(*['{}'])",
        "import json\nRESPONSES = json.loads(b'{}')",
        "import json\nRESPONSES = json.loads('[1]')",
        "import json\nRESPONSES = json.loads('{')",
        "import json\nRESPONSES = OTHER = {}",
        "import json\nRESPONSES: dict = {}",
        "import json\nANSWERS = {}",
        "RESPONSES = {**{}}",
        "RESPONSES = (",
        "RESPONSES = json.loads('" + "[" * 5000 + "')",
        "RESPONSES = " + "(" * 5000,
        "RESPONSES = {}\0",
        "#" + "x" * 1_000_000,
    ],
)
def test_an_answer_cell_that_is_more_than_data_is_refused(source: str) -> None:
    with pytest.raises(GradeError, match="answer cell"):
        parse_answer(source)

"""E-mail addresses in a line of text become links."""

from __future__ import annotations

import pytest

from readyroom.server.mailed import mailed


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("the office", "the office"),
        ("a.b@hill.example", '<a href="mailto:a.b@hill.example">a.b@hill.example</a>'),
        (
            "Ann (ann@hill.example), or ben@dale.example.",
            'Ann (<a href="mailto:ann@hill.example">ann@hill.example</a>), or '
            '<a href="mailto:ben@dale.example">ben@dale.example</a>.',
        ),
        ("ann@localhost", "ann@localhost"),
        (
            '<b title="x">Ann & Ben</b> a@b.example"><script>',
            "&lt;b title=&#34;x&#34;&gt;Ann &amp; Ben&lt;/b&gt; "
            '<a href="mailto:a@b.example">a@b.example</a>&#34;&gt;&lt;script&gt;',
        ),
    ],
)
def test_an_address_is_a_link_and_the_rest_is_escaped(text: str, html: str) -> None:
    assert str(mailed(text)) == html

"""A task of each kind as a file, small enough to read at a glance."""

from __future__ import annotations

SORT = """\
kind: sort
title: Three piles
stem: Where does each go?
piles:
  - {id: post, name: Post it}
  - {id: ask, name: Ask first}
items:
  - {text: A duck, pile: post, feedback: Nobody is in it.}
  - text: A stranger
    pile: ask
    feedback: Ask first [IMG-1].
  - {text: A pond, pile: post, feedback: Nobody is in it.}
when-right: Sorted.
when-wrong: Look again.
must-pass: true
"""
ORDER = """\
kind: order
title: Three steps
stem: In which order?
steps:
  - {text: Ask, feedback: "First [IMG-1]."}
  - text: Write
  - text: Describe
    with-previous: true
  - text: Post
when-right: In order.
when-wrong: Ask first.
points: 3
"""
REWRITE = """\
kind: rewrite
title: A draft
stem: Put it better.
shown: post
author: Pond School
text: Look! {{who}} fell in.
spots:
  - id: who
    wordings:
      - {text: Tom Abel, feedback: A full name.}
      - text: Somebody
        good: true
        feedback: No name [IMG-1].
      - {text: One of the twins, feedback: There is one pair of them.}
when-right: Better.
when-wrong: Read it as his mother.
"""
REVIEW = """\
kind: review
title: An account
stem: Is it ready?
account: "@pond"
applicant: Mr Reed
parts:
  - {id: why, name: Why, text: To show ducks., enough: true, feedback: It says why.}
  - {id: who, name: Who, enough: false, feedback: "Nobody is named [IMG-1]."}
  - {id: when, name: When, text: Weekly., enough: true, feedback: It says when.}
when-right: Sent back.
when-wrong: Read again.
"""
TASKS = {"sort": SORT, "order": ORDER, "rewrite": REWRITE, "review": REVIEW}

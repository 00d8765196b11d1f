"""The record: nbgrader's submissions, grades and gradebook, projected from the log.

Importing this package does not import nbgrader. What reads results (``results``,
``completions``, ``export``) never does, so that the web server can use it cheaply.
"""

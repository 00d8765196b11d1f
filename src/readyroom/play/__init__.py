"""The rules: marking a response, walking a story, judging a picture, completing a course.

Nothing here reads a file, a clock or a random number.
"""

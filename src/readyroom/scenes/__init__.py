"""Draws a scene spec as SVG, and tells it in words. Imports nothing of ours."""

from __future__ import annotations

from readyroom.scenes.describe import alt, describe
from readyroom.scenes.draw import cues, draw
from readyroom.scenes.model import Bib, Figure, Scene

__all__ = ["Bib", "Figure", "Scene", "alt", "cues", "describe", "draw"]

"""Draws a scene spec as SVG, with its alternative text. Imports nothing of ours."""

from __future__ import annotations

from readyroom.scenes.draw import alt, draw
from readyroom.scenes.model import Bib, Figure, Scene

__all__ = ["Bib", "Figure", "Scene", "alt", "draw"]

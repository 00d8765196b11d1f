"""What a lesson's template is told: whose page it is, where it stands in the course, its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import JupyterHandler
from nbformat import NotebookNode

from readyroom.server.mailed import mailed
from readyroom.server.outline import ModuleOutline, Outline
from readyroom.widgets.prose import lesson_prose

if TYPE_CHECKING:
    from readyroom.server.app import Services


def describe_page(handler: JupyterHandler, notebook: NotebookNode, cwd: str) -> NotebookNode:
    """Tells the template whose page it renders, of which course and module."""
    services: Services = handler.settings["readyroom"]
    course, module = services.course, handler.module
    texts = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    htmls, sections = lesson_prose(cell.source for cell in texts)
    for cell, html in zip(texts, htmls, strict=True):
        cell.metadata["html"] = html
    notebook.metadata["title"] = module.title
    notebook.metadata["readyroom"] = {
        "trust": course.trust,
        "course": course.title,
        "contact": course.contact,
        "contact_html": str(mailed(course.contact)),
        "timezone": course.timezone,
        "home": handler.base_url,
        "minutes": module.minutes,
        "sections": [{"id": section.id, "html": section.html} for section in sections],
        "static": services.all_static(),
        "header": handler.rendered("_header.html"),
        "footer": handler.rendered("_footer.html"),
        "place": place_in_course(course, module, handler.person.role),
        "renews": _rules(course, handler.renews, handler.person.role),
    }
    return notebook


def place_in_course(course: Outline, module: ModuleOutline, role: str) -> dict[str, Any] | None:
    """Where the module stands among those of a role; None for one that the role need not take."""
    mine = [other for other in course.modules if role in other.roles]
    if module not in mine:
        return None
    at = mine.index(module)
    before, after = mine[:at], mine[at + 1 :]
    return {
        "number": at + 1,
        "of": len(mine),
        "previous": _link(before[-1]) if before else None,
        "next": _link(after[0]) if after else None,
    }


def _rules(course: Outline, clauses: Sequence[str], role: str) -> list[dict[str, str]]:
    """The rules that are all that the page asks about, as ``id`` and safe ``html``."""
    return [
        {"id": id_, "html": html}
        for section in course.sections[role]
        for id_, html in section.clauses
        if id_ in clauses
    ]


def _link(module: ModuleOutline) -> dict[str, str]:
    return {"slug": module.slug, "title": module.title}

"""A lesson's page, rendered by Voilà with a kernel lent to the one who asks for it."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import nbformat
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from jupyter_core.utils import ensure_async
from nbformat import NotebookNode
from tornado import web
from tornado.iostream import StreamClosedError
from voila.notebook_renderer import NotebookRenderer
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from readyroom.play.choices import as_choices
from readyroom.server.handlers import Friendly, Page
from readyroom.server.link import RecorderDown
from readyroom.server.mailed import mailed
from readyroom.server.outline import ModuleOutline

OLDEST_DRAFT: Final = 24 * 60 * 60 * 1000
"""Milliseconds that a draft may have been on its way: no session lasts longer."""


def find_module(handler: Any, slug: str) -> ModuleOutline:
    """The module of that slug; a 404 that names the reader's modules."""
    role = handler.reader.role
    theirs = [module for module in handler.services.course.modules if module.open_to(role)]
    for module in theirs:
        if module.slug == slug:
            return module
    titles = ", ".join(module.title for module in theirs)
    message = f"You have no module called “{slug[:40]}”. Yours are: {titles}."
    raise web.HTTPError(HTTPStatus.NOT_FOUND, message.replace("%", "%%"))


class LessonRenderer(NotebookRenderer):
    """Renders a notebook of the course, read straight from its file."""

    async def load_notebook(self, path: str) -> NotebookNode:
        """The notebook, to be run by this environment's own Python."""
        file = self.request_handler.services.content / "course" / path
        notebook = nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)
        notebook.metadata["kernelspec"] = {
            "name": NATIVE_KERNEL_NAME,
            "display_name": "Python",
            "language": "python",
        }
        return notebook


class LessonPage(Friendly, TornadoVoilaHandler):
    """A module as its notebook shows it. Only a visit to the page itself starts a kernel."""

    module: ModuleOutline
    lent: str | None = None
    renews: Sequence[str] = ()

    def get_login_url(self) -> str:
        """Where somebody who is not signed in is sent."""
        return str(self.base_url) + "sign-in"

    @web.authenticated
    async def get(self, slug: str) -> None:
        """Renders the lesson; another site's link gets a Start button first."""
        self.module = find_module(self, slug)
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            self.show("start.html", module=self.module)
            return
        self.renews = await self._renews(slug)
        self.xsrf_token  # noqa: B018  sets the cookie that the closing tab's beacon needs
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        try:
            async for html in self._render(f"{slug}/{slug}.ipynb"):
                self.write(html)
                await self.flush()
        except StreamClosedError:  # the reader has gone before the page was whole
            await self._end_kernel()
        except Exception as error:
            await self._end_kernel()
            if not self._headers_written:
                raise
            self.finish(self._apology(error))

    async def _renews(self, slug: str) -> list[str]:
        """The clauses that the reader's attempt asks about, where it does not ask everything."""
        progress = await self.services.recorder.progress(self.current_user.username, slug)
        renews: list[str] = progress[slug]["renews"]
        return renews

    async def _end_kernel(self) -> None:
        """Ends the kernel of a page that nobody will use."""
        if self.lent is not None and self.kernel_manager.lent_to(self.lent):
            await self.kernel_manager.shutdown_kernel(self.lent, now=True)

    def _apology(self, error: Exception) -> str:
        """The end of a page whose kernel failed half-way: what to do, and a reference code."""
        reference = secrets.token_hex(4)
        self.log.error("Reference %s: %s while a lesson was rendered", reference, error)
        contact = mailed(self.services.course.contact)
        return (
            '<div class="warning cell-failed" role="alert">'
            "<p>The lesson could not be prepared. Your checked answers are safe. Reload this page. "
            f"If it happens again, tell {contact} this reference: {reference}.</p>"
            '<p><a class="button" href="">Reload this page</a></p></div></main></div></body></html>'
        )

    async def _render(self, notebook: str) -> AsyncIterator[str]:
        """The page in pieces, as the template yields them.

        Voilà's own generator waits for ever when its template or its kernel fails; here an
        error is an error.
        """
        renderer = LessonRenderer(
            request_handler=self,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.traitlet_config,
            notebook_path=notebook,
            template_paths=self.template_paths,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            base_url=self.base_url,
            kernel_spec_manager=self.kernel_spec_manager,
            page_config={},
        )
        await renderer.initialize()
        kernels = self.kernel_manager
        kernel = await kernels.start_kernel(
            kernel_name=NATIVE_KERNEL_NAME, path=str(Path(notebook).parent)
        )
        self.lent = kernel
        page = renderer.generate_content_generator(kernel, kernels.get_kernel(kernel))
        async for html, _resources in page:
            yield html


class Again(Page):
    """Begins a finished module again."""

    @web.authenticated
    async def post(self, slug: str) -> None:
        """A new attempt; nothing of the old one is lost."""
        module = find_module(self, slug)
        await self.services.recorder.restart(self.current_user.username, module.slug)
        self.redirect(f"{self.base_url}learn/{module.slug}")


class KeepDraft(Page):
    """Takes what is chosen and not checked yet, also from a page that is just being left."""

    @web.authenticated
    async def post(self, slug: str) -> None:
        """A 204, also for a draft that has become stale; a 400 for what is no draft.

        A 202 says that it could not be stored yet: the page sends it again.
        """
        module = find_module(self, slug)
        activity, tag = self.get_body_argument("activity"), self.get_body_argument("tag")
        try:
            choices = as_choices(json.loads(self.get_body_argument("choices")))
            age = int(self.get_body_argument("age"))
        except (ValueError, RecursionError):
            raise web.HTTPError(HTTPStatus.BAD_REQUEST) from None
        if choices is None or not 0 <= age <= OLDEST_DRAFT:
            raise web.HTTPError(HTTPStatus.BAD_REQUEST)
        person = self.current_user.username
        try:
            await self.services.recorder.draft(
                person, module.slug, activity, tag=tag, choices=choices, age=age
            )
        except RecorderDown:
            self.set_status(HTTPStatus.ACCEPTED)
        else:
            self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()


class KernelStatus(Page):
    """Tells a page that has lost its line whether its kernel is still there."""

    @web.authenticated
    def get(self, kernel_id: str) -> None:
        """An empty object when the kernel is lent to the one who asks, a 404 otherwise."""
        if self.kernel_manager.lent_to(kernel_id) != self.current_user.username:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.finish({})


class KernelChannels(VoilaKernelWebsocketHandler):
    """The websocket between a page and its kernel; the kernel manager knows who listens."""

    async def open(self, kernel_id: str) -> None:
        """Connects the page to its kernel."""
        self.kernel_manager.pages.setdefault(kernel_id, set()).add(self)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """Forgets the page."""
        self.kernel_manager.pages.get(self.kernel_id, set()).discard(self)
        super().on_close()

    def write_error(self, status_code: int, **details: Any) -> None:
        """Nothing but the status: no browser shows the body of a failed handshake."""
        self.finish()


class EndKernel(VoilaShutdownKernelHandler):
    """Ends a kernel when its page is closed; only for the one to whom it is lent."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """A 204, also when the kernel has ended already."""
        if self.kernel_manager.lent_to(kernel_id) != self.current_user.username:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id, now=True))
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()

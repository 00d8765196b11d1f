"""What every page of ours has in common: who is asking, our templates, friendly errors."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from jupyter_server.base.handlers import JupyterHandler
from markupsafe import Markup
from tornado import web

from readyroom.records.people import Person
from readyroom.server.link import RecorderDown

if TYPE_CHECKING:
    from readyroom.server.app import Services

_SAID: Final = {
    400: ("This address is not complete", "Open the link from your message again, as a whole."),
    403: ("You can't open this page", "It belongs to somebody else, or to another role."),
    404: ("There is no such page", "The address may be mistyped, or the page has moved."),
    405: ("There is no such page", "The address may be mistyped, or the page has moved."),
    503: (
        "The training room is full",
        "Everybody's place is taken just now. Try again in a minute; your answers are safe.",
    ),
}
_NO_COOKIE: Final = (
    "Please try that again",
    "The form had gone stale, or your browser did not keep our cookie. Go back, reload the page "
    "and send it once more. If that does not help, allow cookies for this site.",
)
_FAILED: Final = (
    "Something went wrong on our side",
    "Your checked answers are safe. Try again in a minute.",
)


class Friendly:
    """A handler that shows people a page of ours, whatever happens."""

    person: Person | None = None

    @property
    def services(self: Any) -> Services:
        """What the application holds for its handlers."""
        services: Services = self.settings["readyroom"]
        return services

    @property
    def reader(self: Any) -> Person:
        """Whoever asks; a 403 when that is nobody."""
        if self.person is None:
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        person: Person = self.person
        return person

    def show(self: Any, template: str, **values: Any) -> None:
        """Finishes the request with one of our pages."""
        self.finish(self.rendered(template, **values))

    def rendered(self: Any, template: str, **values: Any) -> str:
        """One of our pages, or a part of one, for the person who asks."""
        services = self.services
        html: str = services.pages.get_template(template).render(
            course=services.course,
            logo=services.logo,
            static=services.static,
            person=self.person,
            path=self.request.path,
            xsrf=Markup(self.xsrf_form_html()),  # noqa: S704  tornado escapes it
            **values,
        )
        return html

    def write_error(self: Any, status_code: int, **details: Any) -> None:
        """A page in plain words with a reference code that the server's log knows too."""
        reference = secrets.token_hex(4)
        error = details.get("exc_info", (None, None))[1]
        if status_code >= 500:
            self.log.error("Reference %s: %s", reference, type(error).__name__)
        heading, text = _SAID.get(status_code, _FAILED)
        if "xsrf" in str(getattr(error, "log_message", "")).lower():
            heading, text = _NO_COOKIE
        if isinstance(error, web.HTTPError) and error.log_message and status_code == 404:
            text = error.log_message
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.show(
            "message.html", heading=heading, text=text, reference=reference, status=status_code
        )

    def log_exception(self: Any, typ: Any, value: Any, tb: Any) -> None:
        """Keeps a traceback in the log only for what nobody foresaw."""
        if isinstance(value, RecorderDown):
            self.log.error("The recorder does not answer: %s", value)
        elif not isinstance(value, web.HTTPError):
            super().log_exception(typ, value, tb)  # type: ignore[misc]


class Page(Friendly, JupyterHandler):
    """A page of ours."""

    def get_login_url(self) -> str:
        """Where somebody who is not signed in is sent."""
        return str(self.base_url) + "sign-in"


class NotFound(Page):
    """Whatever address no page has."""

    async def prepare(self) -> None:
        """A 404, in plain words, for everybody."""
        self.current_user = self._jupyter_current_user = self.identity_provider.get_user(self)
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


def require_role(handler: Any, *roles: str) -> None:
    """A 403 unless the person has one of the roles."""
    if handler.person is None or handler.person.role not in roles:
        raise web.HTTPError(HTTPStatus.FORBIDDEN)

"""Who is at the door: a server-side session behind one opaque cookie, and default deny."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler

from readyroom.records.people import Person
from readyroom.records.signin import SESSION_LIFE, SignIn

COOKIE: Final = "readyroom_session"


class SessionIdentity(IdentityProvider):
    """Knows a visitor by the session cookie alone: no token, no password, nobody anonymous."""

    def __init__(self, **options: Any) -> None:
        options.pop("login_handler_class", None)  # Voilà names its own by keyword
        options["token"] = ""
        super().__init__(**options)

    @property
    def auth_enabled(self) -> bool:
        """There is always somebody to identify."""
        return True

    def get_user(self, handler: JupyterHandler) -> User | None:
        """The signed-in person as jupyter_server knows users; sets ``handler.person``."""
        person = self._person(handler)
        handler.person = person
        return User(username=person.id, name=person.name) if person else None

    def _person(self, handler: JupyterHandler) -> Person | None:
        session = handler.get_cookie(COOKIE)
        signin: SignIn = handler.settings["readyroom"].signin
        return signin.person(session, now=datetime.now(UTC)) if session else None

    def open_session(self, handler: JupyterHandler, session: str) -> None:
        """Gives the browser the session's secret; scripts can't read it."""
        handler.set_cookie(
            COOKIE,
            session,
            path=handler.base_url,
            httponly=True,
            samesite="Lax",
            # Else a phone that closes its browser would sign its reader out.
            max_age=int(SESSION_LIFE.total_seconds()),
            secure=handler.request.protocol == "https",
        )

    def close_session(self, handler: JupyterHandler) -> None:
        """Ends the browser's session, here and there."""
        session = handler.get_cookie(COOKIE)
        if session:
            handler.settings["readyroom"].signin.end(session, now=datetime.now(UTC))
        handler.clear_cookie(COOKIE, path=handler.base_url)

    def is_token_authenticated(self, handler: JupyterHandler) -> bool:
        """Never: so that origin and XSRF are always checked."""
        return False

    def should_check_origin(self, handler: JupyterHandler) -> bool:
        """Always."""
        return True

    def get_handlers(self) -> list[Any]:
        """None: the sign-in pages are ours."""
        return []


class OwnerAuthorizer(Authorizer):
    """A person may touch the kernels that are lent to them, and nothing else of Jupyter's."""

    def is_authorized(
        self, handler: JupyterHandler, user: User, action: str, resource: str
    ) -> bool:
        """Whether the kernel named in the request is lent to this user."""
        kernel = getattr(handler, "kernel_id", None)
        if resource != "kernels" or not kernel:
            return False
        return bool(handler.kernel_manager.lent_to(kernel) == user.username)

"""The server: one Voilà application with our front door, our pages and our template.

Voilà's own handlers for trees, contents, files, themes and extensions are not there; what can
be reached is the list in ``init_handlers``, and nothing else.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import jinja2
from tornado import httputil, ioloop, web
from traitlets.config import Config
from voila.app import Voila
from voila.paths import collect_template_paths

from readyroom.content.textpages import TEXT_PAGES
from readyroom.errors import ServeError
from readyroom.records.paths import Data
from readyroom.records.people import People
from readyroom.records.signin import SignIn
from readyroom.server.certificates import (
    CODE,
    Keys,
    OwnBadge,
    OwnCertificate,
    TeamCertificate,
    TeamCertificatePdf,
    TeamCertificates,
)
from readyroom.server.declare import DeclarePage
from readyroom.server.door import SignInPage, SignOut
from readyroom.server.guard import LARGEST_FRAME, GuardedConnection
from readyroom.server.handlers import NotFound
from readyroom.server.home import HomePage, PolicyPage, WordsPage
from readyroom.server.identity import OwnerAuthorizer, SessionIdentity
from readyroom.server.lending import LendingKernelManager
from readyroom.server.lessonpage import describe_page
from readyroom.server.lessons import (
    Again,
    EndKernel,
    KeepDraft,
    KernelChannels,
    KernelStatus,
    LessonPage,
)
from readyroom.server.link import RecorderLink
from readyroom.server.logo import Logo, LogoFile
from readyroom.server.mailed import mailed
from readyroom.server.outline import Outline
from readyroom.server.paper import PaperFile, PaperPage
from readyroom.server.record import PersonAttempt, PersonRecord, RecordedAttempt, RecordPage
from readyroom.server.refresher import RefresherPage
from readyroom.server.team import ExportFile, TeamPage
from readyroom.server.verify import Guesses, VerifyPage

_HERE: Final = Path(__file__).parent
STATIC: Final = _HERE.parent / "widgets" / "static"
TEMPLATE: Final = _HERE / "template" / "readyroom"
PAGES: Final = _HERE / "pages"

_KERNEL: Final = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_SLUG: Final = r"([A-Za-z0-9_.-]{1,64})"
_PERSON: Final = r"([a-z0-9-]{1,64})"
_NUMBER: Final = r"([1-9][0-9]{0,5})"

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def worth_saying(record: logging.LogRecord) -> bool:
    """Whether a line belongs into the server's output.

    Two of Jupyter's do not: a refusal, which the page has been told, and a page that went to
    sleep, which comes back by itself. They name neither a time nor whom they are about.
    """
    return not str(record.msg).startswith(("wrote error:", "WebSocket ping timeout"))


class Headers(web.OutputTransform):
    """The same protective headers on every response, static files and errors included."""

    def transform_first_chunk(
        self, status_code: int, headers: httputil.HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, httputil.HTTPHeaders, bytes]:
        """Adds them; a stricter referrer policy that a page chose stays."""
        strict = headers.get("Referrer-Policy")
        for name, value in _HEADERS.items():
            headers[name] = value
        if strict:
            headers["Referrer-Policy"] = strict
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-store"
        headers.pop("Server", None)
        return status_code, headers, chunk


class Asset(web.StaticFileHandler):
    """A file of ours; its address holds its hash, so that it can be kept for ever."""

    def get_cache_time(self, path: str, modified: Any, mime_type: str) -> int:
        """A year for an address with a hash, nothing for one without."""
        return 365 * 24 * 3600 if self.get_argument("v", "") else 0

    def set_extra_headers(self, path: str) -> None:
        """Tells browsers not even to ask again."""
        hashed = bool(self.get_argument("v", ""))
        self.set_header(
            "Cache-Control", "public, max-age=31536000, immutable" if hashed else "no-cache"
        )


def asset_address(name: str) -> str:
    """The address of one of our static files, with its hash."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:16]
    return f"/static/readyroom/{name}?v={digest}"


def _templates() -> jinja2.Environment:
    """Our pages' templates; what they show is escaped unless it says that it is HTML."""
    loader, strict = jinja2.FileSystemLoader(PAGES), jinja2.StrictUndefined
    pages = jinja2.Environment(loader=loader, autoescape=True, undefined=strict)
    pages.filters["mailed"] = mailed
    return pages


@dataclass(frozen=True)
class Services:
    """What the handlers work with."""

    course: Outline
    content: Path
    data: Data
    people: People
    signin: SignIn
    recorder: RecorderLink
    logo: Logo | None
    pages: jinja2.Environment = field(default_factory=_templates)

    @staticmethod
    def static(name: str) -> str:
        """The address of one of our static files."""
        return asset_address(name)

    @staticmethod
    def all_static() -> dict[str, str]:
        """The address of each of our static files, by name."""
        return {path.name: asset_address(path.name) for path in STATIC.iterdir()}


class Readyroom(Voila):
    """Voilà with learners that it knows."""

    services: Services
    proxied: bool
    watch: Callable[[], Any]
    on_listening: Callable[[], None]

    def setup_template_dirs(self) -> None:
        """Our template first, over the base that nbconvert ships."""
        self.template_paths = [
            str(TEMPLATE),
            *collect_template_paths(["voila", "nbconvert"], "lab", prune=True),
        ]
        self.static_paths: list[str] = []

    def init_settings(self) -> dict[str, Any]:
        """Voilà's settings with ours over them."""
        settings: dict[str, Any] = super().init_settings()
        settings |= {
            "readyroom": self.services,
            "transforms": [Headers, web.GZipContentEncoding],
            "xsrf_cookies": True,
            "xsrf_cookie_kwargs": {"samesite": "Lax"},
            "login_url": "/sign-in",
            "default_handler_class": NotFound,
            "websocket_max_message_size": LARGEST_FRAME,
            "ws_ping_timeout": 30_000,
            "websocket_compression_options": {},
            "log_function": lambda handler: None,
        }
        return settings

    def init_handlers(self) -> list[Any]:
        """Every address there is."""
        lesson = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        verify = {"guesses": Guesses()}
        return [
            ("/", HomePage),
            ("/policy", PolicyPage),
            ("/declare", DeclarePage),
            *((f"/({slug})", WordsPage) for slug in TEXT_PAGES),
            ("/logo", LogoFile),
            ("/sign-in", SignInPage),
            ("/sign-out", SignOut),
            (f"/learn/{_SLUG}", LessonPage, lesson),
            (f"/learn/{_SLUG}/again", Again),
            (f"/learn/{_SLUG}/draft", KeepDraft),
            ("/verify", VerifyPage, verify),
            (f"/verify/{CODE}", VerifyPage, verify),
            ("/certificate.pdf", OwnCertificate),
            ("/certificate.jwt", OwnBadge),
            ("/.well-known/jwks.json", Keys),
            ("/paper", PaperPage),
            (rf"/paper/{_SLUG}-([A-Z])(-large)?\.pdf", PaperFile),
            ("/refresher", RefresherPage),
            ("/team", TeamPage),
            ("/team/certificates", TeamCertificates),
            (f"/team/certificates/{CODE}", TeamCertificate),
            (rf"/team/certificates/{CODE}\.pdf", TeamCertificatePdf),
            (r"/team/completions\.(csv|json)", ExportFile),
            ("/record", RecordPage),
            (rf"/record/{_SLUG}/{_NUMBER}", RecordedAttempt),
            (f"/team/people/{_PERSON}", PersonRecord),
            (rf"/team/people/{_PERSON}/{_SLUG}/{_NUMBER}", PersonAttempt),
            (rf"/api/kernels/{_KERNEL}/channels", KernelChannels),
            (rf"/api/kernels/{_KERNEL}", KernelStatus),
            (rf"/voila/api/shutdown/{_KERNEL}", EndKernel),
            (r"/static/readyroom/([a-z.-]+)", Asset, {"path": str(STATIC)}),
        ]

    def listen(self) -> None:
        """Serves on exactly the port that was asked for, until it is told to stop."""
        try:
            self.app.listen(self.port, self.ip, xheaders=self.proxied)
        except OSError as error:
            raise ServeError(port_trouble(self.port, error)) from None
        self.ioloop = ioloop.IOLoop.current()
        loop = asyncio.get_event_loop()
        watching = loop.create_task(self.watch())
        self.on_listening()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            watching.cancel()
            self.stop()


def port_trouble(port: int, error: OSError) -> str:
    """What to do about a port that can't be opened."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by readyroom in another window. "
            f"Stop that one, or choose another port: readyroom serve --port {port + 1}"
        )
    return f"Port {port} can't be opened: {error.strerror}. Choose another one with --port."


def configuration(services: Services) -> Config:
    """Voilà, locked down: nothing in a notebook, an address or a folder changes how it serves."""
    data = services.data
    config = Config()
    config.VoilaConfiguration.template = "readyroom"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.preheat_kernel = False
    config.VoilaConfiguration.multi_kernel_manager_class = LendingKernelManager
    config.VoilaConfiguration.prelaunch_hook = describe_page
    config.LendingKernelManager.socket = str(data.socket)
    config.LendingKernelManager.ipython_dir = str(_ipython_dir(data))
    config.MappingKernelManager.cull_idle_timeout = 45 * 60
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_connected = True  # a tab left open overnight is nobody
    config.MappingKernelManager.allow_tracebacks = False
    config.KernelManager.autorestart = False
    config.KernelManager.transport = "ipc"  # sockets that only we may open, not ports
    config.ZMQChannelsWebsocketConnection.kernel_ws_protocol = ""
    return config


def _ipython_dir(data: Data) -> Path:
    profile = data.root / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    settings = profile / "ipython_kernel_config.py"
    settings.write_text(
        "c = get_config()\nc.HistoryManager.enabled = False  # what people do is in the log alone\n"
    )
    return data.root / "ipython"


def application(services: Services, *, ip: str, port: int, proxied: bool) -> Readyroom:
    """The application, ready to ``start()``."""
    app = Readyroom(
        config=configuration(services),
        config_file_paths=[],  # stock Voilà runs a voila.py that stands in the current folder
        root_dir=str(services.content / "course"),
        ip=ip,
        port=port,
        port_retries=0,
        open_browser=False,
        identity_provider_class=SessionIdentity,
        authorizer_class=OwnerAuthorizer,
        kernel_websocket_connection_class=GuardedConnection,
        log_level="WARN",
    )
    app.services = services
    app.proxied = proxied
    app.initialize(argv=[])
    app.log.addFilter(worth_saying)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # Voilà's handler needs a loop that runs
    return app

"""A real browser against a real server: the one of script/test, the system's Chromium, or Playwright's own."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client

from tests.e2e.wachten import GEDULD

CHROMIUM = os.environ.get("NPVR_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in the thread of the test


@pytest.fixture(autouse=True, scope="session")
def geduld() -> None:
    from playwright.sync_api import expect

    expect.set_options(timeout=GEDULD)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    hier = Path(__file__).parent
    for item in items:
        if hier in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: tests name the live server. (The plugin's own fixture of this name warns, and warnings are errors here.)"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}, "locale": "nl-NL"}


BEZIG: set[int] = set()
"""The threads of the live server that answer a request now."""
DICHT = threading.Event()
"""The live server sends everybody away: the test is over."""


@pytest.fixture(scope="session")
def live_server(live_server: Any) -> Any:
    """The plugin's own, that counts what it is busy with and can be shut for a moment."""
    httpd = live_server.thread.httpd
    portaal = httpd.get_app()

    def poort(environ: Any, start_response: Any) -> Any:
        if DICHT.is_set():
            start_response("503 Service Unavailable", [])
            return []
        return portaal(environ, start_response)

    def begint(**_: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            BEZIG.add(threading.get_ident())

    def eindigt(**_: object) -> None:
        BEZIG.discard(threading.get_ident())

    httpd.set_app(poort)
    request_started.connect(begint, weak=False)
    request_finished.connect(eindigt, weak=False)
    return live_server


@pytest.fixture(autouse=True)
def rust() -> Iterator[None]:
    """A page that closes still tells who left: answering that and emptying the tables would wait for each other."""
    DICHT.clear()
    yield
    DICHT.set()
    tot = time.monotonic() + 30
    stil = 0
    while stil < 3 and time.monotonic() < tot:
        stil = 0 if BEZIG else stil + 1
        time.sleep(0.01)


@pytest.fixture
def klachten(page: Any) -> Iterator[list[str]]:
    """What the browser complains of on the page: CSP violations, errors in scripts, missing files. Must stay empty."""
    gehoord: list[str] = []
    page.on("console", lambda bericht: gehoord.append(bericht.text) if bericht.type in ("error", "warning") else None)
    page.on("pageerror", lambda fout: gehoord.append(str(fout)))
    yield gehoord
    assert gehoord == []


@pytest.fixture
def ingelogd(page: Any, live_server: Any, als: Callable[..., Client]) -> Callable[[str], Any]:
    """The page, logged in with a role: `ingelogd("redacteur")`."""

    def maak(rol: str) -> Any:
        sessie = als(rol).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
        return page

    return maak

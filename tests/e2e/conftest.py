"""A real browser against a real server. Chromium comes from the system; without it these tests are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in the thread of the test


GEDULD = 20_000
"""Milliseconds in which something has to appear: long, since a machine with two cores may be busy with other tests."""


@pytest.fixture(autouse=True, scope="session")
def geduld() -> None:
    from playwright.sync_api import expect

    expect.set_options(timeout=GEDULD)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    hier = Path(__file__).parent
    for item in items:
        if hier in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium ontbreekt: apt-get install chromium"))


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

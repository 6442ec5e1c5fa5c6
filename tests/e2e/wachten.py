"""Looking at a page when it is there as a whole, and waiting for what is seen nowhere on it."""

from __future__ import annotations

import time
from collections.abc import Callable

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GEDULD = 20_000
"""Milliseconds in which something has to appear: long, since a machine with two cores may be busy with other tests."""


def axe_op(page: Page) -> AxeResults:
    """What axe finds; half a page, or one without its styles, has faults that nobody sees."""
    page.wait_for_load_state()
    return Axe().run(page)


def wacht_tot(page: Page, klaar: Callable[[], object]) -> bool:
    """Whether `klaar()` came to hold; the browser goes on meanwhile."""
    tot = time.monotonic() + GEDULD / 1000
    while not klaar():
        if time.monotonic() > tot:
            return False
        page.wait_for_timeout(50)
    return True

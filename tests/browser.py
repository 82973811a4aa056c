"""A real Chromium for tests of pages: Debian's package, without a window, driven through Selenium.

`.ci/run` installs it where it may. On a machine without one the tests of pages are skipped; in CI they fail.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHROMIUM: Final = ("chromium", "chromium-browser")
_DRIVER: Final = "chromedriver"
#: Nothing here asks the network, nor waits for what is not there.
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
)


@contextmanager
def chromium(folder: Path, *, width: int = 1200, height: int = 800) -> Iterator[Any]:
    """Yield a driver of Selenium, whose window has the given size; its browser is gone at the end.

    :param folder: an empty one, for its profile.
    """
    browser = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    driver = shutil.which(_DRIVER)
    if browser is None or driver is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium with its driver on this machine; .ci/run installs both")
        pytest.skip("there is no Chromium with its driver on this machine (Debian: chromium, chromium-driver)")
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = browser
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    before = set(psutil.Process().children(recursive=True))
    running = Chrome(options=options, service=Service(driver))
    try:
        yield running
    finally:
        running.quit()
        # Once a test has let this process adopt orphans, those of the browser are its children.
        psutil.wait_procs(set(psutil.Process().children(recursive=True)) - before, timeout=10)


def complaints(driver: Any) -> list[str]:
    """What the page wrote to the console: errors and warnings."""
    return [entry["message"] for entry in driver.get_log("browser")]


def requests(driver: Any) -> list[str]:
    """The addresses that the page asked for, but for files and data of its own.

    Not those of the browser's own pages either: it may still be about its page for a new tab.
    """
    import json

    found = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            address = message["params"]["request"]["url"]
            if not address.startswith(("file:", "data:", "blob:", "about:", "chrome:", "chrome-untrusted:")):
                found.append(address)
    return found

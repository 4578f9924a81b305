"""A Superset of its own on a copy of the warehouse, and a browser that is logged in to it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from screen import SECONDS_TO_SHOW, Dashboards, Superset, log_in

CHECKOUT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SECONDS_TO_START = 300

expect.set_options(timeout=SECONDS_TO_SHOW * 1000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, without a window."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.exit(
            "Chromium is needed: apt install chromium (or CHROMIUM=/path/to/it make test-bi)", 1
        )
    with sync_playwright() as playwright:
        # Its own sandbox does not work for root, in containers for instance.
        browser = playwright.chromium.launch(
            executable_path=found, chromium_sandbox=os.getuid() != 0
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def superset(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Superset]:
    """A Superset that was set up from nothing."""
    folder = tmp_path_factory.mktemp("with blank ")
    warehouse = folder / "published file.duckdb"
    shutil.copy(os.environ.get("WAREHOUSE_FILE", CHECKOUT / "warehouse.duckdb"), warehouse)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Superset(f"http://127.0.0.1:{port}", port, folder / "home", warehouse)
    environment = os.environ | {"BI_HOME": str(running.home), "WAREHOUSE_FILE": str(warehouse)}
    command = (sys.executable, CHECKOUT / "bi" / "manage.py", "serve", "--port", str(port))
    log = folder / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        _wait_for(running.url, server, log)
        yield running
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def dashboards(superset: Superset, browser: Browser) -> Dashboards:
    """The dashboards, after a log-in with the password that was made."""
    page = browser.new_page()
    page.set_default_timeout(SECONDS_TO_SHOW * 1000)
    log_in(page, superset, superset.password)
    page.wait_for_url("**/superset/welcome/")
    return Dashboards(superset, page)


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=10):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(1)
    pytest.exit(f"Superset does not start:\n{log.read_text()}", 1)

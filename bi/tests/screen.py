"""What the tests know about Superset and its pages."""

import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, Response

SECONDS_TO_SHOW = 120


@dataclass(frozen=True)
class Superset:
    """A running Superset: where it is, and the files that it stands on."""

    url: str
    port: int
    home: Path
    warehouse: Path

    @property
    def password(self) -> str:
        """The password that was made for it."""
        return (self.home / "password").read_text()


class Dashboards:
    """The dashboards as somebody sees them who is logged in."""

    def __init__(self, superset: Superset, page: Page) -> None:
        self.page = page
        self.failed_requests: list[str] = []
        self._shown = ""
        self._url = superset.url
        page.on("response", self._note_response)

    def show(self, slug: str) -> None:
        """Open a dashboard, unless it was opened last."""
        if slug != self._shown:
            self.open(slug)

    def open(self, slug: str) -> None:
        """Open a dashboard anew and wait until all of its charts are drawn."""
        self._shown = slug
        self.failed_requests.clear()
        self.page.set_viewport_size({"width": 1500, "height": 1000})
        self.page.goto(f"{self._url}/superset/dashboard/{slug}/")
        self.page.locator(".grid-container .chart-slice").first.wait_for()
        # Charts out of sight are drawn when they come into sight only.
        height = self.page.locator(".grid-container").evaluate("grid => grid.scrollHeight")
        self.page.set_viewport_size({"width": 1500, "height": height + 240})
        self.wait()

    def wait(self) -> None:
        """Wait until each chart is drawn, or shows why not."""
        deadline = time.monotonic() + SECONDS_TO_SHOW
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < 2:
            if time.monotonic() > deadline:
                raise AssertionError(f"Still loading: {self._unfinished()}")
            self.page.wait_for_timeout(200)
            if self._unfinished():
                quiet_since = time.monotonic()

    def charts(self) -> list[str]:
        """The titles of the charts on the page."""
        names: list[str] = self.page.locator(".chart-slice").evaluate_all(
            "charts => charts.map(chart => chart.dataset.testChartName)"
        )
        return names

    def chart(self, title: str) -> Locator:
        """One chart."""
        return self.page.locator(f".chart-slice[data-test-chart-name='{title}']")

    def errors(self) -> list[str]:
        """What stands in the error boxes of charts and filters."""
        return self.page.locator("[role=alert], .ant-alert-error").all_inner_texts()

    def figure(self, title: str) -> str:
        """What a chart of one number shows."""
        return self.chart(title).locator(".header-line").inner_text().strip()

    def run_sql(self, query: str) -> str:
        """Run a query as SQL Lab does and return what became of it."""
        request = self.page.request
        token = request.get(f"{self._url}/api/v1/security/csrf_token/").json()["result"]
        databases = request.get(f"{self._url}/api/v1/database/").json()["result"]
        answer = request.post(
            f"{self._url}/api/v1/sqllab/execute/",
            data={"database_id": databases[0]["id"], "sql": query, "runAsync": False},
            headers={"X-CSRFToken": token, "Referer": self._url},
        ).json()
        return str(answer.get("status", answer))

    def _unfinished(self) -> list[str]:
        unfinished: list[str] = self.page.locator("body").evaluate(
            """body => {
                const waiting = [...body.querySelectorAll('.chart-slice')].filter(chart =>
                    chart.querySelector('[aria-label=Loading], .loading') ||
                    !chart.querySelector('[data-test=slice-container], [role=alert]')
                ).map(chart => chart.dataset.testChartName);
                const bar = body.querySelector('[data-test=filter-bar]') || body;
                return bar.innerText.includes('Loading') ? [...waiting, 'filters'] : waiting;
            }"""
        )
        return unfinished

    def _note_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed_requests.append(f"{response.status} {response.url}")


def log_in(page: Page, superset: Superset, password: str) -> None:
    """Fill in the form and send it."""
    page.goto(f"{superset.url}/login/")
    page.fill("#username", "admin")
    page.fill("#password", password)
    page.keyboard.press("Enter")

"""The dashboards in a browser, compared with the file that they show."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, Dialog, expect
from screen import Dashboards, Superset, log_in

from tests.hostile import HOSTILE, HOSTILE_NAME

CHECKOUT = Path(__file__).resolve().parents[2]
MANAGE = CHECKOUT / "bi" / "manage.py"
ASSETS = CHECKOUT / "bi" / "superset"
SCREENSHOTS = CHECKOUT / "build" / "bi"

FIGURES = {
    "money": {
        "Statements": "select count(*) from marts.fct_funds_allocated where is_additive",
        "May be summed (yuan)": "select sum(amount_cny * coalesce(recipient_count, 1))"
        " from marts.fct_funds_allocated where is_additive",
    },
    "people": {
        "Persons lifted": "select sum(lifted_count) from marts.fct_people_lifted"
        " where is_additive and unit = 'person'",
        "Trainees": "select sum(participants_count) from marts.fct_trainings_held"
        " where is_additive and participants_unit = 'person'",
    },
    "trust": {
        "Numbers": "select count(*) from marts.number_ledger",
        "Strict F1": "select strict_f1 from marts.rpt_extraction_quality where measure = 'all'",
    },
}
DRILLS = {
    "money": ("Funds by giver (yuan)", "Funds on the map, where a province is stated (yuan)"),
    "people": ("Persons lifted", "Trainings held, by who reports"),
    "trust": ("Doubts about the source, by kind", "What the numbers are"),
}
SCALES = {"": 1, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "%": 0.01}


def ask(warehouse: Path, sql: str) -> float:
    """Ask the file itself."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        row = connection.execute(sql).fetchone()
    assert row is not None
    return float(row[0])


def value(figure: str) -> float:
    """Turn 8.75T into a number."""
    found = re.fullmatch(r"([\d.,]+)([kMBT%]?)", figure)
    assert found, figure
    return float(found[1].replace(",", "")) * SCALES[found[2]]


def charts_of(slug: str) -> list[str]:
    """The titles that a dashboard should show, from the assets."""
    for file in (ASSETS / "dashboards").glob("*.yaml"):
        dashboard = yaml.safe_load(file.read_text(encoding="utf-8"))
        if dashboard["slug"] == slug:
            parts = [part for part in dashboard["position"].values() if isinstance(part, dict)]
            return [part["meta"]["sliceName"] for part in parts if part["type"] == "CHART"]
    raise AssertionError(f"no dashboard {slug}")


@pytest.fixture
def republished(superset: Superset, tmp_path: Path) -> Iterator[Path]:
    """A file to change, that can take the place of the published one; which comes back."""
    before = shutil.copy(superset.warehouse, tmp_path / "before.duckdb")
    yield shutil.copy(superset.warehouse, superset.warehouse.with_name("new.duckdb"))
    os.replace(before, superset.warehouse)


# A dashboard is opened once for the tests that only look at it.
each_dashboard = pytest.mark.parametrize("slug", FIGURES, scope="module")


@each_dashboard
def test_every_chart_is_drawn_without_an_error(dashboards: Dashboards, slug: str) -> None:
    """All charts of the assets, no error box, no failed request; the page becomes a picture."""
    dashboards.show(slug)
    assert sorted(dashboards.charts()) == sorted(charts_of(slug))
    assert dashboards.errors() == []
    assert dashboards.failed_requests == []
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    picture = Image.open(BytesIO(dashboards.page.screenshot()))
    picture.quantize().save(SCREENSHOTS / f"bi_{slug}.png", optimize=True)


@each_dashboard
def test_figures_on_screen_are_those_of_the_file(
    dashboards: Dashboards, superset: Superset, slug: str
) -> None:
    """Counts to the last digit, sums to the three digits that are shown."""
    dashboards.show(slug)
    for title, sql in FIGURES[slug].items():
        figure = dashboards.figure(title)
        exact = figure.replace(",", "").isdigit()
        expected = ask(superset.warehouse, sql)
        assert value(figure) == pytest.approx(expected, rel=0 if exact else 0.005), title


@each_dashboard
def test_charts_drill_to_their_sentences(
    dashboards: Dashboards, superset: Superset, slug: str
) -> None:
    """The rows behind a chart show sentences that stand in the file, with their lines."""
    with duckdb.connect(superset.warehouse, read_only=True) as connection:
        rows = connection.execute("select sentence_text from marts.number_ledger").fetchall()
    sentences = {text for (text,) in rows}
    dashboards.show(slug)
    for title in DRILLS[slug]:
        dashboards.chart(title).get_by_label("More Options").click()
        dashboards.page.get_by_role("menuitem", name="Drill to detail").click()
        details = dashboards.page.get_by_role("dialog")
        for heading in ("Sentence", "Line"):
            expect(details.get_by_text(heading, exact=True)).to_be_visible()
        cells = details.locator(".virtual-table-cell")
        expect(cells.first).to_be_visible()
        assert sentences.intersection(cells.all_text_contents()), title
        details.get_by_role("button", name="Close").last.click()
        expect(details).to_be_hidden()


def test_sums_stay_when_the_filter_is_cleared(dashboards: Dashboards, superset: Superset) -> None:
    """All statements are shown then, but those that must not be summed are not."""
    dashboards.open("money")
    total = dashboards.figure("May be summed (yuan)")
    dashboards.page.locator(".ant-select-selection-item-remove").first.click()
    dashboards.page.get_by_role("button", name="Apply").click()
    everything = ask(superset.warehouse, "select count(*) from marts.fct_funds_allocated")
    additive = ask(
        superset.warehouse, "select count(*) from marts.fct_funds_allocated where is_additive"
    )
    assert everything > additive
    expect(dashboards.chart("Statements").locator(".header-line")).to_have_text(
        f"{everything:,.0f}"
    )
    dashboards.wait()
    assert dashboards.figure("May be summed (yuan)") == total


def test_republished_file_is_shown(
    dashboards: Dashboards, superset: Superset, republished: Path
) -> None:
    """A new file that takes the place of the one in use shows at the next look."""
    with duckdb.connect(republished) as connection:
        connection.execute("delete from marts.number_ledger where source_line % 2 = 0")
    dashboards.open("trust")
    before = value(dashboards.figure("Numbers"))
    # Queries of a dashboard that is just being opened are under way.
    dashboards.page.goto(f"{superset.url}/superset/dashboard/money/", wait_until="commit")
    os.replace(republished, superset.warehouse)
    dashboards.wait()
    assert dashboards.errors() == []
    dashboards.open("trust")
    after = value(dashboards.figure("Numbers"))
    assert after == ask(superset.warehouse, "select count(*) from marts.number_ledger")
    assert after < before


def test_text_stays_text(dashboards: Dashboards, superset: Superset, republished: Path) -> None:
    """A hostile sentence and file name do nothing, in tables and in what charts drill to."""
    shown = "gave 5 yuan"
    with duckdb.connect(republished) as connection:
        tables = connection.execute(
            "select table_name from duckdb_columns()"
            " where schema_name = 'marts' and column_name = 'sentence_text'"
        ).fetchall()
        for (table,) in tables:
            connection.execute(
                f"update marts.{table} set sentence_text = ?, source_file = ?",
                [HOSTILE, HOSTILE_NAME],
            )
    os.replace(republished, superset.warehouse)
    alerts: list[Dialog] = []
    dashboards.page.on("dialog", lambda dialog: alerts.append(dialog))
    dashboards.open("money")
    statements = dashboards.chart("The statements about money")
    expect(statements.get_by_text(shown).first).to_be_visible()
    dashboards.chart("Funds by giver (yuan)").get_by_label("More Options").click()
    dashboards.page.get_by_role("menuitem", name="Drill to detail").click()
    cells = dashboards.page.get_by_role("dialog").locator(".virtual-table-cell")
    expect(cells.first).to_be_visible()
    assert any("5 yuan" in cell for cell in cells.all_text_contents())
    assert dashboards.page.locator("[onerror]").count() == 0
    assert alerts == []


def test_errors_are_noticed(dashboards: Dashboards, superset: Superset, republished: Path) -> None:
    """Without a column that charts need, the tests above would fail."""
    with duckdb.connect(republished) as connection:
        connection.execute("alter table marts.data_quality_issue rename severity to gravity")
    os.replace(republished, superset.warehouse)
    dashboards.open("trust")
    assert any("severity" in error for error in dashboards.errors())
    assert dashboards.failed_requests


def test_export_gives_back_the_assets(superset: Superset, tmp_path: Path) -> None:
    """What was imported is exported as it stands in the project, file by file."""
    environment = os.environ | {"BI_HOME": str(superset.home)}
    command = (sys.executable, MANAGE, "export", "--to", tmp_path)
    subprocess.run(command, env=environment, check=True)
    exported = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*.yaml"))
    assets = sorted(file.relative_to(ASSETS) for file in ASSETS.rglob("*/*.yaml"))
    assert exported == assets
    for file in assets:
        assert (tmp_path / file).read_text() == (ASSETS / file).read_text(), file


def test_missing_warehouse_and_used_port_are_told(superset: Superset, tmp_path: Path) -> None:
    """Both are mended by the user, who is told how."""
    command = (sys.executable, MANAGE, "serve", "--port", str(superset.port))
    for warehouse, remedy in (
        (tmp_path / "none.duckdb", "Run make warehouse first"),
        (superset.warehouse, "make bi BI_PORT="),
    ):
        environment = os.environ | {"BI_HOME": str(tmp_path), "WAREHOUSE_FILE": str(warehouse)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert remedy in done.stderr


def test_queries_reach_nothing_but_the_warehouse(
    dashboards: Dashboards, superset: Superset, tmp_path: Path
) -> None:
    """SQL Lab reads the marts. It writes nothing, and reads no other file of the machine."""
    written = tmp_path / "written.csv"
    secret = superset.home / "password"
    assert dashboards.run_sql("select count(*) from marts.dim_document") == "success"
    for query in (
        "create table marts.mine as select 1 as one",
        f"copy (select 1 as one) to '{written}'",
        f"select * from read_text('{secret}')",
    ):
        assert dashboards.run_sql(query) != "success", query
    assert not written.exists()


def test_assets_name_no_folder_of_a_machine() -> None:
    """Where the warehouse is, is filled in when it is opened."""
    file = ASSETS / "databases" / "Warehouse.yaml"
    address = yaml.safe_load(file.read_text(encoding="utf-8"))["sqlalchemy_uri"]
    assert address.startswith("duckdb:///warehouse.duckdb?access_mode=read_only")


def test_only_this_machine_is_served(superset: Superset) -> None:
    """Another address of this machine, even a loopback one, is refused."""
    with socket.create_connection(("127.0.0.1", superset.port), timeout=5):
        pass
    with pytest.raises(OSError, match=r"refused|timed out|unreachable|assign"):
        socket.create_connection(("127.0.0.2", superset.port), timeout=5)


def test_keys_are_made_and_kept_from_others(
    superset: Superset, browser: Browser, tmp_path: Path
) -> None:
    """The usual password does not open it, and files are readable for their owner only."""
    for name in ("password", "secret_key", "superset.db"):
        assert stat.S_IMODE((superset.home / name).stat().st_mode) == 0o600
    assert len(superset.password) >= 16
    page = browser.new_page()
    log_in(page, superset, "admin")
    expect(page.get_by_text("Invalid username or password")).to_be_visible()
    page.close()

"""What mf answers is what plain SQL says on the same published file.

The expected values are computed here, from a copy of the file that WAREHOUSE_FILE names.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from loaders.paths import CHECKOUT
from tests.metrics.conftest import MetricFlow

# The libraries warn of what they will do without in later versions.
pytestmark = pytest.mark.filterwarnings("default")

_FUNDS = "from marts.fct_funds_allocated"
_LIFTED = "from marts.fct_people_lifted"
_TRAINING = "from marts.fct_trainings_held"
_YUAN = "select sum(amount_cny * coalesce(recipient_count, 1)) " + _FUNDS
_ONCE = "not is_stock and parent_funds_key is null and restates_key is null"
_COUNT = "select sum(lifted_count) " + _LIFTED


def share(condition: str, source: str) -> str:
    return f"select count(*) filter ({condition}) / count(*) {source}"


EXPECTED = {
    "funds_allocated": f"{_YUAN} where is_additive",
    "funds_planned": f"{_YUAN} where status = 'planned' and {_ONCE}",
    "funds_committed": f"{_YUAN} where stage = 'commitment' and {_ONCE}",
    "funds_actual_or_planned": f"{_YUAN} where {_ONCE}",
    "funds_planned_share": (
        "select sum(amount_cny * coalesce(recipient_count, 1)) filter (status = 'planned')"
        f" / sum(amount_cny * coalesce(recipient_count, 1)) {_FUNDS} where {_ONCE}"
    ),
    "funds_statements": f"select count(*) {_FUNDS}",
    "funds_additive_statements": f"select count(*) {_FUNDS} where is_additive",
    "funds_agency_named_share": share("agency_key != 'none'", _FUNDS),
    "funds_funder_named_share": share("funder_name is not null", _FUNDS),
    "funds_county_named_share": share("county_key != 'none'", _FUNDS),
    "funds_province_named_share": share("province_key != 'none'", _FUNDS),
    "funds_year_named_share": share("year_key != 'none'", _FUNDS),
    "funds_in_yuan_share": share("amount_cny is not null", _FUNDS),
    "funds_completeness": f"select avg(completeness) {_FUNDS}",
    "people_lifted": f"{_COUNT} where unit = 'person' and is_additive",
    "people_planned": (
        f"{_COUNT} where unit = 'person' and status = 'planned'"
        " and parent_lifted_key is null and restates_key is null"
    ),
    "households_lifted": f"{_COUNT} where unit = 'household' and is_additive",
    "villages_lifted": f"{_COUNT} where unit = 'village' and is_additive",
    "counties_lifted": f"{_COUNT} where unit = 'county' and is_additive",
    "lifted_statements": f"select count(*) {_LIFTED}",
    "lifted_county_named_share": share("county_key != 'none'", _LIFTED),
    "lifted_province_named_share": share("province_key != 'none'", _LIFTED),
    "lifted_year_named_share": share("year_key != 'none'", _LIFTED),
    "training_sessions": f"select sum(sessions_count) {_TRAINING} where is_additive",
    "people_trained": (
        f"select sum(participants_count) {_TRAINING}"
        " where is_additive and participants_unit = 'person'"
    ),
    "person_times_trained": (
        f"select sum(participants_count) {_TRAINING}"
        " where is_additive and participants_unit = 'person_time'"
    ),
    "training_statements": f"select count(distinct statement_key) {_TRAINING}",
    "training_county_named_share": share("county_key != 'none'", _TRAINING),
    "training_province_named_share": share("province_key != 'none'", _TRAINING),
    "training_year_named_share": share("year_key != 'none'", _TRAINING),
}

# Of each fact one metric whose groups add up to the whole.
_SUMS = ("funds_allocated", "lifted_statements", "training_sessions")


def number(text: str) -> float:
    return float(text or 0)


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, float]:
    """Return the result of a query with two columns: what it is grouped by, and a number."""
    rows = connection.execute(query).fetchall()
    return {str(group or ""): float(value or 0) for group, value in rows}


def test_every_metric_is_what_plain_sql_says(
    mf: MetricFlow, connection: duckdb.DuckDBPyConnection
) -> None:
    assert mf.names("metrics") == EXPECTED.keys()
    [row] = mf.query("--metrics", ",".join(EXPECTED))
    for metric, query in EXPECTED.items():
        [value] = connection.execute(query).fetchone() or (None,)
        assert number(row[metric]) == pytest.approx(float(value or 0)), metric


def test_groups_are_those_of_plain_sql(
    mf: MetricFlow, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = mf.query("--metrics", "funds_allocated", "--group-by", "funds__instrument")
    expected = answer(
        connection,
        "select instrument, sum(amount_cny * coalesce(recipient_count, 1))"
        " from marts.fct_funds_allocated where is_additive group by all",
    )
    found = {row["funds__instrument"]: number(row["funds_allocated"]) for row in rows}
    assert found == pytest.approx(expected)
    assert len(found) > 1


def test_share_of_plans_is_nought_where_nothing_is_planned(
    mf: MetricFlow, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = mf.query("--metrics", "funds_planned_share", "--group-by", "funds__instrument")
    unplanned = connection.execute(
        f"select instrument {_FUNDS} where {_ONCE} group by all"
        " having sum(amount_cny) > 0 and count(*) filter (status = 'planned') = 0"
    ).fetchall()
    shares = {row["funds__instrument"]: row["funds_planned_share"] for row in rows}
    assert len(unplanned) > 0
    assert {float(shares[instrument]) for (instrument,) in unplanned} == {0}


def test_who_gives_is_not_who_reports(
    mf: MetricFlow, connection: duckdb.DuckDBPyConnection
) -> None:
    for entity, key in (("agency", "agency_key"), ("funder", "funder_agency_key")):
        rows = mf.query("--metrics", "funds_statements", "--group-by", f"{entity}__name")
        expected = answer(
            connection,
            "select agency.agency_name, count(*) from marts.fct_funds_allocated as fact"
            f" left join marts.dim_agency as agency on fact.{key} = agency.agency_key"
            " group by all",
        )
        found = {row[f"{entity}__name"]: number(row["funds_statements"]) for row in rows}
        assert found == expected


@pytest.mark.parametrize("metric", _SUMS)
def test_no_way_to_group_loses_or_doubles_a_fact(mf: MetricFlow, metric: str) -> None:
    [total] = mf.query("--metrics", metric)
    ways = re.findall(r"• (\S+)", mf("list", "dimensions", "--metrics", metric).output)
    entities = re.findall(r"• (\S+)", mf("list", "entities", "--metrics", metric).output)
    assert len(ways) > 10
    assert len(entities) > 6
    for way in ways + entities:
        rows = mf.query("--metrics", metric, "--group-by", way)
        assert sum(number(row[metric]) for row in rows) == pytest.approx(number(total[metric])), way


def test_facts_without_year_stay_in_a_group_of_their_own(
    mf: MetricFlow, connection: duckdb.DuckDBPyConnection
) -> None:
    metrics = "funds_allocated,lifted_statements,training_statements"
    rows = mf.query("--metrics", metrics, "--group-by", "metric_time__year")
    [without] = [row for row in rows if not row["metric_time__year"]]
    for metric, query in (
        ("funds_allocated", f"{_YUAN} where is_additive and year_key = 'none'"),
        ("lifted_statements", f"select count(*) {_LIFTED} where year_key = 'none'"),
        (
            "training_statements",
            f"select count(distinct statement_key) {_TRAINING} where year_key = 'none'",
        ),
    ):
        [value] = connection.execute(query).fetchone() or (0,)
        assert value > 0
        assert number(without[metric]) == pytest.approx(float(value))


def test_span_of_time_leaves_out_facts_without_year(
    mf: MetricFlow, connection: duckdb.DuckDBPyConnection
) -> None:
    [row] = mf.query("--metrics", "funds_statements", "--start-time", "1949-01-01")
    [dated] = connection.execute(
        f"select count(*) {_FUNDS} where year_key != 'none'"
    ).fetchone() or (0,)
    assert number(row["funds_statements"]) == dated


def test_every_saved_query_answers(mf: MetricFlow) -> None:
    for name in mf.names("saved_queries"):
        assert len(mf.query("--saved-query", name)) > 1, name


def test_commands_of_the_page_run(mf: MetricFlow) -> None:
    page = (CHECKOUT / "docs" / "metrics.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    lines = "".join(blocks).replace("\\\n", "").splitlines()
    commands = [line.partition("mf ")[2] for line in lines if line.startswith(".venv/bin/mf ")]
    assert len(commands) > 5
    for command in commands:
        done = mf(*shlex.split(command, comments=True))
        assert done.exit_code == 0, f"mf {command}\n{done.output}"


def test_page_names_every_metric_and_saved_query(mf: MetricFlow) -> None:
    page = (CHECKOUT / "docs" / "metrics.md").read_text(encoding="utf-8")
    names = mf.names("metrics") | mf.names("saved_queries")
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_mf_itself_answers_from_the_published_file(
    environment: dict[str, str], tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    table = tmp_path / "table.csv"
    subprocess.run(
        [
            str(Path(sys.executable).with_name("mf")),
            *("query", "--metrics", "funds_statements", "--csv", str(table)),
        ],
        env=os.environ | environment,
        check=True,
        capture_output=True,
        timeout=60,
    )
    [count] = connection.execute(f"select count(*) {_FUNDS}").fetchone() or (0,)
    assert table.read_text(encoding="utf-8").split() == ["funds_statements", str(count)]

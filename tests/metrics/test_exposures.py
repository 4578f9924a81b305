"""An exposure says which tables a dashboard reads, so that a change of one shows who is hit."""

import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from loaders.paths import CHECKOUT

_DASHBOARDS = CHECKOUT / "bi" / "superset"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def assets(kind: str) -> dict[str, dict[str, Any]]:
    """Read what Superset exported of one kind, by its identifier."""
    files = sorted((_DASHBOARDS / kind).rglob("*.yaml"))
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {asset["uuid"]: asset for asset in read}


def tables_of_dashboards() -> dict[str, set[str]]:
    """Name the marts behind each dashboard: those of its charts and filters."""
    tables = {
        uuid: set(re.findall(r"\bmarts\.(\w+)", dataset["sql"] or f"marts.{dataset['table_name']}"))
        for uuid, dataset in assets("datasets").items()
    }
    for uuid, chart in assets("charts").items():
        tables[uuid] = tables[chart["dataset_uuid"]]
    return {
        dashboard["dashboard_title"]: set().union(
            *(tables.get(uuid, set()) for uuid in _UUID.findall(yaml.safe_dump(dashboard)))
        )
        for dashboard in assets("dashboards").values()
    }


def test_exposures_name_what_the_dashboards_read() -> None:
    if not _DASHBOARDS.exists():
        pytest.skip("there are no dashboards")
    file = (CHECKOUT / "models" / "marts") / "_dashboards__exposures.yml"
    exposures = yaml.safe_load(file.read_text(encoding="utf-8"))["exposures"]
    stated = {
        exposure["label"]: {
            table for ref in exposure["depends_on"] for table in re.findall(r"ref\('(\w+)'\)", ref)
        }
        for exposure in exposures
    }
    assert stated == tables_of_dashboards()

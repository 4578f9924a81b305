"""Superset's settings. What is not set here stays as Superset has it."""

import logging
import os
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

_HOME = Path(os.environ["BI_HOME"])
_WAREHOUSE = os.environ["WAREHOUSE_FILE"]

APP_NAME = "Poverty Alleviation Warehouse"
LOG_LEVEL = logging.ERROR
SECRET_KEY = (_HOME / "secret_key").read_text()
DATA_DIR = str(_HOME)
SQLALCHEMY_DATABASE_URI = f"sqlite:///{_HOME / 'superset.db'}"

# Results are not cached, so that a chart shows what was published last. Views that are not saved
# yet wait in the metadata database, which is what Superset does (with a warning) if nothing is set.
_METADATA_CACHE = {"CACHE_TYPE": "SupersetMetastoreCache", "CACHE_DEFAULT_TIMEOUT": 7 * 86400}
FILTER_STATE_CACHE_CONFIG = _METADATA_CACHE
EXPLORE_FORM_DATA_CACHE_CONFIG = _METADATA_CACHE

# Nothing is loaded from, or told to, another machine.
TALISMAN_CONFIG: dict[str, Any] = {
    "content_security_policy": {
        "default-src": ["'self'"],
        "base-uri": ["'self'"],
        "connect-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "object-src": "'none'",
        "script-src": ["'self'", "'strict-dynamic'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "worker-src": ["'self'", "blob:"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}


def DB_CONNECTION_MUTATOR(  # noqa: N802
    uri: URL, params: dict[str, Any], *_: object
) -> tuple[URL, dict[str, Any]]:
    """Put the place of the warehouse into its address, which the exported assets leave out."""
    if uri.drivername == "duckdb" and uri.database == "warehouse.duckdb":
        uri = uri.set(database=_WAREHOUSE)
    return uri, params


_COLORS = (
    ("#2F6690", "#B5CCE0"),
    ("#E08E45", "#F3D3B4"),
    ("#6A994E", "#C5DABA"),
    ("#BC4749", "#E8BFC0"),
    ("#81A4CD", "#D3DFEE"),
    ("#8E6C8A", "#D5C8D4"),
    ("#E9C46A", "#F8EBC9"),
    ("#3A7D7C", "#B9D5D4"),
    ("#A68A64", "#DED4C5"),
    ("#5C677D", "#C6CBD3"),
)
EXTRA_CATEGORICAL_COLOR_SCHEMES = [
    {"id": "warehouse", "label": "Warehouse", "colors": [color for color, _ in _COLORS]},
    {"id": "warehouse_light", "label": "Warehouse, light", "colors": [pale for _, pale in _COLORS]},
]
EXTRA_SEQUENTIAL_COLOR_SCHEMES = [
    {
        "id": "warehouse_sequence",
        "label": "Warehouse",
        "isDiverging": False,
        "colors": ["#E3EDF5", "#B0CBE0", "#79A5C7", "#4880AB", "#2F6690", "#1B3F5C"],
    }
]

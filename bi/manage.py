"""Set Superset up with the assets of the project and serve it, or take its assets back.

It runs in the environment of its own that `make bi` makes. Its state stands in bi/.home: the
metadata database, with what users save in Superset, and the keys, which only the owner can read.
"""

import argparse
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import yaml

if TYPE_CHECKING:
    from flask import Flask

CHECKOUT = Path(__file__).resolve().parent.parent
ASSETS = CHECKOUT / "bi" / "superset"
HOME = Path(os.environ.get("BI_HOME", CHECKOUT / "bi" / ".home")).absolute()
WAREHOUSE = Path(os.environ.get("WAREHOUSE_FILE", CHECKOUT / "warehouse.duckdb")).absolute()
ADDRESS = "127.0.0.1"
USER = "admin"


class BiError(Exception):
    """What the user can mend, with the remedy."""


class _AssetDumper(yaml.SafeDumper):
    """Writes a text of several lines, such as a query, as it is read."""


_AssetDumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def serve(port: int) -> None:
    """Bring Superset up to date and serve it until it is stopped."""
    if not WAREHOUSE.is_file():
        raise BiError(f"{WAREHOUSE} is missing.\nRun make warehouse first.")
    _check_port(port)
    password_is_new = _make_secrets()
    _bring_up_to_date()
    print(f"\nOpen http://{ADDRESS}:{port}/dashboard/list/ and log in as {USER}.")
    if password_is_new:
        print(f"The password is {_password()} (shown this once).")
    print(f"The password stands in {HOME / 'password'}. Stop with Ctrl-C.", flush=True)
    server = ("gunicorn", "--bind", f"{ADDRESS}:{port}", "--worker-class", "gthread")
    limits = ("--workers", "1", "--threads", "8", "--timeout", "120", "--log-level", "warning")
    command = (sys.executable, "-m", *server, *limits, "superset.app:create_app()")
    os.execv(sys.executable, command)


def export(folder: Path) -> None:
    """Write all databases, datasets, charts and dashboards of Superset into a folder."""
    if not (HOME / "made_of").is_file():
        raise BiError("There is nothing to export yet.\nRun make bi first.")
    with _app().app_context():
        from flask import g
        from superset import security_manager
        from superset.commands.export.assets import ExportAssetsCommand

        g.user = security_manager.find_user(USER)
        files = {name: _tidied(content()) for name, content in ExportAssetsCommand().run()}
    for kind in ("databases", "datasets", "charts", "dashboards"):
        shutil.rmtree(folder / kind, ignore_errors=True)
    for name, content in files.items():
        if name != "metadata.yaml":  # would differ by its time only
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
    print(f"Wrote {len(files) - 1} files to {folder}.")


def _tidied(content: str) -> str:
    """Undo what Superset does to an asset by itself, so that only what users changed differs.

    It notes the colours of whatever stood in a dashboard when it was looked at, and sorts columns
    so that the rows behind a chart would not begin with what the query of the dataset begins with.
    """
    asset = yaml.safe_load(content)
    if "dashboard_title" in asset:
        asset["metadata"] |= {
            "color_scheme_domain": [],
            "map_label_colors": {},
            "shared_label_colors": [],
        }
    if asset.get("sql") and "columns" in asset:
        position = _columns_of(asset["sql"])
        asset["columns"].sort(key=lambda column: position.get(column["column_name"], len(position)))
    return yaml.dump(asset, Dumper=_AssetDumper, sort_keys=False, allow_unicode=True, width=100)


def _columns_of(query: str) -> dict[str, int]:
    """Return the place of each column; of none where a query is not one for the warehouse."""
    try:
        with duckdb.connect(WAREHOUSE, read_only=True) as connection:
            described = connection.execute(f"describe {query}").fetchall()
    except duckdb.Error:
        return {}
    return {name: place for place, (name, *_) in enumerate(described)}


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise BiError(
                f"Port {port} cannot be used: {error.strerror}.\n"
                "Choose another one: make bi BI_PORT=8089"
            ) from error


def _make_secrets() -> bool:
    """Make what is missing of keys; tell whether the password is new."""
    HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = []
    for name, size in (("secret_key", 42), ("password", 12)):
        file = HOME / name
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(size))
            made.append(name)
    return "password" in made


def _password() -> str:
    return (HOME / "password").read_text()


def _bring_up_to_date() -> None:
    """Set Superset up, in a process of its own, unless it is as the project has it."""
    lock = (CHECKOUT / "bi" / "requirements.lock").read_text(encoding="utf-8")
    state = repr((lock, _assets(), _password()))
    made_of = hashlib.sha256(state.encode()).hexdigest()
    record = HOME / "made_of"
    if record.is_file() and record.read_text() == made_of:
        return
    print("Setting up Superset ...", flush=True)
    log = HOME / "set-up.log"
    with log.open("w") as file:
        done = subprocess.run(
            (sys.executable, __file__, "set-up"), stdout=file, stderr=file, check=False
        )
    if done.returncode != 0:
        raise BiError(f"Superset could not be set up. The reason stands at the end of {log}.")
    record.write_text(made_of)


def set_up() -> None:
    """Bring Superset's own tables, the user and the assets to what the project has."""
    with _app().app_context():
        import flask_migrate
        from flask import g
        from superset import appbuilder, security_manager
        from superset.commands.importers.v1.assets import ImportAssetsCommand

        flask_migrate.upgrade()
        appbuilder.add_permissions(update_perms=True)
        security_manager.sync_role_definitions()
        admin = security_manager.find_role("Admin")
        g.user = security_manager.find_user(USER) or security_manager.add_user(
            USER, "Admin", "User", "admin@localhost", admin
        )
        security_manager.reset_password(g.user.id, _password())
        ImportAssetsCommand(_assets()).run()


def _assets() -> dict[str, str]:
    return {
        file.relative_to(ASSETS).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(ASSETS.rglob("*.yaml"))
    }


def _app() -> "Flask":
    from superset.app import create_app

    return create_app()


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="bi/manage.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="set up what is new, and serve on this machine")
    serving.add_argument("--port", type=int, default=8088)
    commands.add_parser("set-up", help="bring Superset to what the project has (serve does it)")
    exporting = commands.add_parser("export", help="write what Superset holds to bi/superset")
    exporting.add_argument("--to", type=Path, default=ASSETS)
    arguments = parser.parse_args()
    os.umask(0o077)
    os.environ |= {
        "BI_HOME": str(HOME),
        "WAREHOUSE_FILE": str(WAREHOUSE),
        "SUPERSET_CONFIG_PATH": str(CHECKOUT / "bi" / "superset_config.py"),
    }
    try:
        match arguments.command:
            case "serve":
                serve(arguments.port)
            case "set-up":
                set_up()
            case "export":
                export(arguments.to)
    except BiError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

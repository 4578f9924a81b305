"""Entry point of `python -m loaders`."""

from loaders.cli import app

app(prog_name="python -m loaders")

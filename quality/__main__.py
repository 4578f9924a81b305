"""Start the commands of `python -m quality`."""

from quality.cli import app

app(prog_name="python -m quality")

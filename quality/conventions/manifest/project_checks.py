"""Conventions that dbt-bouncer has no check for. It finds them here by dbt-bouncer.yml."""

import re
from pathlib import Path, PurePosixPath
from typing import Any

from dbt_bouncer.check_framework.decorator import check, fail

KEY_TESTS = {"unique", "unique_combination"}
# What a constraint says without a query of its own.
_TESTS_OF_A_CONTRACT = {"not_null", "accepted_values"}
_CHECKOUT = Path(__file__).resolve().parents[3]
_SIGNATURE = re.compile(r"\{%-?\s*(?:macro|test)\s+\w+\((?P<arguments>.*?)\)\s*-?%\}", re.DOTALL)
# One meaning has one description: that of the macro which chooses between them.
_IMPLEMENTATION = re.compile("^(default|duckdb|spark)__")
_REMEDY = re.compile(r"\b(?:[Ll]ook at|[Mm]end|[Rr]un|[Rr]estore|[Cc]ompare|[Aa]dd|[Tt]ake)\b")
# What dbt itself passes to every generic test.
_OF_EVERY_TEST = {"model", "column_name"}


@check(code="PA001")
def check_seed_has_key_test(seed: Any, ctx: Any) -> None:
    """Every seed has a test that its key is unique, so that no join on it fans out."""
    tests = ctx.tests_by_attached_node.get(seed.unique_id, [])
    names = {test.test_metadata.name for test in tests if getattr(test, "test_metadata", None)}
    if not names & KEY_TESTS:
        fail(f"{seed.name}: add a test unique or unique_combination to {_yaml_of(seed)}.")


@check(code="PA002")
def check_seed_columns_are_described(seed: Any) -> None:
    """Every column of a seed says what it holds."""
    columns = (seed.columns or {}).values()
    bare = [column.name for column in columns if not (column.description or "").strip()]
    if bare:
        fail(f"{seed.name}: describe in {_yaml_of(seed)}: {', '.join(bare)}.")


@check(code="PA003")
def check_model_is_named_after_its_folder(model: Any) -> None:
    """A model int_<topic>__<what> lies in intermediate/<topic>: that is where readers look."""
    path = PurePosixPath(str(model.original_file_path).replace("\\", "/"))
    if not model.name.startswith(f"int_{path.parent.name}__"):
        fail(f"{path}: name it int_{path.parent.name}__<what>, or move it to its topic's folder.")


@check(code="PA004")
def check_yaml_is_short(*, folders: list[str], max_lines: int) -> None:
    """No YAML file has more lines than a reader can take in, and all end in .yml."""
    files = [
        file
        for folder in folders
        for file in sorted((_CHECKOUT / folder).rglob("*.y*ml"))
        if file.is_file()
    ]
    wrong = []
    for file in files:
        name = file.relative_to(_CHECKOUT).as_posix()
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > max_lines:
            wrong.append(f"{name} has {lines} lines, {max_lines} are allowed: split it")
        if file.suffix != ".yml":
            wrong.append(f"{name} must end in .yml")
    if wrong:
        fail("; ".join(wrong) + ".")


@check(code="PA005")
def check_no_test_only_warns(ctx: Any) -> None:
    """Every test is on and fails the build: a warning is soon read by nobody."""
    lenient = [
        test.name
        for test in (getattr(wrapped, "test", None) or wrapped for wrapped in ctx.tests)
        if str(getattr(test.config, "severity", "error")).lower() != "error"
        or getattr(test.config, "enabled", True) is False
    ]
    if lenient:
        fail(f"severity is not error, or the test is off: {', '.join(sorted(lenient))}.")


@check(code="PA006")
def check_macro_is_described(macro: Any) -> None:
    """Every macro says what it returns and what it takes; what it says exists."""
    if _IMPLEMENTATION.match(macro.name):
        return
    where = f"{macro.name} ({macro.original_file_path})"
    if len((macro.description or "").strip()) < 25:
        fail(f"{where}: say in the YAML of its folder what it returns, in a sentence.")
    signature = _SIGNATURE.search(macro.macro_sql)
    declared = signature["arguments"].split(",") if signature else []
    names = {argument.partition("=")[0].strip() for argument in declared} - {""}
    if macro.name.startswith("test_"):
        names -= _OF_EVERY_TEST
    described = {item.name for item in macro.arguments or [] if (item.description or "").strip()}
    if names != described:
        wrong = ", ".join(sorted(names ^ described))
        fail(f"{where}: describe exactly the arguments it takes. Wrong are: {wrong}.")


@check(code="PA007")
def check_seed_is_watched(seed: Any, ctx: Any, *, test: str) -> None:
    """A test that looks at all seeds looks at this one, so that it cannot be emptied unnoticed."""
    watched = {
        key
        for node in (getattr(wrapped, "test", None) or wrapped for wrapped in ctx.tests)
        if node.name == test
        for key in node.depends_on.nodes
    }
    if seed.unique_id not in watched:
        fail(f"{seed.name}: add it to the list in the test {test}.")


@check(code="PA008")
def check_singular_test_says_what_to_do(ctx: Any) -> None:
    """The header of every test of one query says what breaks without it, and where to look."""
    silent = []
    for node in (getattr(wrapped, "test", None) or wrapped for wrapped in ctx.tests):
        if getattr(node, "test_metadata", None):
            continue
        lines = node.raw_code.strip().splitlines()
        header = " ".join(line.lstrip("- ") for line in lines if line.startswith("--"))
        if "Without" not in header or not _REMEDY.search(header):
            silent.append(str(node.original_file_path))
    if silent:
        fail(
            'begin with a comment that says what breaks ("Without it ...") and what to do'
            f' ("Look at ...", "Mend ..."): {", ".join(sorted(silent))}.'
        )


@check(code="PA009")
def check_contract_is_not_tested(ctx: Any) -> None:
    """What a contract can enforce when a table is made is no test: each test costs time."""
    tested = [
        f"{test.attached_node.rpartition('.')[2]}.{test.column_name}"
        for test in (getattr(wrapped, "test", None) or wrapped for wrapped in ctx.tests)
        if getattr(test, "test_metadata", None)
        and test.test_metadata.name in _TESTS_OF_A_CONTRACT
        and test.attached_node
        and ".stg_" not in test.attached_node
    ]
    if tested:
        fail(
            "write it as constraints (type: not_null, or a check), see CONTRIBUTING.md:"
            f" {', '.join(sorted(tested))}."
        )


def _yaml_of(node: Any) -> str:
    return str(node.patch_path or "the YAML file of its folder").rpartition("://")[2]

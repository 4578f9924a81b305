"""Take data frames from a build file, for the expectations to look at."""

from pathlib import Path

import duckdb
import pandas as pd

from loaders.database import explained, opened
from loaders.errors import WarehouseError

# What no expectation on one table can see, put into a table of its own.
_STAGED_QUERIES = {
    "raw.document": """
        select *, document_key = content_sha256 as is_key_of_content from raw.document
    """,
    "raw.line": "select * from raw.line",
    "raw.refusal": "select * from raw.refusal",
    "raw.document with its lines": """
        select
            document.file_name,
            document.line_count,
            count(line.line_number) as row_count,
            count(distinct line.line_number) as distinct_count,
            min(line.line_number) as lowest_number,
            max(line.line_number) as highest_number,
            count(*) filter (where trim(line.line_text) != '') as text_line_count,
            sum(length(line.line_text)) as character_count,
            sum(length(line.line_text) - length(replace(line.line_text, chr(65533), '')))
            / greatest(sum(length(line.line_text)), 1) as replacement_share
        from raw.document
        left join raw.line using (document_key)
        group by document.document_key, document.file_name, document.line_count
    """,
    "raw.line without document": """
        select line.document_key, count(*) as line_count
        from raw.line
        anti join raw.document using (document_key)
        group by line.document_key
    """,
    "current versions of a file": """
        select file_name, count(*) filter (where is_current) as current_count
        from raw.document
        group by file_name
    """,
}
_FACT_KEYS = {
    "fct_funds_allocated": "funds_key",
    "fct_people_lifted": "lifted_key",
    "fct_trainings_held": "training_key",
}

# Each column with the table and column that has all its values.
_REFERENCES = (
    *(
        (table, column, dimension, column)
        for table in _FACT_KEYS
        for column, dimension in (
            ("document_key", "dim_document"),
            ("agency_key", "dim_agency"),
            ("year_key", "dim_year"),
            ("county_key", "dim_county"),
            ("province_key", "dim_province"),
            ("theme_key", "dim_theme"),
        )
    ),
    *((table, "restates_key", table, key) for table, key in _FACT_KEYS.items()),
    ("fct_funds_allocated", "parent_funds_key", "fct_funds_allocated", "funds_key"),
    ("fct_funds_allocated", "funder_agency_key", "dim_agency", "agency_key"),
    ("fct_people_lifted", "parent_lifted_key", "fct_people_lifted", "lifted_key"),
    ("fct_trainings_held", "sessions_parent_key", "fct_trainings_held", "training_key"),
    ("fct_trainings_held", "participants_parent_key", "fct_trainings_held", "training_key"),
    ("fct_indicator", "province_key", "dim_province", "province_key"),
    ("fct_indicator", "year_key", "dim_year", "year_key"),
    ("fct_place_mention", "document_key", "dim_document", "document_key"),
    ("fct_place_mention", "agency_key", "dim_agency", "agency_key"),
    ("fct_place_mention", "county_key", "dim_county", "county_key"),
    ("fct_place_mention", "province_key", "dim_province", "province_key"),
    ("fct_attribute", "mention_key", "number_ledger", "mention_key"),
    ("number_ledger", "document_key", "dim_document", "document_key"),
    ("bridge_fact_county", "county_key", "dim_county", "county_key"),
    ("bridge_fact_province", "province_key", "dim_province", "province_key"),
    ("data_quality_issue", "mention_key", "number_ledger", "mention_key"),
    ("bridge_agency_county", "agency_key", "dim_agency", "agency_key"),
    ("bridge_agency_county", "county_key", "dim_county", "county_key"),
    ("dim_county", "province_key", "dim_province", "province_key"),
)
_FACT_REFERENCES = ("bridge_fact_county", "bridge_fact_province", "data_quality_issue")
# A doubt about a number that states no fact refers to the ledger.
_LEDGER = ("number_ledger", "mention_key")


def staged_frames(build_file: Path) -> dict[str, pd.DataFrame]:
    """Return what the loaders wrote, table by table."""
    return _frames(
        build_file, _STAGED_QUERIES, "Load documents: python -m loaders load data/documents"
    )


def mart_frames(build_file: Path) -> dict[str, pd.DataFrame]:
    """Return every table of marts, and what binds the tables together."""
    with opened(build_file, read_only=True) as connection:
        names = [
            str(row[0])
            for row in connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'marts' order by all"
            ).fetchall()
        ]
    queries = {f"marts.{name}": f"select * from marts.{name}" for name in names}
    if {*_FACT_KEYS, "number_ledger", "dim_document"} <= set(names):
        queries |= _bindings()
    return _frames(build_file, queries, "Build the marts: dbt build")


def _bindings() -> dict[str, str]:
    """Count, per fact table and document, what must agree with the ledger; look numbers up."""
    facts = " union all ".join(
        f"select '{table}' as fact_table, document_key, {key} as fact_key from marts.{table}"
        for table, key in _FACT_KEYS.items()
    )
    references = [
        f"select '{table}.{column} in {other}' as reference,"
        f" count(*) filter (where {column} is not null and {column} not in"
        f" (select {key} from marts.{other})) as missing_count from marts.{table}"
        for table, column, other, key in _REFERENCES
    ]
    referred = (
        f"{facts} union all select '{_LEDGER[0]}' as fact_table, document_key,"
        f" {_LEDGER[1]} as fact_key from marts.{_LEDGER[0]}"
    )
    references += [
        f"select '{table}.fact_key in its fact table' as reference, count(*) as missing_count"
        f" from marts.{table} as referring anti join ({referred}) as fact"
        " using (fact_table, fact_key)"
        for table in _FACT_REFERENCES
    ]
    return {
        "keys and what they refer to": " union all ".join(references),
        "facts and ledger": f"""
            with fact as ({facts}),
            counted as (
                select fact_table, document_key, count(distinct fact_key) as fact_count
                from fact
                group by all
            ),
            ledger as (
                select fact_table, document_key, count(distinct fact_key) as ledger_fact_count
                from marts.number_ledger
                where fact_table is not null and fact_table != 'fct_indicator'
                group by all
            )
            select
                coalesce(counted.fact_table, ledger.fact_table) as fact_table,
                document_key,
                coalesce(fact_count, 0) as fact_count,
                coalesce(ledger_fact_count, 0) as ledger_fact_count
            from counted
            full outer join ledger using (fact_table, document_key)
        """,
        "numbers and their lines": """
            select
                number_ledger.mention_key,
                number_ledger.source_file,
                number_ledger.source_line,
                number_ledger.mention_text,
                substr(
                    line.line_text,
                    number_ledger.mention_start + 1,
                    number_ledger.mention_end - number_ledger.mention_start
                ) as line_part
            from marts.number_ledger
            left join raw.line
                on
                    number_ledger.document_key = line.document_key
                    and number_ledger.source_line = line.line_number
        """,
    }


def _frames(build_file: Path, queries: dict[str, str], remedy: str) -> dict[str, pd.DataFrame]:
    with opened(build_file, read_only=True) as connection:
        try:
            return {name: connection.sql(query).df() for name, query in queries.items()}
        except duckdb.CatalogException as error:
            raise WarehouseError(f"{build_file} lacks a table.\n{remedy}\n{error}") from error
        except duckdb.Error as error:
            raise explained(error, build_file) from error

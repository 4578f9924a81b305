from typing import Any

import duckdb
import pytest

from tests.sentences.__main__ import report
from tests.sentences.comparing import differences
from tests.sentences.found import Warehouse
from tests.sentences.passages import Expected, Passage, PassageError

TEXT = "In 2016 the bank lent 1.2 million yuan to Min County and earned 2 million yuan."
LENT, EARNED = TEXT.index("1.2 million"), TEXT.index("2 million yuan.")
LOAN: dict[str, Any] = {
    "value": 1200000,
    "unit": "CNY",
    "value_bound": "exact",
    "instrument": "loan",
    "is_stock": False,
    "recipient_count": "none",
    "period": "2016",
    "counties": ["Min County"],
    "provinces": ["Gansu"],
    "place_source": "sentence",
    "funder": "The Bank",
    "reporter": "Bank of Gansu",
    "part_of": "none",
}


@pytest.fixture
def warehouse() -> Warehouse:
    """One loan to a county, beside a number that states no fact."""
    connection = duckdb.connect()
    connection.execute(f"""
        create schema marts;
        create table marts.fct_funds_allocated as select
            'f1' as funds_key, 'loans.one.txt' as source_file, 1 as source_line,
            {LENT} as mention_start, {LENT + 16} as mention_end,
            '1.2 million yuan' as mention_text, 1200000::decimal(24, 4) as amount,
            'CNY' as currency, 'exact' as value_bound, 'loan' as instrument,
            false as is_stock, null::integer as recipient_count,
            2016 as period_start_year, 2016 as period_end_year,
            null::varchar as parent_funds_key, 'bank' as funder_name, 'none' as funder_agency_key,
            'a1' as agency_key;
        create table marts.fct_people_lifted (
            lifted_key varchar, lifted_count decimal(24, 4), parent_lifted_key varchar,
            value_bound varchar
        );
        create table marts.fct_trainings_held (
            training_key varchar, sessions_count decimal(24, 4), participants_count decimal(24, 4)
        );
        create table marts.bridge_fact_county as select
            'fct_funds_allocated' as fact_table, 'f1' as fact_key, 'c1' as county_key,
            'Min' as mentioned_as, 'sentence' as place_source;
        create table marts.dim_county as select 'c1' as county_key, 'Min County' as county_name;
        create table marts.bridge_fact_province as select
            'fct_funds_allocated' as fact_table, 'f1' as fact_key, 'p1' as province_key;
        create table marts.dim_province as select 'p1' as province_key, 'Gansu' as province_name;
        create table marts.dim_agency as
            select 'a1' as agency_key, 'Bank of Gansu' as agency_name, '' as aliases
            union all select 'none', 'not stated', '';
        create table marts.number_ledger as select
            'loans.one.txt' as source_file, 1 as source_line, number.*
            from (values ({LENT}, {LENT + 16}, 'funds'), ({EARNED}, {EARNED + 14}, 'income'))
            as number (mention_start, mention_end, kind);
        create table marts.dim_document as select
            'loans.one.txt' as file_name, 2016 as reference_year;
    """)
    return Warehouse(connection)


def passage(
    facts: list[Expected] | None,
    *,
    not_facts: tuple[str, ...] = (),
    kinds: dict[str, str] | None = None,
    document: dict[str, Any] | None = None,
) -> Passage:
    return Passage("loans/one", "", TEXT, facts, list(not_facts), kinds or {}, document or {})


def loan(**attributes: Any) -> Expected:
    return Expected("funds", "1.2 million yuan", attributes)


def test_what_is_as_expected_gives_no_difference(warehouse: Warehouse) -> None:
    expected = passage(
        [loan(**LOAN)],
        not_facts=("2 million yuan",),
        kinds={"2 million yuan": "income"},
        document={"reference_year": 2016},
    )
    assert differences(expected, warehouse) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("value", 1200001),
        ("unit", "USD"),
        ("value_bound", "about"),
        ("instrument", "donation"),
        ("is_stock", True),
        ("recipient_count", 2),
        ("period", "-2016"),
        ("counties", []),
        ("counties", ["Min County", "Tan County"]),
        ("counties", ["Tan County"]),
        ("provinces", []),
        ("place_source", "section"),
        ("funder", "none"),
        ("reporter", "not stated"),
        ("part_of", "2 million yuan"),
        ("no_such_column", True),
    ],
)
def test_an_attribute_that_differs_is_told(warehouse: Warehouse, name: str, value: object) -> None:
    told = differences(passage([loan(**{name: value})]), warehouse)
    assert len(told) == 1
    assert told[0].startswith(f"1.2 million yuan: {name} expected {value}, came ")


def test_a_fact_too_many_or_too_few_is_told(warehouse: Warehouse) -> None:
    earned = Expected("funds", "2 million yuan", {})
    assert differences(passage([]), warehouse) == ["1.2 million yuan: no fact expected, came funds"]
    assert differences(passage([loan(), earned]), warehouse) == [
        "2 million yuan: expected funds, came nothing"
    ]


def test_without_facts_only_the_rest_is_looked_at(warehouse: Warehouse) -> None:
    assert differences(passage(None), warehouse) == []
    told = differences(passage(None, not_facts=("1.2 million yuan", "2016")), warehouse)
    assert told == [
        "1.2 million yuan: no fact expected, came funds",
        "2016: expected in the ledger, came nothing",
    ]


def test_kind_and_document_that_differ_are_told(warehouse: Warehouse) -> None:
    told = differences(
        passage(None, kinds={"2 million yuan": "price"}, document={"reference_year": "none"}),
        warehouse,
    )
    assert told == [
        "2 million yuan: kind expected price, came income",
        "document: reference_year expected none, came 2016",
    ]


def test_a_quote_stands_in_the_passage_once() -> None:
    assert passage([]).span("2 million yuan") == (1, EARNED, EARNED + 14)
    with pytest.raises(PassageError, match="once"):
        passage([]).span("million yuan")


@pytest.mark.parametrize(
    ("told", "known", "is_right"),
    [
        ([], {}, True),
        (["differs"], {}, False),
        (["differs"], {"loans/one": "why"}, True),
        ([], {"loans/one": "why"}, False),
    ],
)
def test_the_list_of_those_known_to_fail_has_to_be_right(
    told: list[str], known: dict[str, str], is_right: bool
) -> None:
    assert report({"loans/one": told}, [passage([])], known) is is_right

"""What is expected of the data: before dbt reads it, and before the marts are published.

Each expectation carries, as its notes, what to do when it fails. Data Docs show them too.
"""

import great_expectations.expectations as gxe
from great_expectations.expectations.expectation import Expectation

Suite = dict[str, list[Expectation]]

# The years of marts.dim_year: no other becomes a value, whatever a text says.
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_SHA256 = "^[0-9a-f]{64}$"

# The columns that are promised to those who query. Columns are added, never dropped or renamed.
_FACT_COLUMNS = (
    "document_key agency_key year_key county_key province_key theme_key status period_start_year"
    " period_end_year is_additive not_additive_reason contained_in_key containment"
    " containment_margin restates_key claim_key claim_relation completeness source_file source_line"
    " mention_start mention_end mention_text sentence_text rule_id"
)
_PROMISED = {
    "fct_funds_allocated": f"funds_key {_FACT_COLUMNS} amount amount_low currency amount_cny"
    " value_bound instrument finance_type is_stock recipient_count total_amount funder_name"
    " funder_agency_key funder_type parent_funds_key stage is_cumulative is_financing",
    "fct_people_lifted": f"lifted_key {_FACT_COLUMNS} lifted_count unit value_bound"
    " parent_lifted_key is_cumulative",
    "fct_trainings_held": f"training_key {_FACT_COLUMNS} statement_key sessions_count"
    " sessions_bound sessions_parent_key participants_count participants_unit participants_bound"
    " participants_parent_key sessions_source_line sessions_mention_start sessions_mention_end"
    " sessions_mention_text participants_source_line participants_mention_start"
    " participants_mention_end participants_mention_text",
    "fct_indicator": "indicator_key indicator_name unit region_name province_key year_key value",
    "fct_place_mention": "place_mention_key document_key agency_key place_type county_key"
    " province_key mentioned_as resolution source_file source_line mention_start mention_end",
    "fct_attribute": "attribute_key fact_table fact_key mention_key attribute value rule_id margin",
    "bridge_fact_county": "fact_table fact_key county_key mentioned_as place_source",
    "bridge_fact_province": "fact_table fact_key province_key place_source",
    "bridge_agency_county": "agency_key county_key relation since_year",
    "number_ledger": "mention_key document_key source_file source_line mention_start mention_end"
    " mention_text sentence_text number_value unit_text kind measure fact_table fact_key rule_id",
    "dim_claim": "claim_key fact_table chosen_fact_key measure unit chosen_value lowest_value"
    " highest_value statement_count document_count relation chosen_because",
    "dim_agency": "agency_key agency_name agency_short_name agency_name_zh agency_type aliases",
    "dim_county": "county_key county_name county_name_zh gb_code gb_code_2016 valid_from valid_to"
    " county_type prefecture_name province_key is_resolved",
    "dim_province": "province_key province_name province_name_zh gb_code",
    "dim_year": "year_key year five_year_plan",
    "dim_theme": "theme_key theme_name headings",
    "dim_document": "document_key file_name title document_type issue_label published_date"
    " date_source published_year"
    " reference_year content_sha256 line_count loaded_at",
    "data_quality_issue": "fact_table fact_key mention_key issue_type severity detail treatment",
    "build": "build_id started_at finished_at project_version dbt_version engine_version"
    " rule_fingerprint documents public_tables passed_test_count",
}
_KEYS = {
    "fct_funds_allocated": "funds_key",
    "fct_people_lifted": "lifted_key",
    "fct_trainings_held": "training_key",
    "fct_indicator": "indicator_key",
    "fct_place_mention": "place_mention_key",
    "fct_attribute": "attribute_key",
    "number_ledger": "mention_key",
    "dim_claim": "claim_key",
    "dim_agency": "agency_key",
    "dim_county": "county_key",
    "dim_province": "province_key",
    "dim_year": "year_key",
    "dim_theme": "theme_key",
    "dim_document": "document_key",
    "build": "build_id",
}
_FACT_TABLES = ("fct_funds_allocated", "fct_people_lifted", "fct_trainings_held")
_RELOAD = "Take the document out and load it again: python -m loaders remove NAME, then load."
_READER = "The reader of its format is at fault (loaders/readers): convert the file, report it."
_REBUILD = "Run dbt build again; its tests name the model at fault. If none fails, add one."


def staged_suite() -> Suite:
    """Return what is expected of raw, as the loaders leave it."""
    return {
        "raw.document": [
            gxe.ExpectTableRowCountToBeBetween(
                min_value=1, notes="Nothing is loaded: python -m loaders load data/documents"
            ),
            *_key("document_key", _RELOAD),
            gxe.ExpectColumnValuesToMatchRegex(column="document_key", regex=_SHA256, notes=_RELOAD),
            gxe.ExpectColumnValuesToBeInSet(
                column="is_key_of_content", value_set=[True], notes=_RELOAD
            ),
            *_filled("file_name content_sha256 is_current loaded_at", _RELOAD),
            gxe.ExpectColumnValuesToBeInSet(
                column="format",
                value_set=["txt", "docx", "pdf", "html"],
                notes="A new format needs a reader, and its name here and in staging.",
            ),
            *_between("byte_count", 1, None, _RELOAD),
            *_between("line_count", 1, None, _RELOAD),
            *_between("page_count", 1, None, _READER),
        ],
        "raw.line": [
            gxe.ExpectTableRowCountToBeBetween(min_value=1, notes=_RELOAD),
            *_filled("document_key line_number line_text", _RELOAD),
            *_between("line_number", 1, None, _RELOAD),
            *_between("page_number", 1, None, _READER),
            gxe.ExpectCompoundColumnsToBeUnique(
                column_list=["document_key", "line_number"], notes=_RELOAD
            ),
            gxe.ExpectColumnValuesToNotMatchRegex(
                column="line_text", regex="[\\n\\x00]", notes=_READER
            ),
        ],
        "raw.document with its lines": [
            _equal("line_count", "row_count", "Lines are missing or doubled. " + _RELOAD),
            _equal("row_count", "distinct_count", "A line number stands twice. " + _RELOAD),
            _equal("row_count", "highest_number", "Lines are not numbered to the end. " + _RELOAD),
            gxe.ExpectColumnValuesToBeInSet(
                column="lowest_number",
                value_set=[1],
                notes="Lines are not counted from 1. " + _RELOAD,
            ),
            *_between("text_line_count", 1, None, "The document holds no text. " + _READER),
            *_between(
                "replacement_share",
                0,
                0.01,
                "Over one character in a hundred was not decoded: save the file as UTF-8.",
            ),
        ],
        "raw.line without document": [
            gxe.ExpectTableRowCountToEqual(
                value=0, notes="Lines belong to no document: make clean, then load anew."
            )
        ],
        "current versions of a file": _between(
            "current_count", 0, 1, "Two versions of a file are current. " + _RELOAD
        ),
        "raw.refusal": [
            *_key("refusal_key", "Load the refused files again."),
            *_filled("path file_name reason remedy refused_at", "Load the refused files again."),
        ],
    }


def mart_suite() -> Suite:
    """Return what is expected of the marts, as dbt leaves them."""
    suite: Suite = {f"marts.{table}": _promised(table) for table in _PROMISED}
    for table in _FACT_TABLES:
        suite[f"marts.{table}"] += _fact()
    suite["marts.fct_funds_allocated"] += [
        *_between("amount", 0, 1e15, "No number has such a value: see int_number__series."),
        gxe.ExpectColumnValuesToMatchRegex(
            column="currency", regex="^[A-Z]{3}$", notes="See seeds/lexicon/currency_form.csv."
        ),
        _equal_or_less("amount_low", "amount", "The lower end of a range is above its upper end."),
        *_between("recipient_count", 1, None, _REBUILD),
        *_values("value_bound", "exact more_than less_than about"),
        *_values(
            "instrument",
            "appropriation investment donation loan bond insurance mobilized purchase other",
        ),
        *_filled("amount currency value_bound instrument is_stock total_amount", _REBUILD),
    ]
    suite["marts.fct_people_lifted"] += [
        *_filled("lifted_count unit value_bound", _REBUILD),
        *_between("lifted_count", 0, 1e15, "No number has such a value: see int_number__series."),
        *_values("unit", "person household village county other"),
        *_values("value_bound", "exact more_than less_than about"),
    ]
    suite["marts.fct_trainings_held"] += [
        *_filled("statement_key", _REBUILD),
        *_between("sessions_count", 0, 1e15, "No number has such a value: see int_number__series."),
        *_between(
            "participants_count", 0, 1e15, "No number has such a value: see int_number__series."
        ),
        *_values("participants_unit", "person person_time household other"),
    ]
    suite["marts.number_ledger"] += [
        *_filled("kind mention_text sentence_text rule_id", _REBUILD),
        *_values("measure", "funds people_lifted training_sessions training_participants"),
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["document_key", "source_line", "mention_start"],
            notes="Two numbers stand at one place of the text. " + _REBUILD,
        ),
    ]
    suite["facts and ledger"] = [
        _equal("fact_count", "ledger_fact_count", "A fact lacks its number in the ledger, or back.")
    ]
    suite["numbers and their lines"] = [
        _equal("line_part", "mention_text", "A number does not stand where the ledger says.")
    ]
    for table, key in (
        ("bridge_fact_county", "county_key"),
        ("bridge_fact_province", "province_key"),
    ):
        suite[f"marts.{table}"] += [
            *_values("fact_table", " ".join(_FACT_TABLES)),
            *_filled(f"fact_table fact_key {key}", _REBUILD),
            gxe.ExpectCompoundColumnsToBeUnique(
                column_list=["fact_table", "fact_key", key], notes=_REBUILD
            ),
        ]
    suite["marts.bridge_agency_county"] += _between(
        "since_year", _FIRST_YEAR, _LAST_YEAR, "Not a year of twinning."
    )
    suite["marts.fct_place_mention"] += _values("place_type", "county province country")
    suite["marts.fct_indicator"] += _filled("indicator_name unit value", _REBUILD)
    suite["marts.dim_county"] += [
        gxe.ExpectColumnValuesToMatchRegex(
            column="gb_code", regex="^[0-9]{6}$", notes="Codes are six digits, kept as text."
        ),
        gxe.ExpectTableRowCountToBeBetween(
            min_value=2800, notes="Counties are missing: dbt seed, then compare seeds/place."
        ),
    ]
    # 34 provinces, none, several.
    suite["marts.dim_province"].append(
        gxe.ExpectTableRowCountToEqual(value=36, notes="Compare seeds/place/place_province.csv.")
    )
    suite["marts.dim_document"] += [
        gxe.ExpectTableRowCountToBeBetween(min_value=1, notes="Load documents, then dbt build."),
        *_values("document_type", "yearbook briefing news other"),
        *_between("published_year", _FIRST_YEAR, _LAST_YEAR, "See int_text__document."),
    ]
    suite["marts.data_quality_issue"] += _filled(
        "fact_table fact_key mention_key issue_type severity detail", _REBUILD
    )
    suite["keys and what they refer to"] = _between(
        "missing_count", 0, 0, "Keys without their row in the other table. " + _REBUILD
    )
    return suite


def _promised(table: str) -> list[Expectation]:
    columns = _PROMISED[table].split()
    expectations: list[Expectation] = [
        gxe.ExpectColumnToExist(
            column=column, notes="Those who query rely on this column: put it back."
        )
        for column in columns
    ]
    if table in _KEYS:
        expectations += _key(_KEYS[table], _REBUILD)
    return expectations


def _fact() -> list[Expectation]:
    return [
        *_filled(
            "document_key agency_key year_key county_key province_key theme_key is_additive"
            " source_file source_line sentence_text rule_id",
            _REBUILD,
        ),
        *_values("status", "actual planned"),
        *_between("completeness", 0, 1, _REBUILD),
        *_between("period_start_year", _FIRST_YEAR, _LAST_YEAR, "Not a year of this campaign."),
        *_between("period_end_year", _FIRST_YEAR, _LAST_YEAR, "Not a year of this campaign."),
        _equal_or_less("period_start_year", "period_end_year", "A period ends before it starts."),
        *_between("source_line", 1, None, _REBUILD),
    ]


def _key(column: str, remedy: str) -> list[Expectation]:
    return [
        gxe.ExpectColumnValuesToNotBeNull(column=column, notes=remedy),
        gxe.ExpectColumnValuesToBeUnique(column=column, notes=remedy),
    ]


def _filled(columns: str, remedy: str) -> list[Expectation]:
    return [
        gxe.ExpectColumnValuesToNotBeNull(column=column, notes=remedy) for column in columns.split()
    ]


def _between(column: str, low: float | None, high: float | None, remedy: str) -> list[Expectation]:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column=column, min_value=low, max_value=high, notes=remedy
        )
    ]


def _values(column: str, values: str) -> list[Expectation]:
    return [
        gxe.ExpectColumnValuesToBeInSet(
            column=column,
            value_set=values.split(),
            notes="A new value changes what the column means to those who query it.",
        )
    ]


def _equal(first: str, second: str, remedy: str) -> Expectation:
    return gxe.ExpectColumnPairValuesToBeEqual(
        column_A=first, column_B=second, ignore_row_if="neither", notes=remedy
    )


def _equal_or_less(first: str, second: str, remedy: str) -> Expectation:
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=second,
        column_B=first,
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        notes=remedy,
    )

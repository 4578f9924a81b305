"""Run a text of one's own through the models of the project, in memory."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from loaders.looking import Detail, Look, Span, Warehouse, written_value
from loaders.readers.types import Extracted, split_lines
from loaders.running import OnStep, prepared, run
from loaders.store import Document, Store

# The marts that are shown; what they stand on, the readings among it, is built with them.
_MODELS = (
    "number_ledger",
    "fct_funds_allocated",
    "fct_people_lifted",
    "fct_trainings_held",
    "bridge_fact_county",
    "bridge_fact_province",
    "data_quality_issue",
    "dim_agency",
    "dim_county",
    "dim_document",
    "dim_province",
    "dim_theme",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the models cut it out, with the numbers they see in it."""

    key: str
    text: str
    paragraph_type: str
    number_spans: list[Span]
    words: list[tuple[str, str]]
    unknown_words: list[str]
    names: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rule that spoke for or against a reading, and what made it speak."""

    weight: float
    cue: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number could mean, and all that speaks for and against it."""

    decision: str
    name: str
    score: float
    is_chosen: bool
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number, its readings, and where it was looked up what a fact says of it."""

    text: str
    is_fact: bool
    details: list[Detail]
    readings: list[Reading]

    @property
    def kind(self) -> str:
        """What it was read as."""
        chosen = (
            reading.name
            for reading in self.readings
            if reading.decision == "kind" and reading.is_chosen
        )
        return next(chosen, "unknown")


class Explanation:
    """What each model made of the text."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._warehouse = Warehouse(connection)

    def sentences(self) -> list[Sentence]:
        """Return the sentences in the order of the text."""
        rows = self._rows(
            "select sentence_key, sentence_text, paragraph_type"
            " from intermediate.int_text__sentence order by sentence_index"
        )
        return [
            Sentence(
                key,
                text,
                paragraph_type,
                self._rows(
                    "select mention_start, mention_end from intermediate.int_number__mention"
                    " where sentence_key = ? order by mention_start",
                    key,
                ),
                self._words(key),
                self._unknown_words(key),
                self._names(key),
            )
            for key, text, paragraph_type in rows
        ]

    def _words(self, sentence_key: str) -> list[tuple[str, str]]:
        return self._rows(
            """
            select
                substr(
                    any_value(sentence.sentence_text),
                    any_value(first_token.token_start) + 1,
                    any_value(last_token.token_end - first_token.token_start)
                ),
                string_agg(distinct term.term_class, ', ' order by term.term_class)
            from intermediate.int_lexicon__term_mention as term
            join intermediate.int_text__sentence as sentence using (sentence_key)
            join intermediate.int_text__token as first_token
                on term.sentence_key = first_token.sentence_key
                and term.token_index_first = first_token.token_index
            join intermediate.int_text__token as last_token
                on term.sentence_key = last_token.sentence_key
                and term.token_index_last = last_token.token_index
            where term.sentence_key = ?
            group by term.token_index_first, term.token_index_last
            order by term.token_index_first, term.token_index_last
            """,
            sentence_key,
        )

    def _unknown_words(self, sentence_key: str) -> list[str]:
        rows = self._rows(
            """
            select token.token_text
            from intermediate.int_text__token as token
            where token.sentence_key = ? and regexp_matches(token.token_text, '[[:alpha:]]')
            and not exists (
                from intermediate.int_lexicon__term_mention as term
                where term.sentence_key = token.sentence_key
                and token.token_index between term.token_index_first and term.token_index_last
            )
            and not exists (
                from intermediate.int_number__mention as number
                where number.sentence_key = token.sentence_key
                and token.token_index between number.token_index_first and number.token_index_last
            )
            order by token.token_index
            """,
            sentence_key,
        )
        return [text for (text,) in rows]

    def _names(self, sentence_key: str) -> list[tuple[str, str, str]]:
        """Return what is named, as written: a kind, the words, and what they were taken for."""
        return self._rows(
            """
            with place_name as (
                select 'county' as place_level, county_id as place_id,
                    county_name || ', ' || province_name as place_name
                from intermediate.int_place__county join seeds.place_province using (province_code)
                union all
                select 'province', province_code, province_name from seeds.place_province
            ),
            possible as (
                select name_key, string_agg(
                    coalesce(place_name, place_level || ' ' || place_id), '; '
                    order by candidate_rank
                ) as places, string_agg(
                    coalesce(place_name, place_level || ' ' || place_id), '; '
                    order by candidate_rank
                ) filter (candidate_rank > 1) as others
                from intermediate.int_place__candidate_score
                left join place_name using (place_level, place_id)
                group by name_key
            ),
            named as (
                select place.mention_start, 'place' as kind, place.mentioned_as,
                    if(
                        place_name is null, concat_ws(': ', place.resolution, possible.places),
                        concat_ws(
                            '; not ', place_name || ' (' || place.resolution || ')', possible.others
                        )
                    ) as taken_for
                from intermediate.int_place__mention_resolved as place
                left join place_name using (place_level, place_id)
                left join possible using (name_key)
                where place.sentence_key = $1
                union all
                select mention_start, 'organisation', mentioned_as,
                    agency_name || ' (' || resolution || ')'
                from intermediate.int_agency__mention
                join intermediate.int_corpus__organisation using (agency_key)
                where sentence_key = $1
                union all
                select mention_start, 'organisation', mentioned_as,
                    'not listed (' || organisation_kind || ')'
                from intermediate.int_agency__unlisted_name as unlisted
                where sentence_key = $1 and not exists (
                    from intermediate.int_agency__mention as known
                    where known.sentence_key = unlisted.sentence_key
                    and known.mention_start < unlisted.mention_end
                    and unlisted.mention_start < known.mention_end
                )
                union all
                select mention_start, 'period', mention_text,
                    case
                        when period_start_year = period_end_year then period_end_year::varchar
                        else coalesce(period_start_year::varchar, 'open') || ' to '
                            || coalesce(period_end_year::varchar, 'open')
                    end || ' (' || rule_id || ')' || if(is_dating, '', '; dates nothing')
                from intermediate.int_period__mention where sentence_key = $1
            )
            select kind, mentioned_as, taken_for from named order by mention_start, kind
            """,
            sentence_key,
        )

    def numbers(self, sentence: Sentence) -> list[ReadNumber]:
        """Return the numbers of a sentence with their readings, the chosen ones first."""
        rows = self._rows(
            """
            select
                mention.mention_key, mention.mention_text,
                mention.value_bound, mention.number_low, mention.number_value,
                concat_ws(': ', coalesce(mention.unit_class, 'none'), mention.unit_term),
                (
                    select string_agg(trait, ', ' order by trait)
                    from intermediate.int_number__trait as trait
                    where trait.mention_key = mention.mention_key
                ),
                fact.measure
            from intermediate.int_number__mention as mention
            left join intermediate.int_fact__mention as fact using (mention_key)
            where mention.sentence_key = ?
            order by mention.mention_start
            """,
            sentence.key,
        )
        return [
            ReadNumber(
                text,
                measure is not None,
                [
                    ("value", written_value(value, bound, low)),
                    ("unit", unit),
                    ("traits", traits or "none"),
                    *(self._candidates(key, measure) if measure else []),
                ],
                self._readings(key, measure),
            )
            for key, text, bound, low, value, unit, traits, measure in rows
        ]

    def _readings(self, mention_key: str, measure: str | None) -> list[Reading]:
        # What is decided of every number, but used of facts only, is left out where it is not.
        decisions = ["kind"] if measure is None else ["kind", "status"]
        if measure == "funds":
            decisions += ["instrument", "stock"]
        rows = self._rows(
            """
            select
                candidate.decision, candidate.reading, candidate.score::double,
                candidate.reading = choice.reading,
                list(
                    {
                        'weight': evidence.weight::double,
                        'cue': evidence.cue_term
                            || if(evidence.gap > 0, ', gap ' || evidence.gap, ''),
                        'rule_id': evidence.rule_id
                    }
                    order by abs(evidence.weight) desc, evidence.rule_id
                )
            from intermediate.int_number__candidate as candidate
            join intermediate.int_number__evidence as evidence
                using (mention_key, decision, reading)
            join intermediate.int_number__choice as choice
                on candidate.mention_key = choice.mention_key
                and candidate.decision = choice.decision
            where candidate.mention_key = $1 and list_contains($2, candidate.decision)
            group by all
            order by 3 desc, 2
            """,
            mention_key,
            decisions,
        )
        return [
            Reading(decision, name, score, is_chosen, [Evidence(**item) for item in evidence])
            for decision, name, score, is_chosen, evidence in sorted(
                rows, key=lambda row: decisions.index(row[0])
            )
        ]

    def _candidates(self, mention_key: str, measure: str) -> list[Detail]:
        """Say where place, period and giver of a fact were looked for, the best first."""
        queries = {
            "places near it": """
                select string_agg(distinct place.mentioned_as, ', ') || ' (' || relation
                    || ', weight ' || weight || ')'
                from intermediate.int_place__number_relation as near
                join intermediate.int_place__evidence as place on span_key = evidence_key
                join seeds.rule_link using (span_class, relation, number_group)
                where decision = 'place' and mention_key = ?
                group by span_key, relation, weight, distance order by weight desc, distance
            """,
            "periods near it": """
                select mention_text || ' (' || relation || ', weight ' || weight || ')'
                from intermediate.int_period__relation as near
                join intermediate.int_period__mention as period
                    on near.span_key = period.period_mention_key
                join seeds.rule_link as rule using (relation, span_class, number_group)
                where near.mention_key = ? and rule.decision = 'period'
                order by weight desc, distance
            """,
            "possible givers": """
                select giver_name || ' (' || relation || ', weight ' || weight || ')'
                from intermediate.int_fact__giver_relation as near
                join intermediate.int_agency__named_giver on span_key = giver_key
                join seeds.rule_link using (span_class, relation, number_group)
                where decision = 'giver' and mention_key = ? order by weight desc, distance
            """,
        }
        return [
            (label, "; ".join(text for (text,) in rows) or "none")
            for label, query in queries.items()
            if label != "possible givers" or measure == "funds"
            for rows in [self._rows(query, mention_key)]
        ]

    def facts(self) -> list[Look]:
        """Return the facts, as the marts hold them."""
        return [self._warehouse.look(number) for number in self._warehouse.facts()]

    def _rows(self, query: str, *parameters: object) -> list[Any]:
        return self._connection.execute(query, parameters).fetchall()


@contextmanager
def explained_text(
    text: str, progress: Callable[[], AbstractContextManager[OnStep]]
) -> Iterator[Explanation]:
    """Read a text alone, with the seeds and models as they are now, and open what came of it."""
    with progress() as on_step, prepared(_MODELS) as (connection, plan):
        store = Store(connection)
        store.create_tables()
        content = text.encode()
        key = hashlib.sha256(content).hexdigest()
        extracted = Extracted(split_lines(text))
        store.save(Document("sentence.txt", "txt", key, len(content), extracted), "sentence.txt")
        connection.execute("create schema reading")
        connection.execute("create table reading.batch as select document_key from raw.document")
        run(connection, plan, on_step)
        yield Explanation(connection)

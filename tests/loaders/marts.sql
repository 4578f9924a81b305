-- A warehouse of three sentences, with the columns that `show` and `search` read.
create schema marts;

create table marts.dim_document (document_key varchar, title varchar);
insert into marts.dim_document values ('d', 'A Report');

create table marts.dim_agency (agency_key varchar, agency_name varchar);
insert into marts.dim_agency values
    ('none', 'not stated'), ('bank', 'Agricultural Bank'), ('union', 'Trade Union');

create table marts.dim_theme (theme_key varchar, theme_name varchar);
insert into marts.dim_theme values ('none', 'not stated'), ('health', 'Health');

create table marts.dim_province (province_key varchar, province_name varchar);
insert into marts.dim_province values ('none', 'not stated'), ('hebei', 'Hebei'), ('gansu', 'Gansu');

create table marts.dim_county (county_key varchar, county_name varchar, province_key varchar);
insert into marts.dim_county values ('lu', 'Lu County', 'hebei'), ('wu', 'Wu County', 'none');

create table marts.bridge_fact_county (
    fact_table varchar, fact_key varchar, county_key varchar, place_source varchar
);
insert into marts.bridge_fact_county values
    ('fct_funds_allocated', 'a1', 'lu', 'sentence'),
    ('fct_funds_allocated', 'a1', 'wu', 'section');

create table marts.bridge_fact_province (
    fact_table varchar, fact_key varchar, province_key varchar, place_source varchar
);
insert into marts.bridge_fact_province values ('fct_funds_allocated', 'a1', 'hebei', 'sentence');

create table marts.number_ledger (
    mention_key varchar, document_key varchar, source_file varchar, source_line integer,
    mention_start integer, mention_end integer, mention_text varchar, sentence_text varchar,
    number_value decimal(28, 4), unit_text varchar, kind varchar, fact_table varchar,
    fact_key varchar, rule_id varchar
);
insert into marts.number_ledger values
    ('a1', 'd', 'r.txt', 7, 16, 30, '2 million yuan', 'Gave 2 and then 2 million yuan for [health].',
        2000000, 'CNY', 'funds', 'fct_funds_allocated', 'a1', 'kind_funds'),
    ('a0', 'd', 'r.txt', 7, 5, 6, '2', 'Gave 2 and then 2 million yuan for [health].',
        2, '', 'people', null, null, 'echo'),
    ('b1', 'd', 'r.txt', 9, 0, 14, '5 million yuan', '5 million yuan in all.',
        5000000, 'CNY', 'funds', 'fct_funds_allocated', 'b1', 'kind_funds'),
    ('c1', 'd', 'r.txt', 11, 20, 30, '50 farmers', 'Held 3 courses with 50 farmers.',
        50, 'farmer', 'training_participants', 'fct_trainings_held', 'c1', 'kind_people'),
    ('c0', 'd', 'r.txt', 11, 5, 14, '3 courses', 'Held 3 courses with 50 farmers.',
        3, 'course', 'training_sessions', 'fct_trainings_held', 'c1', 'kind_people'),
    ('e1', 'd', 'r.txt', 12, 0, 9, '400 people', '400 people left poverty.',
        400, 'person', 'people_lifted', 'fct_people_lifted', 'e1', null);

create table marts.fct_place_mention as
select source_file, source_line, mention_start, sentence_text from marts.number_ledger limit 0;
insert into marts.fct_place_mention values ('r.txt', 3, 4, 'The Health Post of Lu County.');
create table marts.fct_indicator as from marts.fct_place_mention limit 0;
create table marts.bridge_agency_county as from marts.fct_place_mention limit 0;

create table marts.fct_funds_allocated (
    funds_key varchar, agency_key varchar, theme_key varchar, status varchar,
    period_start_year integer, period_end_year integer, amount decimal(24, 4),
    amount_low decimal(24, 4), currency varchar, amount_cny decimal(24, 4), value_bound varchar,
    instrument varchar, is_stock boolean, recipient_count integer, total_amount decimal(24, 4),
    funder_name varchar, funder_agency_key varchar, parent_funds_key varchar,
    restates_key varchar, is_additive boolean, completeness decimal(3, 2), source_file varchar,
    source_line integer, mention_start integer, mention_text varchar
);
insert into marts.fct_funds_allocated values
    ('a1', 'union', 'health', 'planned', 2016, 2018, 2000000, 1500000, 'USD', 13000000, 'more_than',
        'loan', true, 3, 6000000, 'the Bank', 'bank', 'b1', null, false, 0.8, 'r.txt', 7, 16,
        '2 million yuan'),
    ('b1', 'none', 'none', 'actual', null, null, 5000000, null, 'CNY', 5000000, 'exact',
        'other', false, null, 5000000, null, null, null, null, true, 0.2, 'r.txt', 9, 0,
        '5 million yuan');

create table marts.fct_people_lifted (
    lifted_key varchar, agency_key varchar, theme_key varchar, status varchar,
    period_start_year integer, period_end_year integer, lifted_count decimal(24, 4), unit varchar,
    value_bound varchar, parent_lifted_key varchar, restates_key varchar, is_additive boolean,
    completeness decimal(3, 2), source_file varchar, source_line integer, mention_start integer,
    mention_text varchar
);
insert into marts.fct_people_lifted values
    ('e1', 'none', 'none', 'actual', null, 2020, 400, 'person', 'about', null, null, true, 1,
        'r.txt', 12, 0, '400 people');

create table marts.fct_trainings_held (
    training_key varchar, statement_key varchar, agency_key varchar, theme_key varchar,
    status varchar, period_start_year integer, period_end_year integer,
    sessions_count decimal(24, 4), sessions_bound varchar, sessions_parent_key varchar,
    participants_count decimal(24, 4), participants_unit varchar, participants_bound varchar,
    participants_parent_key varchar, restates_key varchar, is_additive boolean,
    completeness decimal(3, 2), source_file varchar, source_line integer, mention_start integer,
    sessions_source_line integer, sessions_mention_text varchar,
    participants_source_line integer, participants_mention_text varchar
);
insert into marts.fct_trainings_held values
    ('c1', 's', 'none', 'none', 'actual', 2016, 2016, 3, 'exact', null, 50, 'person_time', 'exact',
        null, null, true, 0.6, 'r.txt', 11, 20, 11, '3 courses', 11, '50 farmers');

create table marts.data_quality_issue (
    fact_table varchar, fact_key varchar, issue_type varchar, severity varchar, detail varchar
);
insert into marts.data_quality_issue values
    ('fct_funds_allocated', 'a1', 'implausible size', 'medium', 'too much');

create table marts.rpt_rule (
    rule_id varchar, decision varchar, reading varchar, weight double, decided_count integer,
    gold_decided_count integer, gold_right_count integer
);
insert into marts.rpt_rule values
    ('kind_funds', 'kind', 'funds', 3, 1200, 40, 39), ('echo', 'kind', null, 2.5, 7, 0, 0);

create table marts.rpt_close_call (
    mention_key varchar, decision varchar, reading varchar, second_reading varchar, margin double
);
insert into marts.rpt_close_call values
    ('a1', 'status', 'planned', 'actual', 0.5), ('a0', 'instrument', 'loan', 'bond', 0.1);

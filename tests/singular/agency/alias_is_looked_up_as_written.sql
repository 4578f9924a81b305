-- A name of an organisation that is looked up in another form than it is written: without a
-- province in it both are the same letters. Without it a spelling would never be found again, and
-- the facts of its organisation would lose it. Look at int_agency__alias_form.
with alias_form as (
    select * from {{ ref('int_agency__alias_form') }}
),

final as (
    select
        alias_name,
        match_text,
        name_text
    from alias_form
    where
        -- What stands before and behind the symbol of a province stands in the name.
        not {{ text_starts_with('name_text', regexp_first('match_text', "'^[^<]*'")) }}
        or not {{ text_ends_with('name_text', regexp_first('match_text', "'[^>]*$'")) }}
        or (position('<' in match_text) = 0 and match_text is distinct from name_text)
        or name_text is distinct from {{ agency_match_text('alias_name') }}
)

select * from final

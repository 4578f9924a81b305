-- Theme terms as tokens are looked up, singular and plural.
with theme_term as (
    select * from {{ ref('theme_term') }}
),

spelled as (
    select
        theme_code,
        weight,
        term as written_form
    from theme_term

    union

    select
        theme_code,
        weight,
        concat(term, 's') as written_form
    from theme_term
),

final as (
    select
        trim({{ regexp_replace_all(
            regexp_replace_all('written_form', "'([^a-z0-9 ])'", "' \\1 '"), "' +'", "' '"
        ) }}) as term_form,
        theme_code,
        max(weight) as weight
    from spelled
    group by 1, 2
)

select * from final

{#
    The text with typographic variants of one character made alike: full-width digits and
    stops become half-width, curly quotes straight, odd blanks a blank. Every character maps to exactly one
    character, so offsets in the plain text are offsets in the text.
    text: a string expression.
#}
{% macro plain_text(text) -%}
    translate(
        {{ text }},
        '０１２３４５６７８９，．：；（）％－～￥＄　     ‘’‚‛′`“”„″–—−‐‑',
        '0123456789,.:;()%-~¥$      ''''''''''''""""-----'
    )
{%- endmacro %}

{#
    One token of a text: a number with its thousands separators (commas, also with a stray blank
    before the comma or three zeros, blanks, stops or apostrophes) and decimals, a word with its
    inner apostrophes, or one other visible character.
#}
{% macro token_pattern() -%}
    {%- set numbers = [
        '[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}\\b(?:\\.[0-9]+)?',
        '[0-9]{1,3}(?: ?, ?[0-9]{3})* ?, ?000\\b(?:\\.[0-9]+)?',
        '[0-9]{1,3}(?:,[0-9]{3})+(?: 000\\b)*(?:\\.[0-9]+)?',
        '[0-9]{4,}(?:,000)+\\b',
        '[0-9]{1,3}(?: ,[0-9]{3})+\\b',
        '[0-9]{1,3}(?: [0-9]{3})+\\b',
        '[0-9]{1,3}(?:\\.[0-9]{3}){2,}\\b',
        "[0-9]{1,3}(?:''[0-9]{3})+\\b",
        '[0-9]+(?:\\.[0-9]+)?',
    ] -%}
    '{{ numbers | join('|') }}|[A-Za-zÀ-ɏ]*[A-RT-Za-rt-zÀ-ɏ](?:''[A-Za-zÀ-ɏ]+)+|[A-Za-zÀ-ɏ]+|[^\sA-Za-z0-9À-ɏ]'
{%- endmacro %}

{# How a token is looked up: lower case, without the possessive ending. text: a plain text expression. #}
{% macro token_norm(text) -%}
    regexp_replace(lower({{ text }}), '''s$', '')
{%- endmacro %}

{#
    The tokens of sentences, with what is asked of each of them.
    relation: a CTE or table with sentence_key and plain_text.
#}
{% macro read_tokens(relation) -%}
    select
        sentence_key,
        token_index,
        token_start,
        token_end,
        token_text,
        token_norm,
        concat_ws(
            ' ',
            word,
            {%- for distance in range(1, 7) %}
            lead(word, {{ distance }}) over sentence_order,
            {%- endfor %}
            ''
        ) as words_ahead
    from (
        select
            sentence_key,
            cast(span_index as integer) as token_index,
            cast(span_start as integer) as token_start,
            cast(span_end as integer) as token_end,
            span_text as token_text,
            {{ token_norm('span_text') }} as token_norm,
            replace({{ token_norm('span_text') }}, ' ', '') as word
        from (
            {{ find_spans(relation, 'sentence_key', 'plain_text', token_pattern()) }}
        ) as span
    ) as token
    window sentence_order as (partition by sentence_key order by token_index)
{%- endmacro %}

{#
    Does a form of one to seven words stand in the text from a token on? The condition of a join:
    its first word is the token, and the words ahead are its others.
    form: the form as tokens are looked up, with single blanks; token: alias of int_text__token.
#}
{% macro form_stands_at(form, token='token') -%}
    split_part({{ form }}, ' ', 1) = {{ token }}.token_norm
    and {{ text_starts_with(token ~ '.words_ahead', "concat(" ~ form ~ ", ' ')") }}
{%- endmacro %}

{# The last token of a form that begins at a token. #}
{% macro form_index_last(form, token='token') -%}
    cast(
        {{ token }}.token_index + length({{ form }}) - length(replace({{ form }}, ' ', ''))
        as integer
    )
{%- endmacro %}

{# Where a paragraph is cut, in characters: no writer makes one so long, but a broken file does. #}
{% macro longest_paragraph() -%}
    6000
{%- endmacro %}

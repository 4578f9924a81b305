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

{#
    How parts of a text look, as regular expressions. What words mean stands in seeds; here are
    brackets, digits and stops only.
#}

{# A heading in brackets or bold marks at the beginning of a line: "【Roads】", "**Roads.**" #}
{% macro run_in_heading_pattern() -%}
    '^(?:[【〖\[［〔][^【】〖〗\[\]［］〔〕]{2,150}[】〗\]］〕]|\*\*[^*]{2,120}\*\*|__[^_]{2,120}__)'
{%- endmacro %}

{# A parenthesis with a label at the end of a line: "(Source: Xinhua, June 3, 2018)"; group 1 is the label. #}
{% macro closing_label_pattern() -%}
    '[(（\[]([A-Za-z ]{2,20}|[一-龥]{2,4}) ?[:：][^()（）\[\]]+[)）\]]$'
{%- endmacro %}

{# "June 3rd, 2018"; groups: month, day, year. #}
{% macro month_day_year_pattern() -%}
    '([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ?((?:19|20)[0-9]{2})'
{%- endmacro %}

{# "3 June 2018"; groups: day, month, year. #}
{% macro day_month_year_pattern() -%}
    '([0-9]{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? ((?:19|20)[0-9]{2})'
{%- endmacro %}

{# "2018-06-03", "2018年6月3日"; groups: year, month, day. #}
{% macro year_month_day_pattern() -%}
    '((?:19|20)[0-9]{2})[-/.年] ?([0-9]{1,2})[-/.月] ?([0-9]{1,2})'
{%- endmacro %}

{# "15/01/2020"; groups: day, month, year. #}
{% macro day_month_year_digits_pattern() -%}
    '\b([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:19|20)[0-9]{2})\b'
{%- endmacro %}

{# A year that text refers to without being about it: "than in 2006", "since 2012", "by 2020". #}
{% macro other_year_pattern() -%}
    '(?i)\b(?:(?:than|with|to|over|from|of) (?:that |those )?in|than|over|since|from|by|until|before|before the end of) (?:19|20)[0-9]{2}\b'
{%- endmacro %}

{# "BEIJING, March 5 (Agency) --": where and when a report was written, and by whom. #}
{% macro dateline_pattern() -%}
    '^[A-Z][\p{L}’'' ,.-]{2,50}[,:]? ?[(]?(?:[A-Z][a-z]{2,8}\.? [0-9]{1,2}|[0-9]{1,2} [A-Z][a-z]{2,8}\.?)(?:,? ?(?:19|20)[0-9]{2})?[)]? ?(?:[(（][^()（）]{2,40}[)）] ?[-–—]+|[-–—]{1,2} )'
{%- endmacro %}

{# The date at the end of a source, with what sets it off from the outlet before it. #}
{% macro closing_date_pattern() -%}
    '[ ,，(（]*(?:on )?(?:
    {%- set month = "[A-Z][a-z]{2,8}\\.?" -%}
    {%- set day = "[0-9]{1,2}(?:st|nd|rd|th)?" -%}
    {%- set year = "(?:19|20)[0-9]{2}" -%}
    {{ month }} {{ day }}(?:,? ?{{ year }})?|{{ day }} {{ month }}(?:,? {{ year }})?|{{ month }},? {{ year }}|
    {{- year }}[-/.年] ?[0-9]{1,2}[-/.月] ?[0-9]{1,2}日?)[ ,.)）\]*_]*$'
{%- endmacro %}

{# A stop, the quotes and brackets that close with it, and the blanks behind: the end of a tile. #}
{% macro stop_tile_pattern() -%}
    '[^.!?。！？]*[.!?。！？]+[''"”’»)\]）】』」*]*[\s\x{a0}\x{3000}]*|[^.!?。！？]+$'
{%- endmacro %}

{# The word before the last stop of a text, abbreviations with inner stops whole; group 1. #}
{% macro last_word_pattern() -%}
    '([^\s(（“‘"【\[]+?)[.]+[''"”’»)\]）】』」*]*[\s\x{a0}\x{3000}]*$'
{%- endmacro %}

{# A stop with quotes or brackets that close behind it, at the end of a text. #}
{% macro closed_stop_pattern() -%}
    '[.]+[''"”’»)\]）】』」*]+[\s\x{a0}\x{3000}]*$'
{%- endmacro %}

{# The number of a list item alone: "1.", "(2).", "iv." #}
{% macro enumerator_pattern() -%}
    '^[(（]?(?:[0-9]{1,3}|[ivxIVX]{1,4}|[A-Za-z])[)）]?[.] *$'
{%- endmacro %}

{# A number in words that counts chapters: "One. ", "Two: ". #}
{% macro numeral_mark_pattern() -%}
    '^(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)[.:,、] +'
{%- endmacro %}

{# The ways to other pages of a site: names between bars, arrows or wide gaps, or an address. #}
{% macro navigation_pattern() -%}
    '^(?:[^|/·•0-9.!?]{2,30}(?: *[|/·•] *[^|/·•0-9.!?]{2,30}){3,}|[^>»›0-9.!?]+(?: ?[>»›]+ ?[^>»›0-9.!?]+){2,}|[^ 0-9.!?]+(?: [^ 0-9.!?]+){0,2}(?: {2,}[^ 0-9.!?]+(?: [^ 0-9.!?]+){0,2}){3,}|Home(?: [A-Z&][A-Za-z&]*){4,}|(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^ ]*)?)$'
{%- endmacro %}

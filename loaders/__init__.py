"""Stage every line of a document into the warehouse's build file and publish the result.

Nothing here interprets a text: a loader decodes a file, splits it into lines and keeps each line as
it is. What a line means is decided in SQL, by the dbt models that read `raw`.
"""

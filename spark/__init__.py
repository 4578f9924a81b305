"""Checks that the models say on Spark what they say on DuckDB; in an environment of its own."""

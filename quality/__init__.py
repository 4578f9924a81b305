"""Checks of the data as a whole: what is staged, what is published, what tests catch."""

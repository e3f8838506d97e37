"""Technologies as rows of a table."""

"""The explorer in a web browser."""

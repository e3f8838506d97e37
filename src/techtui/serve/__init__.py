"""The explorer in a web browser: needs the extra ``techtui[serve]``, and is imported only by its command."""

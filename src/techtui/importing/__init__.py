"""Other people's formats become catalogs: one module a kind, a registry that recognises them by their content."""

"""Imports other formats as catalogs: a module for each kind, and a registry that recognises them by their content."""

"""Publishes a catalog as a static website: pages, URLs, and scripts to search and compare."""

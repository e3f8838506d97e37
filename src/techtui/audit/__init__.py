"""Compares a catalog with published data: copies of endoflife.date's products, and survey results. Nothing is fetched."""

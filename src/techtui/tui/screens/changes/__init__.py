"""What is new in the catalog, by date."""

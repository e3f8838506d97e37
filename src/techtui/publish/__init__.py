"""A catalog as a static website: pages, addresses, and what searches and compares in them."""

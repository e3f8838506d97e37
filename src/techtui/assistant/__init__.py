"""The catalog for coding assistants: tools and resources over the Model Context Protocol, read-only."""

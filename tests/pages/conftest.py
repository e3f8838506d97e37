"""The catalog about coffee, which the formats use, too."""

from tests.formats.conftest import coffee  # noqa: F401

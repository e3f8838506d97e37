"""A small right catalog, and short ways to check variations of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from techtui.catalog.format.lint import Adviser
from techtui.catalog.format.loader import Layer, build, errors_of, layer_of, locate

if TYPE_CHECKING:
    from techtui.catalog.model import Catalog
    from techtui.catalog.problems import Problem

TODAY = date(2026, 11, 23)

GOOD = """\
format = 1

[catalog]
title = "Tea"
as_of = 2026-11-01
headline = ["origin"]

[sources.book]
title = "The book of tea"
url = "https://tea.example/book"
date = 2026-10-01

[categories.leaf]
name = "Leaf"

[categories.green]
name = "Green"
parent = "leaf"
concepts = ["firing"]

[concepts.firing]
title = "Firing"
text = "Heat stops the leaf from turning brown."
technologies = ["sencha"]

[attributes.origin]
name = "Origin"
type = "text"

[attributes.grams]
name = "Grams a cup"
type = "number"
unit = "g"
better = "lower"

[attributes.grade]
name = "Grade"
type = "choice"
choices = { low = "everyday", high = "for guests" }

[attributes.since]
name = "Since"
type = "year"

[attributes.sales]
name = "Sales"
type = "series"
unit = "t"

[technologies.sencha]
name = "Sencha"
category = "green"
aliases = ["steamed tea"]
tagline = "Green and grassy"
summary = "Steamed, rolled and dried."
strengths = ["Fresh"]
weaknesses = [{ text = "Bitter when hot", source = "book" }]
relations = [{ kind = "alternative_to", id = "oolong" }]
learn = [{ title = "A course", url = "https://tea.example/course", cost = "free" }]

[technologies.sencha.facts]
origin = "Uji"
grams = { value = 3, source = "book", as_of = 2026-10-01 }
grade = "high"
since = { value = 1738, source = "book" }
sales = { value = { 2024 = 10, 2025 = 12.5 }, source = "book" }

[technologies.oolong]
name = "Oolong"
category = "leaf"
tagline = "Half way to black"
summary = "Withered, bruised, rolled and roasted."
strengths = ["Many infusions"]
weaknesses = ["Dear"]

[technologies.oolong.facts]
origin = "Anxi"
grams = { value = 5, source = "book" }
grade = "low"
"""
"""Right, and nothing to say about it. Short enough to keep in mind."""


def layers_of(*texts: str) -> list[Layer]:
    """Texts as layers that are named a.toml, b.toml and so on."""
    return [layer_of(f"{name}.toml", text) for name, text in zip("abcdefgh", texts, strict=False)]


def load(*texts: str) -> Catalog:
    """The catalog of texts laid upon each other."""
    return build(layers_of(*texts))


def told(*texts: str) -> list[Problem]:
    """All that the reader says of texts laid upon each other, errors and warnings, without advice."""
    layers = layers_of(*texts)
    checker, _ = errors_of(layers, advises=True)
    return list(locate(checker.found.findings, layers, checker.found.untold))


def errors(*texts: str) -> list[Problem]:
    """The errors of texts laid upon each other."""
    return [one for one in told(*texts) if one.severity == "error"]


def warnings(*texts: str, stale_after_days: int = 365) -> list[Problem]:
    """The warnings about texts laid upon each other."""
    layers = layers_of(*texts)
    checker, _ = errors_of(layers, advises=True)
    found = Adviser(checker, range(len(layers)), stale_after_days, TODAY).warnings()
    everything = [*checker.found.findings, *found]
    return [one for one in locate(everything, layers) if one.severity == "warning"]


def with_line(old: str, new: str) -> str:
    """`GOOD` with one piece of text replaced."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)

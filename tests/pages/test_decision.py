"""A decision record: it reads well on a narrow page, and says everything once."""

from __future__ import annotations

from msgspec.structs import replace

from techtui.catalog.decide import Decision, Want, rank
from techtui.catalog.model import Catalog, Fact, Source
from techtui.formats.decision_record import as_markdown
from tests.catalog.decide.samples import catalog_of

CATALOG = catalog_of(
    {
        "first": {"size": 40, "price": 1, "free": True},
        "second": {"size": 30, "price": 2, "free": True},
        "third": {"size": 10, "price": 3},
        "away": {"size": 90, "price": 4, "free": False},
    }
)
DECISION = Decision("Which?", CATALOG.ids, ("free:yes",), (Want("size", 2), Want("price", 3)))


def record(decision: Decision = DECISION, catalog: Catalog = CATALOG) -> str:
    """What is written of a decision."""
    return as_markdown(catalog, rank(decision, catalog))


def section(text: str, heading: str) -> str:
    """What stands below a heading."""
    return text.partition(f"# {heading}\n")[2].partition("\n## ")[0]


def test_the_table_of_options_is_narrow_and_who_is_out_stands_below_with_the_fact() -> None:
    options = section(record(), "Considered Options")
    assert "| Place | Option | Score of 100 | In doubt |" in options
    assert "| Free: not known |" in options
    assert "100 of 100" not in options
    assert "- **away**" in options.lower()
    assert "of 100 points: Free: no" in options


def test_without_doubt_there_is_no_column_for_it() -> None:
    options = section(record(replace(DECISION, musts=())), "Considered Options")
    assert "| Place | Option | Score of 100 |\n" in options
    assert "Out, because" not in options


def test_what_carried_the_first_is_said_once() -> None:
    text = record()
    good = "Good, because “Price” is 1 EUR"
    assert text.count(good) == 1
    assert good in section(text, "Decision Outcome")


def test_a_source_that_all_rest_on_is_cited_once_in_a_row() -> None:
    both, own = (Source(one, one, "https://example.org/" + one) for one in ("both", "own"))
    technologies = {
        id_: replace(
            one,
            facts={
                **one.facts,
                "size": Fact(
                    one.facts["size"].value, ("both", "own") if id_ == "second" else ("both",)
                ),
            },
        )
        for id_, one in CATALOG.technologies.items()
    }
    catalog = Catalog(CATALOG.own, sources={"both": both, "own": own}, technologies=technologies)
    facts = section(record(catalog=catalog), "More Information")
    assert facts.count("[^1] |") == 1
    assert "30 MiB[^2]" in facts
    assert "40 MiB (" in facts

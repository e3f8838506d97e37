"""The formats in which a decision can be exported."""

from __future__ import annotations

import re

from msgspec.structs import replace

from techtui.catalog.decide import Decision, Ranking, basis_of
from techtui.catalog.decide.writing import decision_text
from techtui.catalog.model import Catalog
from techtui.formats import decision_record, html_page
from techtui.pages.decision import decision_page
from techtui.tui.screens.compare.file_format import Format, html_file, json_file, markdown_file


def file_stem(question: str) -> str:
    """Return a file name for a decision: ``which-of-message-queues``."""
    return re.sub(r"[^\w.+-]+", "-", question.casefold()).strip(".-") or "decision"


def as_file(catalog: Catalog, ranking: Ranking) -> str:
    """Return a decision as a file for ``techtui decide``, with the values it is based on today."""
    return decision_text(answered(ranking), basis_of(ranking, catalog))


def answered(ranking: Ranking) -> Decision:
    """Return the decision of a ranking without what can't be read again: criteria that the catalog can't answer, grades of former candidates."""
    ignored = {one.what for one in ranking.ignored}
    decision = ranking.decision
    return replace(
        decision,
        candidates=tuple(one for one in decision.candidates if one in ranking.by_id),
        musts=tuple(one for one in decision.musts if one not in ignored),
        wants=tuple(one for one in decision.wants if one.attribute not in ignored),
        ratings=tuple(
            replace(
                rating,
                grades={one: rating.grades[one] for one in rating.grades if one in ranking.by_id},
            )
            for rating in decision.ratings
        ),
    )


def formats(catalog: Catalog, ranking: Ranking) -> list[Format]:
    """Return the file formats to choose from.

    Args:
        catalog: The catalog of the ranking.
        ranking: The ranking.
    """
    return [
        markdown_file(
            lambda: decision_record.as_markdown(catalog, ranking),
            "a decision record, for a repository",
        ),
        html_file(lambda: html_page.render(decision_page(catalog, ranking))),
        json_file(lambda: decision_record.as_json(catalog, ranking)),
        Format(
            "TOML",
            ".toml",
            "for techtui decide, which looks at it again",
            lambda: as_file(catalog, ranking),
            "application/toml",
        ),
    ]

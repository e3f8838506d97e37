"""A decision as a file: a Markdown record with the metadata of MADR 4, and JSON for programs."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from techtui.catalog.decide import turning
from techtui.formats import markdown
from techtui.formats.json_document import VERSION, write
from techtui.formats.json_parts import value
from techtui.pages.decision import decision_page
from techtui.pages.document import day_text

if TYPE_CHECKING:
    from techtui.catalog.decide import Interval, Judgement, Ranking, Standing, Turning
    from techtui.catalog.model import Attribute, Catalog


def as_markdown(catalog: Catalog, ranking: Ranking, today: date | None = None) -> str:
    """Return a decision as a Markdown record.

    Args:
        catalog: The catalog of the ranking.
        ranking: The ranking.
        today: The date of the record; by default today.
    """
    decision = ranking.decision
    head = {
        "status": decision.status or "proposed",
        "date": day_text(decision.date or today or date.today()),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    if decision.makers:
        makers = json.dumps(list(decision.makers), ensure_ascii=False)
        lines.append(f"decision-makers: {makers}")
    front = "\n".join(("---", *lines, "---"))
    # Status and date are in the metadata, and the catalog is in the context.
    page = replace(decision_page(catalog, ranking), subtitle="", origin="")
    return f"{front}\n\n{markdown.render(page, today)}"


def as_json(catalog: Catalog, ranking: Ranking) -> str:
    """Return a decision as JSON; docs/cli.md documents the shape."""
    decision, turn = ranking.decision, turning(ranking)
    return write(
        {
            "version": VERSION,
            "question": decision.question,
            "status": decision.status or None,
            "date": day_text(decision.date) or None,
            "review": day_text(decision.review) or None,
            "first": ranking.first or None,
            "lead": round(ranking.lead, 6),
            "sure": ranking.sure,
            "musts": list(decision.musts),
            "criteria": [
                {
                    "id": one.key,
                    "name": one.name,
                    "importance": one.weight,
                    "share": round(share, 6),
                    "good": list(one.good),
                }
                for one, share in zip(ranking.criteria, ranking.shares, strict=True)
            ],
            "candidates": [
                _candidate(catalog, ranking, one) for one in (*ranking.standings, *ranking.out)
            ],
            "turning": _turning(turn),
            "left_out": [one for one in decision.left_out if one not in ranking.by_id],
            "ignored": [{"what": one.what, "problem": one.problem} for one in ranking.ignored],
        }
    )


def _candidate(catalog: Catalog, ranking: Ranking, standing: Standing) -> dict[str, Any]:
    return {
        "id": standing.technology,
        "name": catalog.technologies[standing.technology].name,
        "state": standing.state.value,
        "discouraged": catalog.why_discouraged(catalog.technologies[standing.technology]) or None,
        "score": _interval(standing.score),
        "musts": {one.text: one.verdict.value for one in standing.musts},
        "cells": {
            criterion.key: _cell(cell, criterion.attribute)
            for criterion, cell in zip(ranking.criteria, standing.cells, strict=True)
        },
    }


def _cell(cell: Judgement, attribute: Attribute | None) -> dict[str, Any]:
    if cell.grade is not None:
        known: Any = cell.grade.points
    else:
        known = None if attribute is None else value(attribute, cell.fact)
    return {
        "value": known,
        "score": _interval(cell.score),
        "source": list(cell.fact.sources) if cell.fact is not None else [],
    }


def _interval(score: Interval) -> dict[str, float]:
    return {"low": round(score.low, 6), "high": round(score.high, 6)}


def _turning(turn: Turning) -> dict[str, Any]:
    return {
        "weights": [
            {"criterion": one.criterion.key, "to": round(one.to, 6), "first": one.first}
            for one in turn.weights
        ],
        "facts": [
            {
                "technology": one.technology,
                "criterion": one.criterion.key if one.criterion is not None else None,
                "must": one.must or None,
                "should_be": one.should_be,
                "first": one.first,
            }
            for one in turn.facts
        ],
        "stability": {
            "share": round(turn.stability.share, 6),
            "weightings": turn.stability.weightings,
            "exact": turn.stability.exact,
        },
    }

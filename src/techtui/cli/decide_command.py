"""The command that decides between technologies and reviews decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from techtui.catalog.sanitize import one_line
from techtui.cli import output
from techtui.cli.kept_decisions import (
    keep_decision,
    kept_decision,
    list_decisions,
    review_decisions,
    tell,
)
from techtui.cli.options import (
    complete_target,
    complete_template,
    format_option,
)
from techtui.cli.reader import Reader, reads_catalog, write_json, write_page

if TYPE_CHECKING:
    from techtui.catalog.decide import Basis, Decision, Ranking
    from techtui.catalog.decide.review import RecordedDecision
    from techtui.catalog.model import Catalog, Template, Want

_KNOWN: Final = "known"
"""The id of the rating that is taken from the shelf."""


@click.command(short_help="choose, and say why")
@click.argument(
    "targets",
    nargs=-1,
    metavar="[FILE | CATEGORY | TECHNOLOGY...]",
    shell_complete=complete_target,
)
@click.option(
    "--must", "musts", multiple=True, metavar="TERM", help="A must, as in a query; repeatable."
)
@click.option(
    "--want",
    "wants",
    multiple=True,
    metavar="WANT",
    help="A criterion: ATTRIBUTE[:GOOD][=IMPORTANCE]; repeatable.",
)
@click.option(
    "--know",
    metavar="IMPORTANCE",
    help="How much your learning status counts: 1, 2, 3 or 5.",
)
@click.option(
    "--template",
    metavar="ID",
    shell_complete=complete_template,
    help="A template; techtui decide alone lists them.",
)
@click.option("--question", metavar="TEXT", help="What is to be decided.")
@click.option("--accept", is_flag=True, help="Write into FILE the values it rests on today.")
@click.option("--keep", metavar="NAME", help="Keep it on the shelf, with the values of today.")
@click.option("--kept", metavar="NAME", help="Take one from the shelf.")
@click.option(
    "--review",
    "reviewing",
    is_flag=True,
    help="Check FILES, or kept decisions, for changed facts.",
)
@format_option("text", "md", "html", "json", "toml")
@reads_catalog(strict=False)
def decide(
    reader: Reader,
    targets: tuple[str, ...],
    musts: tuple[str, ...],
    wants: tuple[str, ...],
    know: str | None,
    template: str | None,
    question: str | None,
    accept: bool,
    keep: str | None,
    kept: str | None,
    reviewing: bool,
    form: str,
) -> int:
    """Rank candidates by musts and wants, and say what would change the order.

    \b
    Examples:
      techtui decide databases --must license:permissive --want popularity=3
      techtui decide kafka rabbitmq --want deployment:managed=5 -f toml > q.toml
      techtui decide q.toml --format md > 0007-queue.md
      techtui decide --review decisions/*.toml    exits with 3 if one is touched
    """
    catalog = reader.catalog
    if reviewing:
        return review_decisions(catalog, targets)
    said = bool(musts or wants or template or know)
    if kept is None and not targets and not template:
        if said or accept or keep or question:
            raise click.UsageError("name a file, a category or some technologies")
        return list_decisions(catalog)
    found = _decision(reader, targets, kept, template)
    decision = _with_said(catalog, found.decision, musts, wants, question)
    if know is not None:
        decision = _with_known(catalog, decision, know)
    _insist_on_enough(decision)
    ranking = _ranked(decision, catalog)
    basis = _basis(ranking, catalog)
    if accept:
        if said or question or kept is not None or not _is_file(targets):
            raise click.UsageError("--accept is for a FILE, and for what it says")
        return _accept(Path(targets[0]), catalog, ranking, basis)
    if keep is not None:
        keep_decision(catalog, keep, decision, basis)
    return _write(reader, ranking, basis, form)


# What is to be decided ----------------------------------------------------------------------------


def _is_file(targets: tuple[str, ...]) -> bool:
    return len(targets) == 1 and (targets[0].endswith(".toml") or Path(targets[0]).is_file())


def _decision(
    reader: Reader, targets: tuple[str, ...], kept: str | None, template: str | None
) -> RecordedDecision:
    from techtui.catalog.decide import Decision
    from techtui.catalog.decide.model import among, from_template
    from techtui.catalog.decide.review import RecordedDecision
    from techtui.catalog.query import QueryError, find_category

    catalog = reader.catalog
    if kept is not None:
        if targets or template:
            raise click.UsageError("--kept takes all from the shelf; name nothing besides")
        return kept_decision(catalog, kept)
    if _is_file(targets):
        if template:
            raise click.UsageError("a file says itself what counts; leave --template out")
        from techtui.catalog.format.decision_file import read_decision

        return read_decision(Path(targets[0]), catalog)
    start = Decision("", ())
    if template:
        start = from_template(_template(catalog, template), catalog)
    if not targets:
        return RecordedDecision(start)
    question = start.question
    if len(targets) == 1:
        try:
            category = find_category(catalog, targets[0])
        except QueryError as error:
            if catalog.find(targets[0]) is not None:
                raise click.UsageError("name two or more to decide between") from None
            raise click.ClickException(one_line(str(error))) from None
        candidates, left_out = among(catalog, (one.id for one in catalog.walk(category)))
        question = question or f"Which of {catalog.category_names[category]}?"
    else:
        candidates = tuple(dict.fromkeys(reader.find(one).id for one in targets))
        left_out = ()
        question = question or " or ".join(catalog.technologies[one].name for one in candidates)
    return RecordedDecision(
        Decision(question, candidates, start.musts, start.wants, left_out=left_out)
    )


def _template(catalog: Catalog, name: str) -> Template:
    found = catalog.decisions.get(name)
    if found is None:
        from techtui.catalog.nearness import hint

        named = {one.id: (one.id, one.name) for one in catalog.decisions.values()}
        told = hint(name, named) or "the catalog has none"
        raise click.BadParameter(
            f"there is no template “{one_line(name)[:60]}”; {told}", param_hint="--template"
        )
    return found


def _with_said(
    catalog: Catalog,
    decision: Decision,
    musts: tuple[str, ...],
    wants: tuple[str, ...],
    question: str | None,
) -> Decision:
    from msgspec.structs import replace

    for one in wants:
        decision = decision.with_want(_want(catalog, one))
    for one in musts:
        _understood(catalog, one)
    return replace(
        decision,
        musts=tuple(dict.fromkeys((*decision.musts, *map(one_line, musts)))),
        question=one_line(question or "") or one_line(decision.question),
        date=decision.date or (date.today() if musts or wants else None),
    )


def _with_known(catalog: Catalog, decision: Decision, importance: str) -> Decision:
    from msgspec.structs import replace

    from techtui.catalog.decide import Grade, Rating
    from techtui.catalog.format.decisions import importance_of
    from techtui.shelf import Shelf

    weight = importance_of(int(importance[:3]) if importance.isdecimal() else importance)
    if weight is None:
        raise click.BadParameter("write 1, 2, 3 or 5", param_hint="--know")
    with Shelf.open() as shelf:
        entries = shelf.entries(catalog.id)
        tell(shelf)
    grades = {
        one: Grade(grade, entry.status.label)
        for one in decision.candidates
        if (entry := entries.get(one)) is not None and (grade := entry.status.grade) is not None
    }
    others = tuple(one for one in decision.ratings if one.id != _KNOWN)
    rating = Rating(_KNOWN, "You know it", weight, grades)
    return replace(decision, ratings=(*others, rating))


def _want(catalog: Catalog, text: str) -> Want:
    from techtui.catalog.decide.scale import gauges_of
    from techtui.catalog.decide.wants import parse_want
    from techtui.catalog.query import QueryError

    try:
        want = parse_want(text, catalog)
        gauges_of(catalog).scale(want, catalog)
    except QueryError as error:
        _misunderstood("--want", text, str(error))
    return want


def _understood(catalog: Catalog, text: str) -> None:
    from techtui.catalog.decide.terms import understand
    from techtui.catalog.query import QueryError

    try:
        understand(text, catalog)
    except QueryError as error:
        _misunderstood("--must", text, str(error))


def _misunderstood(option: str, text: str, problem: str) -> NoReturn:
    raise click.BadParameter(f"“{one_line(text)[:60]}”: {one_line(problem)}", param_hint=option)


def _insist_on_enough(decision: Decision) -> None:
    from techtui.catalog.decide.model import FEWEST_CANDIDATES, MOST_CANDIDATES
    from techtui.catalog.messages import counted

    if not FEWEST_CANDIDATES <= len(decision.candidates) <= MOST_CANDIDATES:
        raise click.UsageError(
            f"{counted(len(decision.candidates), 'candidate')}, but only "
            f"{FEWEST_CANDIDATES} to {MOST_CANDIDATES} can be decided between"
        )
    if not decision.wants and not decision.ratings and not decision.musts:
        raise click.UsageError("nothing counts yet; say it with --want or --must")


def _ranked(decision: Decision, catalog: Catalog) -> Ranking:
    from techtui.catalog.decide import rank

    return rank(decision, catalog)


def _basis(ranking: Ranking, catalog: Catalog) -> Basis:
    from techtui.catalog.decide import basis_of

    return basis_of(ranking, catalog)


# What comes out -----------------------------------------------------------------------------------


def _write(reader: Reader, ranking: Ranking, basis: Basis, form: str) -> int:
    catalog = reader.catalog
    match form:
        case "json":
            from techtui.formats.decision_record import as_json

            return write_json(as_json(catalog, ranking))
        case "md":
            from techtui.formats.decision_record import as_markdown

            return output.write(as_markdown(catalog, ranking))
        case "toml":
            from techtui.catalog.decide.writing import decision_text

            return output.write(decision_text(ranking.decision, basis))
        case _:
            from techtui.pages.decision import decision_page

            page = decision_page(catalog, ranking)
            return write_page(page, form, reader.page_width, reader.color)


def _accept(path: Path, catalog: Catalog, ranking: Ranking, basis: Basis) -> int:
    from techtui.catalog.decide.writing import BasisError, with_basis
    from techtui.files import atomic_write

    try:
        text = path.read_bytes().decode("utf-8-sig")
        # Written beside it and then moved: a full disk must not cost the decision.
        atomic_write(path, with_basis(text, basis).encode())
    except BasisError as error:
        raise click.ClickException(f"{one_line(str(path))} stays as it is: {error}") from None
    except OSError as error:
        raise click.ClickException(
            f"{one_line(str(path))} can't be written: {error.strerror or error}"
        ) from None
    first = catalog.technologies[ranking.first].name if ranking.first else "nobody"
    output.note(f"{one_line(str(path))} rests on the values of today; first: {first}")
    return 0

"""A catalog that is read again with what is known of it is the catalog of its files, whatever was changed in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from techtui.catalog.format import chunks
from techtui.catalog.format.loader import read_catalog
from techtui.catalog.format.renewing import renewed
from techtui.catalog.model import Catalog
from techtui.catalog.problems import CatalogError
from techtui.catalog.store.cache import cached_catalog, load_catalog, read_into_cache
from techtui.catalog.store.file import load
from techtui.catalog.store.writing import write
from tests.catalog.generating import Maker, toml_of
from tests.catalog.test_cache import assert_same
from tests.conftest import GUITARS
from tests.examples import examples

CATALOG = """format = 1
[catalog]
title = "Stores"
[sources.s]
title = "A source"
[categories.c]
name = "C"
[categories.d]
name = "D"
[attributes.n]
name = "N"
type = "number"
[technologies.a]
name = "Alpha"
category = "c"
aliases = ["first"]
relations = [{ kind = "replaces", id = "b" }]
[technologies.a.facts]
n = { value = 1, source = "s" }
[technologies.b]
name = "Beta"
category = ["c", "d"]
[technologies.e]
name = "Epsilon"
category = "d"
facts = { n = 5 }
"""


def same(one: Catalog, other: Catalog) -> None:
    assert one.problems == other.problems
    assert one.problem_count == other.problem_count
    assert list(one.prints) == list(other.prints)
    assert (one.decisions, one.conventions, one.how_to_choose) == (
        other.decisions,
        other.conventions,
        other.how_to_choose,
    )
    assert one.moving == other.moving
    for key in one.attributes:
        assert one.rows(key) == other.rows(key)
    if one.technologies:
        assert_same(one, other)


def stored(catalog: Catalog, path: Path) -> Catalog:
    """What a later start knows of a catalog."""
    with path.open("wb") as file:
        write(file, catalog)

    def give_up() -> Catalog:
        raise AssertionError("it is damaged")

    return load(path, give_up)


def written(catalog: Catalog) -> bytes:
    """The file that a later start finds."""
    file = BytesIO()
    write(file, catalog)
    return file.getvalue()


def read(paths: Sequence[Path]) -> Catalog | None:
    try:
        return read_catalog(paths)
    except CatalogError:
        return None


class Editor:
    """Edits the files of a catalog in random ways.

    Args:
        random: Where chance comes from.
        folder: Where the files are.
    """

    def __init__(self, random: Random, folder: Path) -> None:
        self._random = random
        self._maker = Maker(random)
        count = random.choice((1, 1, 2))
        self.paths = [folder / f"{at}.toml" for at in range(count)]
        self._documents = [self._maker.catalog() for _ in self.paths]
        if random.random() < 0.5:
            for document in self._documents[1:]:
                document["catalog"]["extends"] = "0.toml"
        for document in self._documents:
            for _ in range(random.choice((0, 0, 1, 3))):
                self._maker.break_document(document)
        self._texts = [""] * count
        for at in range(count):
            self._write(at)

    def _write(self, at: int) -> None:
        # As people write it: without a header for the table itself.
        text = re.sub(r'(?m)^\["(?!catalog)\w+"\]\n(?=\[|\Z)', "", toml_of(self._documents[at]))
        self._texts[at] = text
        self.paths[at].write_text(text, encoding="utf-8", errors="surrogatepass", newline="")

    def edit(self) -> None:
        """Change something."""
        at = self._random.randrange(len(self.paths))
        document = self._documents[at]
        if self._random.random() < 0.1:
            text = self._maker.break_text(self._texts[at])
            self.paths[at].write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
            return
        if self._random.random() < 0.4:
            self._maker.break_document(document)
        else:
            self._change_an_entry(document)
        self._write(at)

    def _change_an_entry(self, document: dict[str, Any]) -> None:
        other = self._maker.catalog()
        table = self._random.choice(("technologies",) * 3 + ("sources", "concepts", "categories"))
        entries, others = document.get(table), other[table]
        if not isinstance(entries, dict) or not others:
            return
        match self._random.randint(0, 3):
            case 0:
                entries[self._random.choice([*entries, *others])] = {"hidden": True}
            case 1 if entries:
                del entries[self._random.choice(list(entries))]
            case _:
                key = self._random.choice(list(others))
                entries[key] = deepcopy(others[key])


@given(st.integers(0, 2**63).map(Random))
@settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    max_examples=examples(200),
)
def test_after_any_edits_it_is_what_reading_all_gives(tmp_path: Path, random: Random) -> None:
    editor = Editor(random, tmp_path)
    before = read(editor.paths)
    for _ in range(4):
        if before is None:
            return
        if random.random() < 0.6:
            before = stored(before, tmp_path / "stored")
        editor.edit()
        now, whole = renewed(before, editor.paths), read(editor.paths)
        event("renewed" if now is not None else "read whole")
        if now is not None:
            assert whole is not None
            same(now, whole)
            assert written(now) == written(whole)
        before = now or whole


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small catalog."""
    file = tmp_path / "stores.toml"
    file.write_text(CATALOG)
    return file


RENEWED = [
    ('name = "Beta"', 'name = "Better"'),
    ('name = "Beta"', 'name = "first"'),
    ('name = "Beta"', 'name = "Beta"\naliases = ["first", "alpha", "e"]'),
    ('name = "Beta"', 'name = "Beta"\ntagline = "A\\u001b tag"\nnonsense = 1'),
    ('kind = "replaces", id = "b"', 'kind = "replaced_by", id = "e"'),
    ('relations = [{ kind = "replaces", id = "b" }]\n', ""),
    ("value = 1", "value = 7"),
    ("value = 1", 'value = "seven"'),
    ('source = "s"', 'source = "gone"'),
    ("[technologies.e]", '[technologies.x]\nname = "X"\ncategory = "c"\n[technologies.e]'),
    ('title = "A source"', 'title = "Another source"'),
    ('name = "D"', 'name = "Delta"'),
    ("[sources.s]", '[concepts.k]\ntitle = "K"\ntext = "T"\ntechnologies = ["b"]\n[sources.s]'),
]
"""What can be changed without reading the rest."""
READ_WHOLE = [
    ('title = "Stores"', 'title = "Shops"'),
    ('type = "number"', 'type = "text"'),
    ("[technologies.b]", "[technologies.bb]"),
    ("[sources.s]", "[sources.t]"),
    ("[categories.d]", "[categories.f]"),
    ('category = "d"\n', "category = \n"),
    ("[technologies.b]", "[technologies]\n[technologies.b]"),
    ('title = "Stores"\n', ""),
    ("format = 1", "format = 99"),
]
"""What makes a difference to the rest, or can't be told apart from it."""


@pytest.mark.parametrize(("old", "new"), RENEWED)
def test_a_change_of_an_entry_leaves_the_others(
    file: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    before = read_catalog(file)
    assert old in CATALOG
    file.write_text(CATALOG.replace(old, new, 1))
    whole = read_catalog(file)
    parsed: list[str] = []
    parse = tomli.loads

    def loads(text: str) -> dict[str, Any]:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(chunks.tomli, "loads", loads)
    now = renewed(before, file)
    assert now is not None
    same(now, whole)
    assert sum("[technologies." in text for text in parsed) <= 1


@pytest.mark.parametrize(("old", "new"), READ_WHOLE)
def test_a_change_that_others_feel_is_read_whole(file: Path, old: str, new: str) -> None:
    before = read_catalog(file)
    assert old in CATALOG
    file.write_text(CATALOG.replace(old, new, 1))
    assert renewed(before, file) is None


def test_what_had_an_error_has_it_until_it_is_mended(file: Path) -> None:
    for text in ("value = 'x'", "value = 'y'", "value = 2"):
        catalog = read_catalog(file)
        file.write_text(CATALOG.replace("value = 1", text) + "# " + text)
        now = renewed(catalog, file)
        assert now is not None
        assert [one.line for one in now.problems] == ([19] if "'" in text else [])
        same(now, read_catalog(file))


def test_a_file_of_several_that_changes_leaves_the_others(tmp_path: Path) -> None:
    base, upper = tmp_path / "a.toml", tmp_path / "b.toml"
    base.write_text(CATALOG)
    entry = '[technologies.a]\ntagline = "{}"\n[technologies.a.facts]\nn = {}\n'
    for tagline, number in (("Own", 3), ("Other", 3), ("Other", 4)):
        upper.write_text(
            'format = 1\n[catalog]\nextends = "a.toml"\n' + entry.format(tagline, number)
        )
        if number == 3 and tagline == "Own":
            before = read_catalog(tmp_path)
            continue
        now = renewed(before, tmp_path)
        assert now is not None
        same(now, read_catalog(tmp_path))
        assert now.technologies["a"].tagline == tagline
        assert now.technologies["e"] is before.technologies["e"]
        before = now
    base.write_text(CATALOG.replace("Alpha", "Aleph"))
    now = renewed(before, tmp_path)
    assert now is not None
    assert now.technologies["a"].name == "Aleph"
    assert now.technologies["a"].facts["n"].value == 4
    same(now, read_catalog(tmp_path))


def test_what_the_cache_reads_again_it_renews(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TECHTUI_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "guitars.toml"
    text = GUITARS.read_text()
    file.write_text(text)
    read_into_cache([file])
    for at in range(3):
        # A file that can't be used in between changes nothing.
        file.write_text("broken")
        with pytest.raises(CatalogError):
            load_catalog([file])
        file.write_text(text.replace("Heavy, warm and sustaining", f"Number {at}"))
        with monkeypatch.context() as patch:
            patch.setattr(
                "techtui.catalog.format.loader.read_catalog",
                lambda *_: pytest.fail("all of it was read"),
            )
            now = load_catalog([file])
        same(now, read_catalog(file))
        cached = cached_catalog([file])
        assert cached is not None
        same(cached, now)

"""What the tests of all kinds do: import a sample through the command, and look at the catalog."""

from __future__ import annotations

from pathlib import Path

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from tests.cli.test_main import run

SAMPLES = Path(__file__).parent


def imported(source: Path, folder: Path, *more: str) -> tuple[Catalog, str]:
    """The catalog that the command makes of a source, which has no errors, and what it tells."""
    target = folder / "imported.toml"
    made = run("import", str(source), "-o", str(target), *more)
    assert made.returncode == 0, made.stderr
    checked = run("check", str(target))
    assert checked.returncode == 0, checked.stdout
    again = folder / "again.toml"
    assert run("import", str(source), "-o", str(again), *more).returncode == 0
    assert again.read_bytes() == target.read_bytes(), "the same every time"
    return read_catalog(target), made.stderr


def value(catalog: Catalog, technology: str, attribute: str) -> object:
    """The value of a fact; None without one."""
    fact = catalog.technologies[technology].facts.get(attribute)
    return None if fact is None else fact.value

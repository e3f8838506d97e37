"""What is built, installed and started is the program with its catalog."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from techtui import __version__

pytestmark = pytest.mark.slow
"""Building takes seconds, and few changes touch what is built."""

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_catalog_the_styles_and_the_type_marker(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "techtui/catalog/builtin.toml",
        "techtui/py.typed",
        "techtui/tui/screens/browse/browse.tcss",
    } <= names
    page = {one.name for one in (ROOT / "src/techtui/serve/page").rglob("*") if one.is_file()}
    assert page <= {name.rpartition("/")[2] for name in names if "/serve/page/" in name}
    assert not [name for name in names if name.startswith(("tests", "docs"))]


def test_the_wheel_carries_the_version_of_the_package(wheel: Path) -> None:
    assert wheel.name.startswith(f"techtui-{__version__}-")


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """What an installer unpacks, and may not be written to."""
    folder = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(folder)
    (folder / "techtui/catalog").chmod(0o555)
    return folder


def run(installed: Path, *words: str) -> str:
    """Run the installed program, not that of this checkout."""
    result = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return result.stdout


def packed_in(installed: Path) -> Path:
    """The parsed catalog of the installed program."""
    [file] = (installed / "techtui/catalog").glob("builtin.*.catalog")
    return file


def test_not_even_the_first_start_parses_the_shipped_catalog(
    installed: Path, own_environment: Path
) -> None:
    parsed = packed_in(installed)
    mode = parsed.stat().st_mode
    assert "PostgreSQL" in run(installed, "-m", "techtui", "list")
    assert f"parsed   {parsed}  (comes with techtui" in run(installed, "-m", "techtui", "paths")
    assert not (own_environment / "cache").exists()
    # It belongs to all who use this installation.
    assert parsed.stat().st_mode == mode


def test_the_catalog_that_was_parsed_by_the_build_is_the_one_of_its_file(installed: Path) -> None:
    check = (
        "import sys\n"
        f"sys.path.insert(1, {str(ROOT)!r})\n"
        "from techtui.catalog import builtin\n"
        "from techtui.catalog.format.loader import read_catalog\n"
        "from techtui.catalog.store.packed import packed_catalog\n"
        "from tests.catalog.test_cache import assert_same\n"
        f"assert builtin.__file__.startswith({str(installed)!r})\n"
        "stored = packed_catalog(lambda: sys.exit('damaged'))\n"
        "assert stored is not None\n"
        "assert_same(stored, read_catalog())\n"
    )
    run(installed, "-c", check)


@pytest.mark.parametrize("fault", ["changed", "another version", "damaged", "cut off", "away"])
def test_a_parsed_catalog_that_does_not_fit_is_passed_over(
    installed: Path, own_environment: Path, fault: str
) -> None:
    catalog, parsed = installed / "techtui/catalog/builtin.toml", packed_in(installed)
    text, name = catalog.read_text("utf-8"), "PostgreSQL"
    match fault:
        case "changed":
            name = "Postgre-XL"
            catalog.write_text(text.replace('name = "PostgreSQL"', f'name = "{name}"', 1), "utf-8")
        case "another version":
            (installed / "techtui/__init__.py").write_text('__version__ = "99"\n')
        case "damaged":
            parsed.write_bytes(parsed.read_bytes()[::-1])
        case "cut off":
            os.truncate(parsed, 1000)
        case "away":
            parsed.parent.chmod(0o755)
            parsed.unlink()
    assert name in run(installed, "-m", "techtui", "list")
    assert list((own_environment / "cache").rglob("*.catalog"))


def test_the_build_parses_the_catalog_to_the_same_bytes_each_time(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, techtui.catalog.store.packed as p; p.pack(pathlib.Path(sys.argv[1]))"
    )
    found = set()
    for seed in "12":
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, folder], check=True, env=environment)
        [file] = folder.iterdir()
        found.add((file.name, file.read_bytes()))
    assert len(found) == 1


def test_the_wheel_starts_from_a_new_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", wheel], check=True, capture_output=True)
    program = tmp_path / "venv" / "bin" / "techtui"
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert __version__ in version.stdout
    started = subprocess.run(
        [
            sys.executable,
            ROOT / "tools" / "start_in_terminal.py",
            program,
            "PostgreSQL",
            "postgresql",
        ],
        capture_output=True,
        text=True,
    )
    assert started.returncode == 0, started.stderr

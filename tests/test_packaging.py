"""What is built, installed and started is the program with its catalog."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from techtui import __version__

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


@pytest.mark.slow
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

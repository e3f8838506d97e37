"""Build a release and try it. Uploads nothing.

    python tools/release.py [--out FOLDER]

Builds sdist and wheel into dist/, checks their descriptions, installs the wheel into a new venv, and asks the installed program for its
version and a technology. Needs the extra ``release``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(*words: str | Path, at: Path = ROOT) -> None:
    """Run a command and stop if it fails; it sees nothing of the source folder."""
    print("$", *words, flush=True)
    hidden = ("PYTHONPATH", "TECHTUI_CATALOG", "TECHTUI_CONFIG")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    subprocess.run([str(word) for word in words], cwd=at, env=environment, check=True)


def release(out: Path) -> None:
    """Build, check, install, try."""
    old = [*out.glob("*.whl"), *out.glob("*.tar.gz")]
    if old:
        sys.exit(f"{out} holds {old[0].name}: move it away, so that only this release is checked")
    run(sys.executable, "-m", "build", "--outdir", out)
    built = sorted([*out.glob("*.whl"), *out.glob("*.tar.gz")])
    run(sys.executable, "-m", "twine", "check", "--strict", *built)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "venv", with_pip=True)
        scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        wheel = next(file for file in built if file.suffix == ".whl")
        run(scripts / "python", "-m", "pip", "install", "-q", wheel, at=folder)
        run(scripts / "techtui", "--version", at=folder)
        run(scripts / "techtui", "list", "--columns", "name", at=folder)
    print("ready:", *(file.name for file in built))


def main() -> int:
    """Read the arguments and release."""
    parser = argparse.ArgumentParser(description="Build a release and try it; uploads nothing.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where to (dist/)")
    try:
        release(parser.parse_args().out.resolve())
    except subprocess.CalledProcessError as error:
        print(f"failed: {' '.join(error.cmd)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

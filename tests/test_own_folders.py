"""The program's folders are where the system keeps such things."""

from __future__ import annotations

import pytest
from platformdirs import PlatformDirs

from techtui.own_folders import Kind, own_folder


@pytest.mark.parametrize("named", [None, "", "/elsewhere", "/else where/", "not/absolute", "~/own"])
@pytest.mark.parametrize("kind", ["cache", "config", "data", "state"])
def test_they_are_where_the_library_says(
    kind: Kind, named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.delenv(variable, raising=False)
    if named is not None:
        monkeypatch.setenv(variable, named)
    folders = PlatformDirs("techtui", appauthor=False)
    assert own_folder(kind) == getattr(folders, f"user_{kind}_path")
    monkeypatch.setenv("HOME", "")
    assert own_folder(kind) == getattr(folders, f"user_{kind}_path")

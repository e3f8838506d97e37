"""The catalog as plain pages beside the explorer: written at the first request, and again when the files have changed."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.serve.serving import serving


def read(url: str) -> str:
    """The text at an address."""
    with urlopen(url, timeout=60) as answer:
        text: str = answer.read().decode()
        return text


def code_of(url: str) -> int:
    """The status of what is not there."""
    with pytest.raises(HTTPError) as error:
        urlopen(url, timeout=60)
    return error.value.code


def test_pages_follow_the_catalog_and_lead_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "radar.toml"
    text = 'format = 1\ncatalog.title = "Radar"\n[categories.c]\nname = "First"\n'
    path.write_text(text + '[technologies.a]\nname = "Alpha"\ncategory = "c"\n')
    with serving("--catalog", str(path)) as served:
        assert "/plain/" in read(served.url)
        page = read(f"{served.url}/plain/technologies/a")
        assert "<h1" in page
        assert "Alpha" in page
        assert "Radar" in read(f"{served.url}/plain/")
        assert "{" in read(f"{served.url}/plain/assets/site.css")
        for wrong in (
            "/plain/technologies/none/",
            "/plain/../radar.toml",
            "/plain/%2e%2e/last-good.catalog",
            "/plain//etc/passwd",
        ):
            assert code_of(served.url + wrong) == 404
        path.write_text(text + '[technologies.a]\nname = "Omega"\ncategory = "c"\n')
        assert "Omega" in read(f"{served.url}/plain/technologies/a/")
        path.write_text("broken [")
        assert "Omega" in read(f"{served.url}/plain/technologies/a/")
        assert not served.visits


async def test_where_there_are_none_nothing_is_found() -> None:
    from tests.serve.test_server import server

    async with server(1) as (_, url, client, _told):
        answer = await client.get(f"{url}/plain/")
        assert answer.status == 404

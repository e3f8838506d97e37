"""Every place of the explorer has an address, and an address from anybody leads to a place or says what is missing."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techtui.catalog.format.loader import read_catalog
from techtui.catalog.model import Catalog
from techtui.settings import Config
from techtui.tui.visit.addresses import address_of, go_to, read_address, title_of
from techtui.tui.visit.visiting import OUTDATED, VisitorApp
from tests.catalog.samples import load
from tests.conftest import GUITARS
from tests.journeys.conftest import Explorer
from tests.odd_names import SIGNS, odd_catalog
from tests.quiet import QuietPilot

GUITAR_CATALOG = read_catalog([GUITARS])
SERVER = "http://radar.example.org"


async def settled(explorer: Explorer, address: str) -> None:
    """Wait until the explorer is somewhere."""
    await explorer.wait_for(lambda: address_of(explorer.app) == address)
    assert address_of(explorer.app) == address


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/technologies/lp", "Les Paul"),
        ("/categories/electric", "Electric"),
        ("/compare?t=tele,lp", "⇄"),
        ("/?q=Les", "Les"),
    ],
)
async def test_an_explorer_opens_at_an_address_and_is_there(
    guitars: Catalog, address: str, shown: str
) -> None:
    app = VisitorApp(guitars, SERVER + address, config=Config())
    async with app.run_test(size=(100, 30), notifications=True):
        explorer = Explorer(app, QuietPilot(app))
        await settled(explorer, address)
        await explorer.pilot.pause()
        assert explorer.row(shown)


@pytest.mark.parametrize(
    "address",
    [
        "/technologies/C%2B%2B%20boat",
        "/technologies/%E5%85%A8%E8%A7%92%E3%80%80%E8%88%9F",
        "/categories/c%3C5",
        "/compare?t=a%2Cb,C%2B%2B%20boat,%3F",
    ],
)
async def test_an_address_of_what_has_signs_in_its_id_leads_there(address: str) -> None:
    app = VisitorApp(load(odd_catalog()), SERVER + address, config=Config())
    async with app.run_test(size=(100, 30), notifications=True):
        await settled(Explorer(app, QuietPilot(app)), address)


def test_every_id_has_an_address() -> None:
    catalog = load(odd_catalog())
    for one in SIGNS:
        written = quote(one, safe="")
        assert read_address(f"/technologies/{written}", catalog).place.id == one
        assert read_address(f"/concepts/{quote('k' + one)}", catalog).explained is not None
        for comma in (",", "%2C"):
            address = f"/compare?t={written}{comma}{quote(SIGNS[0], safe='')}"
            found = read_address(address, catalog).compared
            assert found == ((one, SIGNS[0]) if one != SIGNS[0] else ()) or (comma, one) == (
                "%2C",
                "a,b",
            )


async def test_on_a_phone_the_page_is_shown_rather_than_the_tree(guitars: Catalog) -> None:
    app = VisitorApp(guitars, f"{SERVER}/technologies/lp", config=Config())
    async with app.run_test(size=(48, 40), notifications=True):
        explorer = Explorer(app, QuietPilot(app))
        await explorer.wait_for(lambda: explorer.row("What it is"))
        assert explorer.row("› Les Paul")
        await explorer.press("escape")
        assert explorer.row("Telecaster")


async def test_one_goes_from_address_to_address(guitars: Catalog) -> None:
    app = VisitorApp(guitars, f"{SERVER}/", config=Config(), outdated=True)
    async with app.run_test(size=(100, 70), notifications=True):
        explorer = Explorer(app, QuietPilot(app))
        await explorer.wait_for(lambda: explorer.row(OUTDATED[:30]))
        assert explorer.row(OUTDATED[:30])
        for address in (
            "/technologies/lp",
            "/compare?t=tele,lp",
            "/compare?t=lp,tele",
            "/?q=Les",
            "/technologies/tele",
            "/?q=tele",
            "/technologies/lp",
        ):
            go_to(app, address)
            await settled(explorer, address)
        go_to(app, "/technologies/nosuch")
        await explorer.pilot.pause()
        assert explorer.row("The catalog has no technology “nosuch”")
        await explorer.press("Y")
        assert app.clipboard == f"{SERVER}/technologies/lp"
        assert explorer.row("Copied the link")
        await explorer.press("question_mark")
        assert "Copy link" in explorer.screen_text


@given(st.text() | st.text(alphabet="/?=&,technologies%t[]:.").map(lambda text: f"/{text}"))
def test_any_text_is_an_address_that_leads_somewhere_or_says_so(address: str) -> None:
    catalog = GUITAR_CATALOG
    read = read_address(address, catalog)
    if read.place.kind == "technology":
        assert read.place.id in catalog.technologies
    assert all(one in catalog.technologies for one in read.compared)
    assert title_of(address, catalog)

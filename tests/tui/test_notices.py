"""A notice that expires at the wrong moment stops nothing."""

from __future__ import annotations

from unittest import mock

from textual.app import App
from textual.notifications import Notification
from textual.widgets._toast import Toast

from techtui.tui.runtime.notices import Notice, Notices
from tests.waiting import wait_for


class Noticing(Notices, App[None]):
    """The smallest app with notices."""


async def test_a_notice_that_expires_while_it_is_painted_goes_and_stops_nothing() -> None:
    app = Noticing()
    async with app.run_test(notifications=True) as pilot:
        app.notify("In time", timeout=30)
        # Textual's own notification would have its timer run without ever waiting: nothing else would be done any more.
        await app.mount(Toast(Notice("Late", timeout=-1)))
        await wait_for(pilot, lambda: len(app.screen.query(Toast)) == 1, "the late one goes")
        (left,) = app.screen.query(Toast)
        assert isinstance(left._notification, Notice)
        assert left._notification.message == "In time"


def test_a_notice_expires_when_a_notification_does() -> None:
    with mock.patch("textual.notifications.time", return_value=10.0):
        for seconds in (-1, 0, 1):
            notice, plain = Notice("Text", timeout=seconds), Notification("Text", timeout=seconds)
            assert notice.has_expired == plain.has_expired
            assert notice.time_left > 0

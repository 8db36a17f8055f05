"""A letter leaves netx only by a key, and counts as sent only when somebody says so."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Input

from netx_tui.app import NetxApp
from netx_tui.domain.changes import Update
from netx_tui.domain.errors import NetxError
from netx_tui.screens.reading import ReadDialog
from netx_tui.services.handover import Handover
from netx_tui.widgets.dialogs import ChoiceDialog, ConfirmDialog, ReasonDialog, TextDialog
from netx_tui.widgets.forms import FormDialog
from tests.screens.letter_shown import FILLED, INVITATION, installed, opened
from tests.services.test_letters import Desk

pytestmark = pytest.mark.usefixtures("quick")


# -- handed over -------------------------------------------------------------------------------------


async def test_y_copies_the_text_and_says_so(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        await it.press("y")
        assert it.copied[0].startswith("Dear Ayla Brandt,")
        assert "Copied:" in it.told()
        await it.press("Y")
        assert it.copied[1] == "20 minutes on data platforms"


async def test_w_writes_a_draft_file_and_refuses_to_overwrite_one(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    async with opened(desk, FILLED) as it:
        await it.press("w")
        dialog = await it.shows(TextDialog)
        assert dialog.query_one(Input).value == "invitation-ayla-brandt.eml"
        await it.enter(str(path))
        await it.press("enter")
        await it.until(lambda: it.app.screen is it.screen)
        assert message_from_bytes(path.read_bytes())["X-Unsent"] == "1"
        await it.press("w")
        await it.shows(TextDialog)
        await it.enter(str(path))
        await it.press("enter")
        again = await it.shows(TextDialog)
        assert "exists already" in str(again.query_one(".dialog--sentence").render())


async def test_o_opens_the_mail_program_with_the_letter(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NetxApp, "suspend", lambda _app: contextlib.nullcontext())
    async with opened(desk, FILLED, environ={"NETX_MAILER": "neomutt -H", "PATH": ""}) as it:
        await it.press("o")
        assert list(it.machine.calls[0])[:2] == ["neomutt", "-H"]
        assert b"To: Ayla Brandt <ayla@example.org>" in it.machine.inputs[0]
        assert "S notes that" in it.told()
        assert not desk.workspace.mails


@pytest.mark.parametrize("error", [NetxError("It broke."), None])
async def test_the_screen_comes_back_from_a_mail_program_however_that_ended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: NetxError | None
) -> None:
    steps: list[str] = []

    @contextlib.contextmanager
    def suspend(_app: App[None]) -> Iterator[None]:
        steps.append("aside")
        yield  # as in the framework, nothing below happens where an error comes through
        steps.append("back")

    def open_draft(_handover: Handover, _eml: bytes) -> None:
        signal.raise_signal(signal.SIGINT)  # ctrl+c is meant for the program that has the terminal
        steps.append("program")
        if error:
            raise error

    monkeypatch.setattr(App, "suspend", suspend)
    monkeypatch.setattr(Handover, "open_draft", open_draft)
    before = signal.getsignal(signal.SIGINT)
    async with opened(desk, FILLED, environ={"NETX_MAILER": "mutt", "PATH": ""}) as it:
        await it.press("o")
        assert steps == ["aside", "program", "back"]
        assert signal.getsignal(signal.SIGINT) is before
        assert ("It broke." if error else "S notes that") in it.told()


async def test_without_a_mail_program_o_gives_a_link_and_opens_it_only_where_that_is_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    links: list[str] = []
    monkeypatch.setattr(NetxApp, "open_url", lambda _app, url: links.append(url))
    async with opened(desk, FILLED) as it:
        it.app.opens_links = False
        await it.press("o")
        await it.shows(ReadDialog)
        assert it.copied[0].startswith("mailto:ayla@example.org")
        assert not links
        await it.press("escape")
        it.app.opens_links = True
        await it.press("o")
        assert links == it.copied


async def test_sendmail_sends_only_after_a_second_yes_and_is_noted(desk: Desk, tmp_path: Path) -> None:
    async with opened(desk, FILLED, environ=installed(tmp_path / "bin", "sendmail")) as it:
        await it.press("o")
        await it.shows(ChoiceDialog)
        await it.press("s")
        await it.shows(ConfirmDialog)
        await it.press("enter")
        await it.until(lambda: it.app.screen is it.screen)
        assert not it.machine.calls
        await it.press("o")
        await it.shows(ChoiceDialog)
        await it.press("s")
        await it.shows(ConfirmDialog)
        await it.press("s")
        await it.until(lambda: it.results)
        assert list(it.machine.calls[0])[1:] == ["-t", "-oi"]
        assert b"X-Unsent" not in it.machine.inputs[0]
        assert desk.stage == "invited"


# -- noted as sent -----------------------------------------------------------------------------------


async def test_s_notes_the_letter_as_sent_now_and_the_screen_closes(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        await it.press("S")
        await it.shows(FormDialog)
        await it.press("ctrl+s")
        await it.until(lambda: it.results)
        assert "Noted as sent to Ayla Brandt" in str(it.results[0])
        (mail,) = desk.workspace.mails.values()
        assert mail.sent_at == desk.now.isoformat(timespec="seconds")


async def test_the_time_may_be_typed_and_is_echoed_but_lies_never_ahead(desk: Desk) -> None:
    async with opened(desk, FILLED) as it:
        await it.press("S")
        form = await it.shows(FormDialog)
        await it.enter("tomorrow 8:00")
        assert "still to come" in str(form.query_one(".form--hint").render())
        await it.press("ctrl+s")
        assert it.app.screen is form
        await it.enter("yesterday 17:00")
        assert "Sun 22 Nov 17:00" in str(form.query_one(".form--hint").render())
        await it.press("ctrl+s")
        await it.until(lambda: it.results)
        (mail,) = desk.workspace.mails.values()
        assert datetime.fromisoformat(mail.sent_at) == desk.now - timedelta(hours=16)


async def test_errors_ask_for_a_reason_before_a_letter_counts_as_sent(desk: Desk) -> None:
    async with opened(desk, INVITATION) as it:
        await it.press("S")
        await it.shows(FormDialog)
        await it.press("ctrl+s")
        dialog = await it.shows(ReasonDialog)
        assert "still empty" in str(dialog.query_one(".dialog--sentence").render())
        await it.enter("she knows")
        await it.press("enter")
        await it.until(lambda: it.results)
        (mail,) = desk.workspace.mails.values()
        assert mail.override_reason == "she knows"


async def test_somebody_who_wants_no_letters_is_not_noted_whatever_the_reason(desk: Desk) -> None:
    desk.workspace.apply([Update("contacts", "c1", {"do_not_contact": True})], "wants none")
    async with opened(desk, FILLED) as it:
        await it.press("S")
        await it.shows(FormDialog)
        await it.press("ctrl+s")
        await it.until(lambda: "do not contact" in it.told())
        assert not desk.workspace.mails
        assert not it.results

"""Keeping half-typed text, and handing it to the next session."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from netx_tui.services import draft_writer
from netx_tui.services.drafts import Drafts
from netx_tui.store.drafts import SessionFile

Open = Callable[[str], Drafts]


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)


@pytest.fixture
def session(tmp_path: Path, now: datetime) -> Open:
    def opened(run: str) -> Drafts:
        return Drafts(SessionFile(str(tmp_path / "state"), str(tmp_path / "netx.json"), run), lambda: now)

    return opened


def found(drafts: Drafts) -> tuple[str, ...]:
    """The keys of what waits, once the session has begun."""
    drafts.begin()
    drafts.flush()
    # The writer is the last in the row: when it is done, the session has begun.
    drafts.keep("probe", "", {"a": "b"})
    drafts.flush()
    drafts.drop("probe")
    return tuple(draft.key for draft in drafts.waiting())


def test_what_was_typed_when_the_session_ended_waits_for_the_next(session: Open, now: datetime) -> None:
    first, second = session("one"), session("two")
    first.open_form("contact:c1", "Edit Mina", lambda: ({"title": "Data L"}, {"title": "Lead"}))
    first.close()
    assert found(second) == ("contact:c1",)
    (draft,) = second.waiting("contact:c1")
    assert (draft.title, draft.at, draft.values, draft.base) == (
        "Edit Mina",
        now,
        {"title": "Data L"},
        {"title": "Lead"},
    )
    assert second.waiting("contact:c2") == ()


def test_flush_saves_what_stands_in_the_open_forms_now(session: Open) -> None:
    first = session("one")
    typed = {"title": "D"}
    first.open_form("contact:c1", "Edit Mina", lambda: (typed, {}))
    first.look()
    typed["title"] = "Data"
    first.flush()
    files = os.listdir(first._file.folder)
    assert len(files) == 1
    assert '"Data"' in (Path(first._file.folder) / files[0]).read_text()


def test_what_was_saved_or_never_typed_is_not_offered(session: Open) -> None:
    first, second = session("one"), session("two")
    first.open_form("contact:c1", "Edit Mina", lambda: ({}, {"title": "Lead"}))
    first.keep("contact:c2", "Edit Ayla", {"title": "D"})
    first.flush()
    first.drop("contact:c2")
    first.close()
    assert found(second) == ()
    assert len([name for name in os.listdir(first._file.folder) if name.endswith(".json")]) == 1


def test_what_was_put_off_or_taken_up_survives_once_more(session: Open) -> None:
    first, second, third = session("one"), session("two"), session("three")
    first.keep("contact:c1", "Edit Mina", {"title": "D"})
    first.keep("contact:c2", "Edit Ayla", {"title": "E"})
    first.close()
    assert set(found(second)) == {"contact:c1", "contact:c2"}
    second.take_up(second.waiting("contact:c1")[0])
    assert found(second) == ("contact:c2",)
    second.close()
    assert set(found(third)) == {"contact:c1", "contact:c2"}


def test_what_was_thrown_away_is_gone(session: Open) -> None:
    first, second, third = session("one"), session("two"), session("three")
    first.keep("contact:c1", "Edit Mina", {"title": "D"})
    first.close()
    found(second)
    second.throw_away(second.waiting()[0])
    second.close()
    assert found(third) == ()


def test_saving_a_form_does_not_touch_an_older_draft_of_the_same_form(session: Open) -> None:
    first, second = session("one"), session("two")
    first.keep("contact:new", "A new person", {"name": "Zo"})
    first.close()
    found(second)
    second.keep("contact:new", "A new person", {"name": "Kim"})
    second.drop("contact:new")
    assert [draft.values["name"] for draft in second.waiting("contact:new")] == ["Zo"]


def test_text_put_aside_is_offered_again(session: Open) -> None:
    first = session("one")
    first.keep("contact:c1", "Edit Mina", {"title": "D"})
    first.put_aside("contact:c1")
    first.keep("contact:c1", "Edit Mina", {})
    assert [draft.values for draft in first.waiting("contact:c1")] == [{"title": "D"}]


def test_the_time_of_a_draft_is_when_it_was_typed_last(tmp_path: Path) -> None:
    times = [datetime.fromisoformat(f"2026-11-23T09:0{minute}+01:00") for minute in (0, 1, 2)]
    clock = iter(times)
    drafts = Drafts(SessionFile(str(tmp_path), str(tmp_path / "netx.json"), "one"), lambda: next(clock))
    for text in ("D", "D", "Da", "Da"):
        drafts.keep("contact:c1", "Edit Mina", {"title": text})
    drafts.put_aside("contact:c1")
    assert drafts.waiting()[0].at == times[1]


def test_a_disk_without_room_is_told_once_and_tried_again(
    session: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_args: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    first = session("one")
    monkeypatch.setattr(os, "write", no_room)
    first.keep("contact:c1", "Edit Mina", {"title": "D"})
    first.flush()
    assert "No space left on device" in first.trouble()
    first.keep("contact:c1", "Edit Mina", {"title": "D"})
    first.flush()
    assert first.trouble() == ""
    monkeypatch.undo()
    first.keep("contact:c1", "Edit Mina", {"title": "D"})
    first.close()
    assert found(session("two")) == ("contact:c1",)


def test_a_disk_that_hangs_does_not_hold_up_leaving(session: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    release = Event()
    monkeypatch.setattr(draft_writer, "FLUSH_SECONDS", 0.01)
    monkeypatch.setattr(SessionFile, "write", lambda *_args: release.wait(5))
    first = session("one")
    first.keep("contact:c1", "Edit Mina", {"title": "D"})
    first.flush()
    first.close()
    assert not release.is_set()
    release.set()


def test_data_that_go_away_leave_no_drafts(session: Open) -> None:
    first = session("one")
    first.keep("contact:c1", "Edit Mina", {"title": "D"})
    first.flush()
    first.close(forget=True)
    assert os.listdir(first._file.folder) == []


def test_living_sessions_see_each_other(session: Open) -> None:
    first, second = session("one"), session("two")
    found(first)
    found(second)
    assert (first.others(), second.others()) == (1, 1)
    second.close()
    assert first.others() == 0

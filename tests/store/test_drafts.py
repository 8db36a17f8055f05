"""The files of running sessions: presence, drafts, and what becomes of them when a session dies."""

from __future__ import annotations

import errno
import os
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from netx_tui.domain.drafts import Draft
from netx_tui.domain.errors import CannotWrite
from netx_tui.store.drafts import SessionFile


@pytest.fixture
def session(tmp_path: Path):
    """Opens the file of a session on the one data file."""

    def opened(run: str, data: str = "netx.json") -> SessionFile:
        return SessionFile(str(tmp_path / "state"), str(tmp_path / data), run)

    return opened


@pytest.fixture
def draft(now: datetime) -> Draft:
    return Draft("contact:c1", "Edit Mina", now, {"title": "Data Le"}, {"title": "Analyst", "name": "Mina"})


def names(session: SessionFile) -> list[str]:
    return sorted(os.listdir(session.folder))


def test_a_session_that_dies_leaves_its_drafts_to_the_next(session: Any, draft: Draft, now: datetime) -> None:
    first, second = session("one"), session("two")
    first.write([draft])
    first.close(remove=False)
    assert second.adopt(now) == (draft,)
    assert names(second) == [os.path.basename(second.path)]


def test_the_drafts_of_a_living_session_are_its_own(session: Any, draft: Draft, now: datetime) -> None:
    first, second = session("one"), session("two")
    first.write([draft])
    assert second.adopt(now) == ()
    assert len(names(second)) == 2


def test_two_sessions_that_start_together_do_not_both_get_a_draft(
    session: Any, draft: Draft, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, second, third = session("one"), session("two"), session("three")
    dead.write([draft])
    dead.close(remove=False)
    real, seen = SessionFile.write, []

    def write(self: SessionFile, drafts: Any) -> None:
        if self is second:
            seen.append(third.adopt(now))
        real(self, drafts)

    monkeypatch.setattr(SessionFile, "write", write)
    assert second.adopt(now) == (draft,)
    assert seen == [()]


def test_what_was_taken_over_is_safe_before_the_dead_file_goes(
    session: Any, draft: Draft, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, second = session("one"), session("two")
    dead.write([draft])
    dead.close(remove=False)
    monkeypatch.setattr(os, "write", _no_room)
    with pytest.raises(CannotWrite, match="cannot be kept"):
        second.adopt(now)
    monkeypatch.undo()
    assert session("three").adopt(now) == (draft,)


def _no_room(*_args: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_failed_write_leaves_the_file_as_it_was(
    session: Any, draft: Draft, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = session("one")
    first.write([draft])
    before = Path(first.path).read_bytes()
    for name in ("write", "fsync"):
        monkeypatch.setattr(os, name, _no_room)
        with pytest.raises(CannotWrite, match="No space left"):
            first.write([draft, draft])
        monkeypatch.undo()
    assert Path(first.path).read_bytes() == before
    assert names(first) == [os.path.basename(first.path)]
    assert session("two").others() == 1


def test_others_are_counted_while_they_live(session: Any, now: datetime) -> None:
    first, second, elsewhere = session("one"), session("two"), session("three", "other.json")
    for one in (first, second, elsewhere):
        one.adopt(now)
    assert (first.others(), second.others(), elsewhere.others()) == (1, 1, 0)
    second.close(remove=False)
    assert first.others() == 0


def test_a_session_stays_alive_while_it_writes_its_file_anew(
    session: Any, draft: Draft, now: datetime
) -> None:
    first, second = session("one"), session("two")
    first.adopt(now)
    for count in range(3):
        first.write([draft] * count)
        assert second.others() == 1
        assert second.adopt(now) == ()


def test_an_empty_or_old_file_of_a_dead_session_goes(session: Any, draft: Draft, now: datetime) -> None:
    empty, old = session("one"), session("two")
    empty.adopt(now)
    empty.close(remove=False)
    old.write([draft._replace(at=now - timedelta(days=31))])
    old.close(remove=False)
    third = session("three")
    assert third.adopt(now) == ()
    assert names(third) == [os.path.basename(third.path)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"data": 7}',
        b'{"data": "DATA", "drafts": [{"at": 1}]}',
        b'{"data": "DATA", "drafts": [{"key": "k", "title": "t", "at": "2026-11-23", "values": 1}]}',
        b"\xff\xfe",
    ],
)
def test_what_cannot_be_read_stays_until_it_is_old(
    session: Any, now: datetime, content: bytes, tmp_path: Path
) -> None:
    broken, second = session("one"), session("two")
    broken.write([])
    broken.close(remove=False)
    Path(broken.path).write_bytes(content.replace(b"DATA", str(tmp_path / "netx.json").encode()))
    assert second.adopt(now) == ()
    assert os.path.exists(broken.path)
    long_ago = (now - timedelta(days=31)).timestamp()
    os.utime(broken.path, (long_ago, long_ago))
    second.adopt(now)
    assert not os.path.exists(broken.path)


def test_what_a_killed_write_left_goes_when_it_is_old(session: Any, now: datetime) -> None:
    first = session("one")
    first.adopt(now)
    left = Path(first.folder) / "0123456789abcdef-other.json.new"
    left.write_bytes(b"{")
    long_ago = (now - timedelta(days=31)).timestamp()
    session("two").adopt(now)
    assert left.exists()
    os.utime(left, (long_ago, long_ago))
    session("three").adopt(now)
    assert not left.exists()


def test_the_file_is_private_whatever_the_umask(session: Any, draft: Draft) -> None:
    first = session("one")
    before = os.umask(0)
    try:
        first.write([draft])
    finally:
        os.umask(before)
    assert stat.S_IMODE(os.stat(first.path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(first.folder).st_mode) == 0o700


def test_a_link_planted_in_the_folder_is_not_followed(
    session: Any, draft: Draft, now: datetime, tmp_path: Path
) -> None:
    first = session("one")
    first.adopt(now)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    Path(f"{first.path}.new").symlink_to(victim)
    Path(first.path.replace("one", "two")).symlink_to(victim)
    first.write([draft])
    assert first.others() == 0
    assert session("three").adopt(now) == ()
    assert victim.read_text() == "mine"


def test_without_locks_nothing_is_taken_from_a_session_that_may_live(
    session: Any, draft: Draft, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_args: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("netx_tui.store.drafts.flock", flock)
    first, second = session("one"), session("two")
    first.write([draft])
    assert second.adopt(now) == ()
    assert second.others() == 0
    assert os.path.exists(first.path)


def test_several_names_of_one_data_file_are_one(session: Any, now: datetime, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    first, second = session("one"), session("two", "link/netx.json")
    first.adopt(now)
    second.adopt(now)
    assert first.others() == 1


def test_text_in_a_file_that_others_could_have_written_is_made_harmless(session: Any, now: datetime) -> None:
    first = session("one")
    first.write([Draft("k", "a\x1b]52;c;eA==\x07b\nc", now, {"f": "x\x1b[2Jy\nz"}, {})])
    first.close(remove=False)
    (draft,) = session("two").adopt(now)
    assert draft.title == "a]52;c;eA==b c"
    assert draft.values == {"f": "x[2Jy\nz"}

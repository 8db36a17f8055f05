"""How a letter leaves netx: files of one's own only, programs as lists of words, nothing by itself."""

from __future__ import annotations

import os
import stat
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from netx_tui.domain.errors import CannotCreate, NetxError
from netx_tui.services.handover import Handover, file_name, write_draft

EML = b"X-Unsent: 1\r\nSubject: 20 minutes\r\nTo: ayla@example.org\r\n\r\nDear Ayla,\r\nX-Unsent: 1\r\n"


@pytest.fixture(autouse=True)
def own_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


class Machine:
    """A machine on which programs only note how they were called."""

    def __init__(self, status: int = 0) -> None:
        self.calls: list[Sequence[str]] = []
        self.inputs: list[bytes] = []
        self.files: list[bytes] = []
        self.modes: list[tuple[int, int]] = []
        self._status = status

    def run(self, words: Sequence[str], **how: Any) -> Any:
        self.calls.append(list(words))
        assert not how.get("shell")
        if "input" in how:
            self.inputs.append(how["input"])
        path = words[-1]
        if os.path.isfile(path):
            self.files.append(Path(path).read_bytes())
            modes = (os.stat(path).st_mode, os.stat(os.path.dirname(path)).st_mode)
            self.modes.append((stat.S_IMODE(modes[0]), stat.S_IMODE(modes[1])))
        return SimpleNamespace(returncode=self._status)

    def handover(self, environ: Mapping[str, str], mailer: str = "") -> Handover:
        return Handover(environ, mailer=mailer, run=self.run)


def program(folder: Path, name: str) -> Mapping[str, str]:
    """An environment in which the program ``name`` is installed."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return {"PATH": str(folder)}


def test_the_mail_program_of_the_environment_goes_before_that_of_the_settings() -> None:
    both = Handover({"NETX_MAILER": "neomutt -n -H", "PATH": ""}, mailer="mutt -H")
    assert list(both.mail_program()) == ["neomutt", "-n", "-H"]
    assert list(Handover({"PATH": ""}, mailer="'my mail' -H").mail_program()) == ["my mail", "-H"]


def test_without_a_setting_an_installed_reader_of_drafts_is_taken(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "mutt")
    assert list(Handover(environ).mail_program())[-1] == "-H"
    assert "mutt" in Handover(environ).mail_program()[0]
    assert not Handover({"PATH": ""}).mail_program()


def test_a_quote_that_is_not_closed_is_told_as_a_sentence() -> None:
    with pytest.raises(NetxError, match="quote is not closed"):
        Handover({"NETX_MAILER": "neomutt 'x", "PATH": ""}).mail_program()


def test_the_program_gets_the_letter_in_a_private_file() -> None:
    machine = Machine()
    machine.handover({"NETX_MAILER": "neomutt -H", "PATH": ""}).open_draft(EML)
    (call,), (text,), (modes,) = machine.calls, machine.files, machine.modes
    assert call[:2] == ["neomutt", "-H"]
    assert modes == (0o600, 0o700)
    assert b"Subject: 20 minutes\n" in text
    assert b"\r" not in text


def test_the_file_stands_where_the_words_of_the_program_say() -> None:
    machine = Machine()
    machine.handover({"NETX_MAILER": "compose --draft={file} --now", "PATH": ""}).open_draft(EML)
    (call,) = machine.calls
    assert call[0] == "compose"
    assert call[1].startswith("--draft=/")
    assert call[2] == "--now"


def test_a_reader_of_drafts_that_is_named_alone_is_told_that_it_gets_a_draft() -> None:
    assert list(Handover({"NETX_MAILER": "/opt/bin/neomutt", "PATH": ""}).mail_program()) == [
        "/opt/bin/neomutt",
        "-H",
    ]
    assert list(Handover({"NETX_MAILER": "thunderbird", "PATH": ""}).mail_program()) == ["thunderbird"]


def test_a_reader_of_drafts_would_send_the_mark_of_a_draft_so_it_gets_none() -> None:
    texts = []
    for program_name in ("mutt", "thunderbird"):
        machine = Machine()
        machine.handover({"NETX_MAILER": program_name, "PATH": ""}).open_draft(EML)
        texts.append(machine.files[0].partition(b"\n\n"))
    (mutt, _gap, body), (other, _other_gap, _other_body) = texts
    assert b"X-Unsent" not in mutt
    assert body == b"Dear Ayla,\nX-Unsent: 1\n"
    assert b"X-Unsent: 1" in other


def test_a_program_with_a_window_may_read_the_file_until_netx_ends(tmp_path: Path) -> None:
    machine = Machine()
    handover = machine.handover({"NETX_MAILER": "thunderbird", "PATH": ""})
    handover.open_draft(EML)
    handover.open_draft(EML)
    assert Path(machine.calls[0][-1]).read_bytes() == machine.files[0]
    handover.close()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("netx-")]


def test_a_setting_is_never_read_by_a_shell() -> None:
    machine = Machine()
    machine.handover({"NETX_MAILER": "mutt; rm -rf $HOME", "PATH": ""}).open_draft(EML)
    assert machine.calls[0][:4] == ["mutt;", "rm", "-rf", "$HOME"]


def test_a_program_that_cannot_be_started_or_fails_is_told() -> None:
    def missing(words: Sequence[str], **_how: Any) -> Any:
        raise FileNotFoundError(words[0])

    with pytest.raises(NetxError, match="'neomutt' cannot be started"):
        Handover({"NETX_MAILER": "neomutt -H", "PATH": ""}, run=missing).open_draft(EML)
    with pytest.raises(NetxError, match=r"ended with an error \(3\)"):
        Machine(status=3).handover({"NETX_MAILER": "claws --compose", "PATH": ""}).open_draft(EML)


def test_a_reader_of_drafts_that_was_left_without_sending_is_told_as_that() -> None:
    with pytest.raises(NetxError, match=r"neomutt gave the letter up, or ended with an error \(1\)"):
        Machine(status=1).handover({"NETX_MAILER": "neomutt -H", "PATH": ""}).open_draft(EML)


def test_sendmail_reads_the_letter_without_the_mark_of_a_draft(tmp_path: Path) -> None:
    machine = Machine()
    handover = machine.handover(program(tmp_path / "bin", "sendmail"))
    handover.send(EML)
    assert machine.calls == [[handover.sendmail(), "-t", "-oi"]]
    head, _gap, body = machine.inputs[0].partition(b"\n\n")
    assert b"X-Unsent" not in head
    assert body == b"Dear Ayla,\nX-Unsent: 1\n"


def test_no_program_is_looked_for_where_one_happens_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = program(tmp_path / "here", "neomutt")["PATH"]
    monkeypatch.chdir(here)
    assert not Handover({"PATH": ":/nowhere"}).mail_program()


def test_sendmail_that_refuses_or_hangs_is_told(tmp_path: Path) -> None:
    environ = program(tmp_path / "bin", "sendmail")

    def hang(words: Sequence[str], **_how: Any) -> Any:
        raise subprocess.TimeoutExpired(words, 1)

    with pytest.raises(NetxError, match="was not sent"):
        Machine(status=75).handover(environ).send(EML)
    with pytest.raises(NetxError, match="queue"):
        Handover(environ, run=hang).send(EML)


def test_the_name_of_a_draft_file_is_safe_whatever_the_person_is_called() -> None:
    assert file_name("invitation", "Ayla Brandt") == "invitation-ayla-brandt.eml"
    assert file_name("thank_you", "Zoë Müller-Weiß") == "thank-you-zoe-muller-weiss.eml"
    assert file_name("brief", "../../etc/passwd\x1b[2J") == "brief-etc-passwd-2j.eml"
    assert len(file_name("invitation", "a" * 500)) <= 64


def test_a_draft_file_is_private_and_written_over_nothing(tmp_path: Path) -> None:
    path = write_draft(str(tmp_path / "letter"), EML)
    assert path == str(tmp_path / "letter.eml")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert Path(path).read_bytes() == EML
    with pytest.raises(CannotCreate, match="exists already"):
        write_draft(path, b"other")
    assert Path(path).read_bytes() == EML


def test_a_draft_file_never_goes_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.eml").symlink_to(tmp_path / "target.eml")
    with pytest.raises(CannotCreate, match="symbolic link"):
        write_draft(str(tmp_path / "link.eml"), EML)
    assert not (tmp_path / "target.eml").exists()

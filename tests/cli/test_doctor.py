"""``netx doctor`` as a command: what it says, how it ends, and that looking changes nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netx_tui.cli import doctor, doctor_machine, doctor_settings
from netx_tui.cli.binding_names import all_bindings
from netx_tui.cli.output import Paint
from netx_tui.services.doctor.finding import Finding, Level
from netx_tui.services.doctor.keys import Bound

Netx = Callable[..., Any]
KEYS = {"check", "level", "text", "cure", "file", "line"}


@pytest.fixture(autouse=True)
def in_a_good_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "STY", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EDITOR", sys.executable)
    monkeypatch.setattr(os, "fsync", os.fstat)


@pytest.fixture
def config(home: Path) -> Callable[[str], Path]:
    """Writes the settings and gives their path."""

    def write(text: str) -> Path:
        file = home / "config" / "netx" / "config.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    return write


def data_of(home: Path) -> Path:
    return home / "data" / "netx" / "netx.json"


def found(answer: Any, check: str) -> list[dict[str, Any]]:
    return [one for one in answer.json["findings"] if one["check"] == check]


def files_below(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*")}


def test_without_any_file_all_is_well_and_nothing_is_made(netx: Netx, home: Path) -> None:
    said = netx("doctor")
    assert (said.status, said.err) == (0, "")
    assert "does not exist yet" in said.out
    assert files_below(home) == set()


def test_a_store_in_use_is_fine(netx: Netx, ayla: str) -> None:
    said = netx("doctor")
    assert (said.status, said.err) == (0, "")
    assert "2 documents" in said.out


def test_looking_makes_no_file_also_with_settings(
    netx: Netx, config: Callable[[str], Path], home: Path
) -> None:
    config("mouse: no\n")
    before = files_below(home)
    assert netx("doctor").status == 0
    assert files_below(home) == before


def test_json_is_one_document_with_the_promised_keys(netx: Netx, ayla: str) -> None:
    said = netx("doctor", "--json")
    assert set(said.json) == {"findings", "ok"}
    assert said.json["ok"] is True
    assert all(set(one) == KEYS for one in said.json["findings"])
    assert {one["level"] for one in said.json["findings"]} <= {"ok", "info", "warning", "error"}


def test_a_warning_ends_with_status_1(netx: Netx, ayla: str, home: Path) -> None:
    data_of(home).chmod(0o644)
    said = netx("doctor", "--json")
    assert (said.status, said.json["ok"]) == (1, False)
    (one,) = found(said, "permissions")
    assert (one["level"], one["file"]) == ("warning", str(data_of(home)))


def test_a_damaged_data_file_is_told_with_the_way_back(netx: Netx, ayla: str, home: Path) -> None:
    data_of(home).write_text('{"contacts": {"1": ')
    said = netx("doctor")
    assert said.status == 1
    (line,) = [line for line in said.out.splitlines() if line.startswith("✗")]
    assert "it ends in the middle (line 1, column 20)" in line
    assert "netx restore" in line
    assert "--yes" in line


def test_a_repair_is_told_and_the_second_finds_nothing(netx: Netx, ayla: str, home: Path) -> None:
    data_of(home).chmod(0o644)
    first = netx("doctor", "--repair")
    assert first.status == 0
    assert first.out.splitlines()[0] == f"Only you can get at {data_of(home)} now."
    assert netx("doctor", "--repair").out.splitlines()[0] == "There was nothing to repair."
    assert netx("doctor", "--repair", "--json").json["repaired"] == []


def test_a_repaired_reference_can_be_undone(netx: Netx, ayla: str) -> None:
    netx("contact", "set", ayla, "referral_by=c3k9v2m4")
    assert netx("doctor").status == 1
    assert netx("doctor", "--repair").status == 0
    assert netx("contact", "show", ayla, "--json").json["referral_by"] == ""
    assert netx("undo").status == 0
    assert netx("contact", "show", ayla, "--json").json["referral_by"] == "c3k9v2m4"


def test_a_repair_that_is_refused_is_told(
    netx: Netx, ayla: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netx_tui.domain.errors import Locked
    from netx_tui.services.doctor import repair

    def refused(*_paths: object) -> None:
        raise Locked("Another session is writing.")

    monkeypatch.setattr(repair, "_permissions", refused)
    said = netx("doctor", "--repair")
    assert "Another session is writing." in said.err
    assert "can be read" in said.out


@pytest.mark.parametrize(
    ("word", "cure"),
    [
        ("netx contact set {id} level=peer", "level"),
        ("netx contact set {id} follow_up_on=2026-12-01", "follow_up_on"),
        ("netx contact stage {id} lead", "stage"),
    ],
)
def test_the_commands_that_cure_wrong_values_do(
    netx: Netx, ayla: str, home: Path, word: str, cure: str
) -> None:
    file = data_of(home)
    content = json.loads(file.read_text())
    content["contacts"]["1"][cure] = "nonsense"
    file.write_text(json.dumps(content))
    (one,) = found(netx("doctor", "--json"), "documents")
    assert " ".join(word.format(id=ayla).split("=")[0].split()[:4]) in one["cure"]
    assert netx(*word.format(id=ayla).split()[1:]).status == 0
    assert found(netx("doctor", "--json"), "documents") == []


def test_the_command_that_cures_a_company_does(netx: Netx, home: Path) -> None:
    netx("company", "set", "Kranich Werke", "motivation=4")
    content = json.loads(data_of(home).read_text())
    content["companies"]["1"]["motivation"] = 9
    data_of(home).write_text(json.dumps(content))
    (one,) = found(netx("doctor", "--json"), "documents")
    command = one["cure"].split("`")[1]
    assert command.endswith(" motivation=0")
    assert netx(*command.split()[1:]).status == 0
    assert netx("company", "list", "--json").json[0]["motivation"] == 0
    assert netx("doctor").status == 0


@pytest.mark.parametrize(
    ("text", "check", "line", "words"),
    [
        ("mouse: maybe\n", "config", 1, "auto, on or off"),
        ("lang: en\ntheem: x\n", "config", 2, "'theme'"),
        ("profile:\n  purpose: fun\n", "config", 2, "purpose"),
        ("scoring:\n  shortlist: {size: many}\n", "rules", 2, ""),
        ("\ntheme: netx-drak\n", "themes", 2, "'netx-drak'"),
    ],
)
def test_wrong_settings_are_told_with_file_line_and_cure(
    netx: Netx, config: Callable[[str], Path], text: str, check: str, line: int, words: str
) -> None:
    file = config(text)
    said = netx("doctor", "--json")
    assert said.status == 1
    assert said.err == ""
    (one,) = found(said, check)
    assert (one["level"], one["file"], one["line"]) == ("warning", str(file), line)
    assert words in one["text"]
    assert one["cure"]


def test_settings_that_cannot_be_read_do_not_stop_the_doctor(
    netx: Netx, config: Callable[[str], Path]
) -> None:
    file = config("mouse: yes\nprofile: [\n")
    said = netx("doctor", "--json")
    (one,) = found(said, "config")
    assert (one["level"], one["file"]) == ("error", str(file))
    assert "netx config edit" in one["cure"]
    assert found(said, "data")


@pytest.mark.parametrize(
    ("name", "text", "check"),
    [
        ("rules/titles.yaml", "levels: 5\n", "rules"),
        ("rules/scoring.yaml", "scoring: [\n", "rules"),
        ("themes/own.yaml", "name: own\ncolors:\n  text: pink-ish\n", "themes"),
        ("themes/own.yaml", "name: [\n", "themes"),
    ],
)
def test_wrong_rules_and_themes_are_told_with_their_file(
    netx: Netx, config: Callable[[str], Path], name: str, text: str, check: str
) -> None:
    file = config("").parent / name
    file.parent.mkdir()
    file.write_text(text)
    said = netx("doctor", "--json")
    assert said.status == 1
    (one,) = found(said, check)
    assert (one["file"], one["line"] > 0, bool(one["cure"])) == (str(file), True, True)


def test_keys_are_told_with_their_line(
    netx: Netx, config: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "netx_tui.cli.binding_names.all_bindings", lambda: [Bound("People", "people.new", "n")]
    )
    file = config("keymap:\n  people.new: ctrl+i\n  'people.nwe': x\n")
    rows = found(netx("doctor", "--json"), "keymap")
    assert [(one["file"], one["line"]) for one in rows] == [(str(file), 2), (str(file), 3)]
    assert "'people.new'" in rows[1]["cure"]


def test_the_names_of_all_bindings_are_found_without_loading_the_screens_here() -> None:
    names = {binding.name for binding in all_bindings()}
    assert {"undo", "help", "people.new", "app.quit"} <= names


def test_what_a_program_answers_is_bounded_in_time() -> None:
    assert doctor_machine.answer_of((sys.executable, "-c", "print('yes')")) == "yes\n"
    assert doctor_machine.answer_of((sys.executable, "-c", "raise SystemExit(3)")) == ""
    assert doctor_machine.answer_of((sys.executable, "-c", "input()"), 5.0) == ""
    assert doctor_machine.answer_of(("/nowhere/tmux",)) == ""


FINDINGS = (
    Finding("data", Level.OK, "The data file can be read."),
    Finding("lock", Level.WARNING, "Somebody " + "is writing and writing " * 6 + "on.", "Wait.\x1b[2J"),
)


def test_a_level_is_told_by_a_sign_and_a_word_and_nothing_acts(capsys: pytest.CaptureFixture[str]) -> None:
    doctor._print(FINDINGS, Paint("never"))
    lines = capsys.readouterr().out.splitlines()
    assert [line[:12] for line in lines] == ["✓ good     T", "! warning  S"]
    assert lines[1].endswith("Wait.[2J")


def test_on_a_terminal_lines_are_broken_and_texts_stay_in_their_column(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_columns", lambda: 60)
    doctor._print(FINDINGS, Paint("never"))
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 60 for line in lines)
    assert len(lines) > 3
    assert all(line.startswith(" " * 11) for line in lines[2:])


def test_an_output_without_utf_8_gets_other_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    doctor._print(FINDINGS[:1], Paint("never"))
    assert raw.getvalue() == b"+ good     The data file can be read.\n"


def test_the_beginning_with_file_and_line_is_understood() -> None:
    one = doctor_settings._finding("config", "/a b/c, d.yaml, line 12: 'x' is wrong.", "Mend it.", "/else")
    assert (one.file, one.line) == ("/a b/c, d.yaml", 12)
    other = doctor_settings._finding("config", "/a is too big.", "Mend it.", "/a")
    assert (other.file, other.line) == ("/a", 0)


def test_the_doctor_loads_no_textual(tmp_path: Path) -> None:
    code = (
        "import sys; from netx_tui.cli.main import run; run(['doctor', '--json']); "
        "print({'textual', 'rich', 'tinydb'} & set(sys.modules), file=sys.stderr)"
    )
    environ = {**os.environ, "HOME": str(tmp_path), "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    assert done.stderr == "set()\n"
    assert json.loads(done.stdout)["findings"]

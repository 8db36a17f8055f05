"""What holds for every command: words, exit statuses, errors, streams."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netx_tui import __version__
from netx_tui.cli import contacts
from netx_tui.cli.arguments import Command, all_commands, parser_of, taken_apart

Netx = Callable[..., Any]


def test_the_version_is_told(netx: Netx) -> None:
    assert netx("--version").out == f"netx {__version__}\n"


def test_help_lists_every_command_and_every_exit_status(netx: Netx) -> None:
    said = netx("--help").out
    assert all(f"  {name} " in said for name, _command in all_commands())
    assert all(
        status in said for status in ("0 done", "1 not found", "2 usage", "65", "73", "74", "75", "130")
    )


def test_what_is_not_there_yet_is_not_in_the_help(netx: Netx) -> None:
    said = netx("--help").out + netx("import", "--help").out + netx("export", "contacts", "--help").out
    assert not any(word in said for word in ("google", "vcard"))


@pytest.mark.parametrize("noun", ["contact", "company", "profile", "export", "config"])
def test_a_noun_has_its_own_help(netx: Netx, noun: str) -> None:
    said = netx(noun, "--help")
    assert said.status == 0
    assert f"usage: netx {noun}" in said.out


@pytest.mark.parametrize(("name", "command"), [*all_commands()], ids=lambda value: str(value)[:20])
def test_every_command_explains_itself(name: str, command: Command) -> None:
    said = parser_of(name, command).format_help()
    assert command.summary or name in said
    assert "--now" in said


@pytest.mark.parametrize(("name", "command"), [*all_commands()], ids=lambda value: str(value)[:20])
def test_every_json_option_documents_its_keys(name: str, command: Command) -> None:
    parser = parser_of(name, command)
    takes_json = any("--json" in action.option_strings for action in parser.options)
    assert takes_json == ("--json keys:" in parser.format_help())


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["contcat"], "'contact'"),
        (["contact", "lst"], "'contact list'"),
        (["contact", "list", "--bnd", "A"], "'--band'"),
        (["contact", "add", "Ayla Brandt", "--compny", "x"], "'--company'"),
        (["contact"], "list, show, add"),
        (["import"], "FILE"),
        (["today", "--days", "0"], "not a whole number above 0"),
        (["contact", "list", "--stage", "leed"], "lead, shortlisted"),
        (["contact", "list", "--band", "E"], "A, B, C, D, ?, X"),
    ],
)
def test_words_that_do_not_fit_are_answered_with_the_nearest(netx: Netx, words: list[str], hint: str) -> None:
    said = netx(*words)
    assert said.status == 2
    assert said.out == ""
    assert hint in said.err


def test_global_options_stand_before_or_behind_the_command(netx: Netx, tmp_path: Path) -> None:
    file = str(tmp_path / "other.json")
    assert netx("--data", file, "locate", "data").out == f"{file}\n"
    assert netx("locate", "data", f"--data={file}").out == f"{file}\n"
    assert netx("contact", "--data", file, "list").status == 0


def test_a_word_behind_two_dashes_is_no_option(netx: Netx) -> None:
    words = taken_apart(["contact", "list", "--", "--lang", "de"])
    assert (words.verb, words.rest, words.lang) == (("contact", "list"), ("--", "--lang", "de"), "")


def test_the_language_of_a_new_contact_is_not_that_of_netx(netx: Netx) -> None:
    assert taken_apart(["contact", "add", "Ayla Brandt", "--lang", "de"]).lang == ""
    added = netx("contact", "add", "Ayla Brandt", "--lang", "de", "--json")
    assert added.json["lang"] == "de"


def test_the_flag_wins_over_the_environment_and_that_over_the_settings(
    netx: Netx, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = home / "config" / "netx" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text("data: settings.json\n")
    assert netx("locate", "data").out == f"{config.parent / 'settings.json'}\n"
    monkeypatch.setenv("NETX_DATA", "/env.json")
    assert netx("locate", "data").out == "/env.json\n"
    assert netx("--data", "/flag.json", "locate", "data").out == "/flag.json\n"


@pytest.mark.parametrize("time", ["tomorrow", "2026-13-01", "0001-01-01", "9999-12-31T23:59-23:59"])
def test_a_clock_that_is_none_is_a_usage_error(netx: Netx, time: str) -> None:
    said = netx("--now", time, "today")
    assert said.status == 2
    assert "2026-11-23T09:00+01:00" in said.err


def test_a_clock_without_a_zone_is_the_machines(netx: Netx) -> None:
    assert netx("--now", "2026-11-23", "today").status == 0


def test_broken_settings_stop_a_command_but_not_the_help(netx: Netx, home: Path) -> None:
    config = home / "config" / "netx" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text("a: b: c\n")
    said = netx("contact", "list")
    assert said.status == 65
    assert "config.yaml, line 1" in said.err
    assert netx("--help").status == 0
    assert netx("locate", "config").status == 0


def test_a_wrong_setting_is_told_and_the_command_works(netx: Netx, home: Path) -> None:
    config = home / "config" / "netx" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text("mouse: maybe\nscoring: {min_known_facts: x}\n")
    said = netx("contact", "list", "--json")
    assert (said.status, said.json) == (0, [])
    assert said.err.count("config.yaml, line") == 2


def test_an_unforeseen_error_is_one_sentence_and_a_private_log(
    netx: Netx, ayla: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> int:
        secret = "Ayla Brandt"
        raise ZeroDivisionError(len(secret))

    monkeypatch.setattr(contacts.COMMANDS["contact list"], "run", fail)
    said = netx("contact", "list")
    log = home / "state" / "netx" / "netx.log"
    assert said.status == 70
    assert said.err.count("\n") == 1
    assert str(log) in said.err
    assert "ZeroDivisionError" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_ctrl_c_ends_with_130(netx: Netx, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(contacts.COMMANDS["contact list"], "run", interrupt)
    assert netx("contact", "list").status == 130


def test_a_data_file_that_is_none_is_bad_input_and_stays(netx: Netx, tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text("not json")
    said = netx("--data", str(file), "contact", "add", "Ayla Brandt")
    assert said.status == 65
    assert file.read_text() == "not json"


def test_where_nothing_can_be_written_the_status_says_so(netx: Netx) -> None:
    assert netx("--data", "/proc/netx/netx.json", "contact", "add", "Ayla Brandt").status in (73, 74)


def test_nothing_that_a_name_holds_acts_on_the_terminal(netx: Netx) -> None:
    netx("contact", "add", "Eve \x1b]52;c;x\x07\u202e[bold]\x9b2J", "--title", "[@click=app.quit]x[/x]")
    for words in (["contact", "list"], ["contact", "show", "Eve ]52;c;x[bold]2J"], ["history"]):
        said = netx(*words)
        assert said.status == 0
        assert "[bold]" in said.out
        assert not any(sign in said.out + said.err for sign in "\x1b\x07\x9b\u202e")


def test_colour_comes_only_where_it_is_wanted(netx: Netx, ayla: str) -> None:
    assert "\x1b[" not in netx("contact", "list").out
    assert "\x1b[" in netx("contact", "list", "--color", "always").out
    assert "\x1b[" not in netx("--color", "always", "contact", "list", "--json").out

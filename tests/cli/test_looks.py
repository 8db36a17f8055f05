"""Settings that change while the screens are open."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

import pytest

from netx_tui.cli.looks import LooksOnDisk
from netx_tui.cli.session import Session
from netx_tui.config.settings import Settings, save_profile

THEME = 'name: mine\ncolors:\n  text: "{color}"\n'


class Told:
    """A session with a ``config.yaml`` of its own, and the settings that were left for others."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "config.yaml"
        self.themes = folder / "themes"
        self.themes.mkdir()
        self.config.write_text("theme: netx-light\n")
        self._saves = 0
        options = Namespace(data=str(folder / "netx.json"), config=str(self.config), now="", color="never")
        self.session = Session(options, {"HOME": str(folder), "TERM": "xterm-256color"})
        self.used: list[Settings] = []
        self.looks = LooksOnDisk(self.session, self.used.append)

    def save(self, path: Path, text: str) -> None:
        """Write a file as editors do, one moment later than the time before."""
        path.write_text(text)
        self._saves += 1
        os.utime(path, (self._saves, self._saves))


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_while_nothing_is_saved_nothing_is_read(told: Told) -> None:
    assert told.looks.now().theme == "netx-light"
    assert told.looks.changed() is None


def test_what_is_saved_is_used(told: Told) -> None:
    told.save(told.config, "theme: netx-contrast\nmouse: no\nkeymap: {undo: z}\n")
    looks = told.looks.changed()
    assert looks is not None
    assert (looks.theme, looks.mouse, looks.keymap) == ("netx-contrast", False, {"undo": "z"})
    assert told.looks.changed() is None
    assert told.used == []


def test_another_profile_scores_anew(told: Told) -> None:
    told.save(told.config, "profile: {target_departments: [data]}\n")
    assert told.looks.changed() is not None
    assert told.used == [Settings(theme="netx-light")]
    assert told.session.settings.profile.target_departments == ("data",)


@pytest.mark.parametrize("text", ["theme: [\n", "\ttheme: x\n", "theme: netx-dark\n  mouse: no\n"])
def test_a_file_that_is_half_written_leaves_all_as_it_was_and_is_told(told: Told, text: str) -> None:
    told.save(told.config, text)
    looks = told.looks.changed()
    assert looks is not None
    assert looks.theme == "netx-light"
    assert [str(told.config) in problem and "line" in problem for problem in looks.problems] == [True]
    told.save(told.config, "theme: netx-contrast\n")
    mended = told.looks.changed()
    assert mended is not None
    assert (mended.theme, mended.problems) == ("netx-contrast", ())


def test_a_wrong_value_is_told_with_its_line_and_the_default_holds(told: Told) -> None:
    told.save(told.config, "theme: netx-contrast\nmouse: perhaps\n")
    looks = told.looks.changed()
    assert looks is not None
    assert looks.mouse is True
    assert [f"{told.config}, line 2: " in problem for problem in looks.problems] == [True]


def test_a_theme_of_the_users_own_is_read_again_and_may_go_away(told: Told) -> None:
    own = told.themes / "mine.yaml"
    for color in ("#111111", "#222222"):
        told.save(own, THEME.format(color=color))
        looks = told.looks.changed()
        assert looks is not None
        assert {theme.name: theme.colors["text"] for theme in looks.themes}["mine"] == color
    own.unlink()
    looks = told.looks.changed()
    assert looks is not None
    assert "mine" not in {theme.name for theme in looks.themes}


def test_what_needs_a_new_start_says_so(told: Told) -> None:
    file = told.session.data
    told.save(told.config, "theme: netx-light\nlang: de\ndata: other.json\n")
    looks = told.looks.changed()
    assert looks is not None
    assert looks.problems == ("lang, data: used when netx starts the next time.",)
    assert told.session.data == file


@pytest.mark.parametrize(
    "text",
    [
        "board: {names: {next: Soon}}\n",
        "review: {day: sun}\n",
        "holidays: {days: ['12-24']}\n",
        "mailer: neomutt -H\n",
        "scoring: {shortlist: {size: 5}}\n",
    ],
)
def test_what_the_screens_stand_on_is_used_at_once_and_nothing_is_said(told: Told, text: str) -> None:
    told.save(told.config, text)
    looks = told.looks.changed()
    assert looks is not None
    assert (looks.content, looks.problems, len(told.used)) == (1, (), 1)
    told.save(told.config, text + "motion: reduced\n")
    looks = told.looks.changed()
    assert looks is not None
    assert (looks.content, looks.moves, len(told.used)) == (1, False, 1)


def test_other_numbers_make_other_rules_and_wrong_ones_are_told(told: Told) -> None:
    size = told.session.rules.shortlist_size
    told.save(told.config, f"scoring:\n  shortlist:\n    size: {size + 1}\n    sice: 3\n")
    looks = told.looks.changed()
    assert looks is not None
    assert told.session.rules.shortlist_size == size + 1
    assert [f"{told.config}, line 4: " in problem for problem in looks.problems] == [True]


def test_a_profile_the_screens_saved_themselves_is_not_used_a_second_time(told: Told) -> None:
    told.session.settings = save_profile(str(told.config), told.session.settings, {"sender_name": "Robin"})
    looks = told.looks.changed()
    assert looks is not None
    assert (looks.problems, told.used) == ((), [])


def test_a_theme_that_does_not_exist_is_told_with_the_nearest(told: Told) -> None:
    told.save(told.config, "mouse: off\ntheme: netx-drak\n")
    looks = told.looks.changed()
    assert looks is not None
    (problem,) = looks.problems
    assert problem.startswith(f"{told.config}, line 2: there is no theme 'netx-drak'.")
    assert "'netx-dark'" in problem


def test_what_netx_saves_itself_keeps_the_rest(told: Told) -> None:
    told.save(told.config, "# mine\ntheme: netx-light\nmouse: no\n")
    told.looks.save("theme", "netx-contrast")
    assert told.config.read_text() == "# mine\ntheme: netx-contrast\nmouse: no\n"


def test_keys_that_clash_are_told_with_their_line_until_they_are_mended(told: Told) -> None:
    told.save(told.config, "keymap:\n  redo: u\n  nosuch: x\n")
    told.looks.changed()
    clash, unknown = sorted(told.looks.key_troubles(), key=lambda text: "nosuch" in text)
    assert clash.startswith(f"{told.config}, line 2: 'u' belongs to undo")
    assert unknown.startswith(f"{told.config}, line 3: there is no key binding 'nosuch'.")
    told.save(told.config, "keymap: {redo: R}\n")
    told.looks.changed()
    assert told.looks.key_troubles() == ()


def test_keys_that_are_fine_are_not_judged_again(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    told.save(told.config, "keymap: {redo: R}\n")
    told.looks.changed()
    assert told.looks.key_troubles() == ()
    monkeypatch.setattr("netx_tui.cli.doctor_settings.key_findings", lambda *_about: pytest.fail("judged"))
    assert told.looks.key_troubles() == ()


def test_with_sixteen_colours_the_theme_is_the_terminals_unless_another_is_chosen(tmp_path: Path) -> None:
    for text, theme in (("", "netx-ansi"), ("theme: nord\n", "nord")):
        (tmp_path / "config.yaml").write_text(text)
        options = Namespace(data="", config=str(tmp_path / "config.yaml"), now="", color="never")
        session = Session(options, {"HOME": str(tmp_path), "TERM": "linux"})
        assert LooksOnDisk(session, lambda _before: None).now().theme == theme

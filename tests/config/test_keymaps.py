"""The keymaps that ship: every key of theirs does something, and one thing only."""

from __future__ import annotations

from pathlib import Path

import pytest

from netx_tui.cli.binding_names import all_bindings
from netx_tui.config.keymaps import PRESETS, keymap_of
from netx_tui.config.settings import load_settings
from netx_tui.config.spec import KEYMAPS
from netx_tui.services.doctor.keys import _LOST, Bound, canonical, key_troubles


@pytest.fixture(scope="module")
def bound() -> list[Bound]:
    return all_bindings()


@pytest.mark.parametrize("name", PRESETS)
def test_a_shipped_keymap_names_keys_and_bindings_that_exist_and_none_twice(
    name: str, bound: list[Bound]
) -> None:
    assert bound
    assert list(key_troubles(PRESETS[name], bound)) == []


@pytest.mark.parametrize("name", PRESETS)
def test_a_shipped_keymap_keeps_a_key_that_every_terminal_sends(name: str, bound: list[Bound]) -> None:
    for keys in PRESETS[name].values():
        assert not _LOST & {canonical(key) for key in keys.split(",")}


def test_a_key_of_ones_own_that_the_preset_uses_elsewhere_is_told_under_ones_own_name(
    bound: list[Bound],
) -> None:
    for name, key in (("undo", "ctrl+r"), ("people.new", "ctrl+r")):
        own = {name: key}
        [clash] = key_troubles({**PRESETS["vim"], **own}, bound, own)
        assert (clash.name, "redo" in clash.text) == (name, True)


def test_no_key_of_netx_gets_lost_in_tmux_or_ssh(bound: list[Bound]) -> None:
    lost = {one for one in bound if _LOST & {canonical(key) for key in one.keys.split(",")}}
    assert lost == set()


def test_the_keymaps_are_those_the_settings_know() -> None:
    assert tuple(PRESETS) == KEYMAPS


def test_ones_own_keys_win_over_the_preset(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("keymap:\n  preset: Vim\n  redo: R\n")
    settings = load_settings(str(path))
    assert (settings.preset, settings.keymap, settings.problems) == ("vim", {"redo": "R"}, ())
    assert keymap_of(settings)["redo"] == "R"
    assert keymap_of(settings)["list.page_down"] == "pagedown,ctrl+f,ctrl+d"


def test_a_preset_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("keymap:\n  undo: z\n  preset: nano\n")
    settings = load_settings(str(path))
    assert (settings.preset, settings.keymap) == ("default", {"undo": "z"})
    [problem] = settings.problems
    assert f"{path}, line 3: " in problem
    assert "default, vim, emacs" in problem

"""What the environment says about the terminal."""

from __future__ import annotations

import pytest

from netx_tui.config.terminal_env import (
    can_open_links,
    clipboard_command,
    few_colors,
    prepare_environment,
    wants_mouse,
)

SSH = {"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}


def prepared(environ: dict[str, str]) -> dict[str, str]:
    prepare_environment(environ)
    return environ


def test_over_ssh_nothing_is_animated() -> None:
    assert prepared(dict(SSH))["TEXTUAL_ANIMATIONS"] == "none"
    assert "TEXTUAL_ANIMATIONS" not in prepared({})


def test_what_follows_from_a_key_waits_no_longer_than_a_millisecond_for_its_frame() -> None:
    assert int(prepared({})["TEXTUAL_FPS"]) >= 1000


def test_what_the_user_set_stays() -> None:
    said = {**SSH, "TEXTUAL_ANIMATIONS": "full", "TEXTUAL_FPS": "30", "ESCDELAY": "300"}
    assert prepared(dict(said)) == said


def test_a_lone_escape_waits_longer_over_a_line() -> None:
    assert int(prepared({})["ESCDELAY"]) < int(prepared(dict(SSH))["ESCDELAY"]) <= 100


def test_no_colour_means_the_terminals_own_theme_and_an_empty_wish_is_none() -> None:
    assert prepared({"NO_COLOR": "1"})["TEXTUAL_THEME"] == "ansi-dark"
    assert "NO_COLOR" not in prepared({"NO_COLOR": ""})


def test_gnu_screen_gets_256_colours() -> None:
    assert prepared({"STY": "1.pts-0", "COLORTERM": "truecolor"})["TEXTUAL_COLOR_SYSTEM"] == "256"
    assert "TEXTUAL_COLOR_SYSTEM" not in prepared({"STY": "1.pts-0", "TMUX": "/tmp/tmux,1,0"})


@pytest.mark.parametrize(
    ("environ", "platform", "opens"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({**SSH, "DISPLAY": ":10"}, "linux", False),
        (SSH, "darwin", False),
    ],
)
def test_links_open_only_where_the_user_sees_them(
    environ: dict[str, str], platform: str, opens: bool
) -> None:
    assert can_open_links(environ, platform) is opens


def test_inside_tmux_the_clipboard_is_given_to_tmux() -> None:
    assert clipboard_command({"TMUX": "/tmp/tmux,1,0"})[:2] == ["tmux", "load-buffer"]
    assert clipboard_command({}) == []


@pytest.mark.parametrize(
    ("said", "environ", "wanted"),
    [
        ("auto", {"TERM": "xterm-256color"}, True),
        ("auto", {"TERM": "linux"}, False),
        ("auto", {"TERM": "vt100"}, False),
        ("auto", {"TERM": "screen", "STY": "1.pts-0"}, False),
        ("auto", {"TERM": "tmux-256color", "STY": "1.pts-0", "TMUX": "/tmp/tmux,1,0"}, True),
        ("on", {"TERM": "linux"}, True),
        ("off", {"TERM": "xterm-256color"}, False),
    ],
)
def test_the_mouse_is_asked_for_where_it_does_no_harm(
    said: str, environ: dict[str, str], wanted: bool
) -> None:
    assert wants_mouse(said, environ) is wanted


def test_motion_is_the_users_choice() -> None:
    reduced: dict[str, str] = {}
    prepare_environment(reduced, motion="reduced")
    assert reduced["TEXTUAL_ANIMATIONS"] == "none"
    full = dict(SSH)
    prepare_environment(full, motion="full")
    assert "TEXTUAL_ANIMATIONS" not in full


@pytest.mark.parametrize(
    ("environ", "few"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, False),
        ({"TERM": "screen", "TEXTUAL_COLOR_SYSTEM": "256"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "screen"}, True),
        ({"TERM": "vt100"}, True),
    ],
)
def test_sixteen_colours_are_told_from_more(environ: dict[str, str], few: bool) -> None:
    assert few_colors(environ) is few

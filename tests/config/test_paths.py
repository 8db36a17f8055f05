"""Where netx looks for its files."""

from __future__ import annotations

from netx_tui.config.paths import Paths
from netx_tui.config.shipped import shipped

HOME = {"HOME": "/home/robin"}


def test_without_a_word_the_xdg_defaults_hold() -> None:
    paths = Paths(HOME)
    assert paths.data() == "/home/robin/.local/share/netx/netx.json"
    assert paths.config == "/home/robin/.config/netx/config.yaml"
    assert paths.state == "/home/robin/.local/state/netx"
    assert paths.cache == "/home/robin/.cache/netx"
    assert paths.log == "/home/robin/.local/state/netx/netx.log"


def test_the_xdg_variables_move_every_folder() -> None:
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    paths = Paths(HOME | {name: f"/x/{name}" for name in names})
    assert paths.data() == "/x/XDG_DATA_HOME/netx/netx.json"
    assert paths.config == "/x/XDG_CONFIG_HOME/netx/config.yaml"
    assert paths.state == "/x/XDG_STATE_HOME/netx"
    assert paths.cache == "/x/XDG_CACHE_HOME/netx"


def test_a_relative_xdg_variable_is_ignored() -> None:
    assert Paths(HOME | {"XDG_DATA_HOME": "here"}).data() == "/home/robin/.local/share/netx/netx.json"


def test_a_flag_wins_over_the_environment_and_that_over_the_settings() -> None:
    environ = HOME | {"NETX_DATA": "/env.json"}
    assert Paths(environ, data="/flag.json").data("/settings.json") == "/flag.json"
    assert Paths(environ).data("/settings.json") == "/env.json"
    assert Paths(HOME).data("/settings.json") == "/settings.json"


def test_a_data_file_in_the_settings_is_relative_to_their_folder() -> None:
    assert Paths(HOME, config="/etc/netx/c.yaml").data("people.json") == "/etc/netx/people.json"


def test_own_rules_and_themes_lie_beside_the_settings() -> None:
    paths = Paths(HOME | {"NETX_CONFIG": "/etc/netx/c.yaml"})
    assert (paths.rules, paths.themes) == ("/etc/netx/rules", "/etc/netx/themes")


def test_the_folders_that_ship_are_found() -> None:
    assert (shipped("sample_data") / "demo.yaml").is_file()

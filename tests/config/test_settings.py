"""config.yaml into settings, and single values back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netx_tui.config.holidays import Holidays
from netx_tui.config.readers import department_word
from netx_tui.config.settings import (
    Settings,
    load_settings,
    read_profile_value,
    save_profile,
    save_settings,
)
from netx_tui.config.spec import SPEC, settings_table
from netx_tui.config.template import settings_template
from netx_tui.domain.errors import BadInput, CannotWrite, FieldError
from netx_tui.domain.profile import Profile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "netx" / "config.yaml"


def loaded(file: Path, text: str) -> Settings:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return load_settings(str(file))


def test_without_a_file_all_defaults_hold(file: Path) -> None:
    assert load_settings(str(file)) == Settings()


def test_every_setting_is_read(file: Path) -> None:
    settings = loaded(
        file,
        "lang: de\ntheme: netx-light\nmouse: no\ndata: people.json\nkeymap: {undo: 'ctrl+z'}\n"
        "scoring: {bands: {A: 70}}\n"
        "profile: {purpose: get_in, target_departments: [Data, own words], first_timer: yes,"
        " weekly_talks: 2}\n",
    )
    assert settings.problems == ()
    assert (settings.lang, settings.theme, settings.mouse) == ("de", "netx-light", "off")
    assert settings.data == "people.json"
    assert settings.keymap == {"undo": "ctrl+z"}
    assert settings.scoring == {"bands": {"A": 70}}
    assert settings.profile == Profile(
        purpose="get_in", target_departments=("data", "own words"), first_timer=True, weekly_talks=2
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lang: en\nthme: x\n", "line 2: there is no setting 'thme'. Did you mean 'theme'?"),
        ("mouse: maybe\n", "line 1: mouse: 'maybe' does not fit; auto, on or off."),
        ("profile:\n  purpose: fun\n", "line 2: profile.purpose: 'fun' does not fit; one of learn_field"),
        ("profile:\n  weekly_talks: -1\n", "line 2: profile.weekly_talks: '-1' does not fit; a whole number"),
        ("profile:\n  sender_name: no\n", "line 2: profile.sender_name: 'no' does not fit"),
        ("profile: 3\n", "line 1: profile: '3' does not fit"),
        ("profile:\n  target_departments: {a: b}\n", "line 2: profile.target_departments"),
        ("keymap: [a]\n", "line 1: keymap"),
    ],
)
def test_a_wrong_value_is_named_with_its_line_and_the_default_holds(file: Path, text: str, told: str) -> None:
    settings = loaded(file, text)
    (problem,) = settings.problems
    assert problem.startswith(f"{file}, ")
    assert told in problem
    assert settings.profile == Profile()


def test_one_wrong_value_does_not_cost_the_others(file: Path) -> None:
    settings = loaded(file, "mouse: maybe\nlang: de\n")
    assert settings.lang == "de"


def test_a_wrong_data_file_stops_because_another_one_would_be_written(file: Path) -> None:
    with pytest.raises(BadInput, match="line 1: data"):
        loaded(file, "data: [a]\n")


def test_departments_are_words_of_the_vocabulary_where_they_can_be() -> None:
    assert department_word(" Customer  Success ") == "customer_success"
    assert department_word("Hydrology") == "hydrology"


def test_a_profile_field_is_read_from_a_typed_text() -> None:
    assert read_profile_value("target_departments", "Data; research, it") == ("data", "research", "it")
    assert read_profile_value("weekly_talks", "2") == 2
    assert read_profile_value("first_timer", "ja") is True
    assert read_profile_value("purpose", "get-in") == "get_in"


def test_an_empty_text_means_the_default() -> None:
    assert read_profile_value("purpose", "") == "learn_field"


def test_an_unknown_profile_field_is_answered_with_the_nearest() -> None:
    with pytest.raises(FieldError, match="Did you mean 'purpose'"):
        read_profile_value("purpse", "grow")


def test_saving_keeps_every_comment(file: Path) -> None:
    text = "# mine\nprofile: # who\n  purpose: grow # for now\n  # the end\n\n# looks\ntheme: netx-light\n"
    settings = loaded(file, text)
    save_profile(str(file), settings, {"purpose": "get_in", "target_departments": ("data",)})
    written = file.read_text()
    assert re.findall("#.*", written) == re.findall("#.*", text)
    assert load_settings(str(file)) == Settings(
        profile=Profile(purpose="get_in", target_departments=("data",)), theme="netx-light"
    )


def test_saving_into_the_commented_template_keeps_it(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(settings_template())
    save_settings(str(file), {"theme": "netx-light"})
    assert file.read_text().startswith(settings_template().rstrip())
    assert load_settings(str(file)).theme == "netx-light"


def test_saving_creates_a_file_for_its_owner_only(file: Path) -> None:
    save_profile(str(file), Settings(), {"sender_name": "Robin Falk"})
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert load_settings(str(file)).profile.sender_name == "Robin Falk"


@pytest.mark.parametrize(
    "text", ["yes", "12:30", "#", "- a", "a: b", "'", "\\", "null", "1e3", "  x  ", "é 中"]
)
def test_any_text_comes_back_as_it_was_saved(file: Path, text: str) -> None:
    save_profile(str(file), Settings(), {"sender_line": text.strip()})
    settings = load_settings(str(file))
    assert (settings.profile.sender_line, settings.problems) == (text.strip(), ())


def test_saving_into_a_broken_file_refuses_and_leaves_it(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("a: b: c\n")
    with pytest.raises(BadInput):
        save_settings(str(file), {"theme": "x"})
    assert file.read_text() == "a: b: c\n"


def test_saving_where_nothing_can_be_written_says_so() -> None:
    with pytest.raises(CannotWrite, match="Nothing changed"):
        save_settings("/proc/netx/config.yaml", {"theme": "x"})


def test_settings_that_are_a_link_stay_one(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.yaml"
    real.write_text("# mine\n")
    file.parent.mkdir()
    file.symlink_to(real)
    save_settings(str(file), {"theme": "x"})
    assert file.is_symlink()
    assert "theme: x" in real.read_text()


def test_the_template_changes_nothing(file: Path) -> None:
    assert loaded(file, settings_template()) == Settings()


def test_the_template_holds_every_setting_and_each_of_its_lines_works(file: Path) -> None:
    uncommented = re.sub(r"(?m)^#(?=[a-z]|  )", "", settings_template())
    settings = loaded(file, uncommented)
    assert settings.problems == ()
    assert settings.profile == Profile(
        sender_name="Robin Falk",
        sender_line="a teacher of statistics moving into data platforms",
        purpose="get_in",
        target_departments=("data", "research"),
        adjacent_departments=("engineering",),
        first_timer=True,
    )
    assert (settings.lang, settings.theme, settings.preset, settings.mouse) == (
        "de",
        "netx-light",
        "vim",
        "off",
    )
    assert (settings.motion, settings.ascii, settings.review) == ("reduced", "on", (6, "18:30"))
    assert settings.keymap == {"undo": "u,ctrl+z"}
    assert (settings.board.names, settings.board.limits["doing"]) == ({"next": "Soon"}, 2)
    assert (settings.holidays.country, settings.holidays.days) == ("DE", ("2026-12-24", "12-31"))
    assert settings.scoring == {"shortlist": {"size": 12}}


def test_every_setting_is_in_the_one_table() -> None:
    told = {setting.name.partition(".")[0] for setting in SPEC}
    assert told == set(Settings._fields) - {"problems", "preset"}
    assert {f"profile.{name}" for name in Profile._fields} == {
        setting.name for setting in SPEC if setting.name.startswith("profile.")
    }
    assert {f"holidays.{name}" for name in Holidays._fields} <= {setting.name for setting in SPEC}


def test_what_is_told_as_default_is_the_default(file: Path) -> None:
    lines: dict[str, list[str]] = {}
    for setting in SPEC:
        group, _dot, name = setting.name.rpartition(".")
        if setting.name not in ("keymap", "theme", "lang"):
            lines.setdefault(group, []).append(f"{name}: {setting.default}")
    text = "\n".join(lines.pop("")) + "\n"
    text += "".join(
        f"{group}:\n" + "".join(f"  {line}\n" for line in below) for group, below in lines.items()
    )
    assert loaded(file, text) == Settings()


def test_the_readme_tells_every_setting() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"<!-- settings -->\n{settings_table()}<!-- /settings -->" in readme


@pytest.mark.parametrize(
    ("written", "wanted"), [("auto", "auto"), ("on", "on"), ("no", "off"), ("'off'", "off")]
)
def test_the_mouse_is_on_off_or_as_the_terminal_has_it(file: Path, written: str, wanted: str) -> None:
    settings = loaded(file, f"mouse: {written}\n")
    assert (settings.mouse, settings.problems) == (wanted, ())


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("{day: mon, time: '08:30'}", (0, "08:30")),
        ("{day: Sonntag}", (6, "16:00")),
        ("{time: 9:05}", (4, "09:05")),
        ("{time: 17:30}", (4, "17:30")),
        ("{time: 18}", (4, "18:00")),
    ],
)
def test_day_and_time_of_the_review_are_the_users(file: Path, written: str, wanted: tuple[int, str]) -> None:
    settings = loaded(file, f"review: {written}\n")
    assert (settings.review, settings.problems) == (wanted, ())


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("{day: someday}", "review.day"),
        ("{time: '25:00'}", "review.time"),
        ("{time: noon}", "review.time"),
        ("{hour: 16}", "hour"),
        ("friday", "review"),
    ],
)
def test_a_wrong_time_of_the_review_is_named_and_the_usual_one_holds(
    file: Path, written: str, named: str
) -> None:
    settings = loaded(file, f"review: {written}\n")
    assert settings.review == (4, "16:00")
    assert named in " ".join(settings.problems)

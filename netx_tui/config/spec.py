"""Every setting of ``config.yaml``, told once: what reads it, what it is by default, what it is for.

The settings are checked by this table; the commented template and the table in the README are made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from netx_tui.config.readers import (
    Reader,
    clock_time,
    country,
    days,
    departments,
    flag,
    keymap,
    mapping,
    number,
    on_off_auto,
    one_of,
    text,
    weekday,
)
from netx_tui.domain.actions import COLUMNS
from netx_tui.domain.board_columns import LIMITS
from netx_tui.domain.contacts import DEPARTMENTS
from netx_tui.domain.profile import PURPOSES
from netx_tui.i18n import N_, _

LANGUAGES = ("en", "de")
KEYMAPS = ("default", "vim", "emacs")
MOTIONS = ("auto", "full", "reduced")
AUTO = "auto"


class Setting(NamedTuple):
    """One setting: its dotted name, its reader, what to write for its default, an example, what it is for."""

    name: str
    read: Reader
    default: str
    example: str
    about: str
    """One sentence, untranslated; ``{purposes}`` and ``{departments}`` stand for their words."""


SPEC = (
    Setting(
        "profile.target_departments",
        departments,
        "[]",
        "[data, research]",
        N_("Departments to learn about. There are: {departments}; own words are fine too."),
    ),
    Setting(
        "profile.adjacent_departments",
        departments,
        "[]",
        "[engineering]",
        N_("Departments close to them; they count a little."),
    ),
    Setting(
        "profile.purpose",
        one_of(PURPOSES),
        "learn_field",
        "get_in",
        N_("What the talks are for: {purposes}."),
    ),
    Setting("profile.sender_name", text, "''", "Robin Falk", N_("The name under the mails.")),
    Setting(
        "profile.sender_line",
        text,
        "''",
        "a teacher of statistics moving into data platforms",
        N_("Who writes, in one line, for the mails."),
    ),
    Setting("profile.weekly_talks", number, "1", "1", N_("How many talks a week are wanted.")),
    Setting("profile.weekly_invitations", number, "3", "3", N_("How many invitations a week are wanted.")),
    Setting(
        "profile.first_timer",
        flag,
        "no",
        "yes",
        N_("yes: people one knows well come first, until two talks were held."),
    ),
    Setting(
        "lang", one_of(LANGUAGES), "''", "de", N_("Language: en or de. Without it, as the terminal says.")
    ),
    Setting(
        "theme",
        text,
        "netx-dark",
        "netx-light",
        N_("Colours: the name of a theme (`netx theme list`); own ones lie in 'themes' beside this file."),
    ),
    Setting(
        "keymap.preset",
        one_of(KEYMAPS),
        "default",
        "vim",
        N_("Keys for hands that know another program: default, vim or emacs."),
    ),
    Setting(
        "keymap",
        keymap,
        "{}",
        "{undo: 'u,ctrl+z'}",
        N_("Other keys: the name of a binding (`?` and tab show it), then its keys, separated by commas."),
    ),
    Setting(
        "mouse",
        on_off_auto,
        "auto",
        "off",
        N_("off: the mouse is left to the terminal, for selecting text. auto: on where it does no harm."),
    ),
    Setting(
        "motion",
        one_of(MOTIONS),
        "auto",
        "reduced",
        N_("reduced: nothing moves. full: pages glide. auto: reduced over SSH."),
    ),
    Setting(
        "ascii",
        on_off_auto,
        "auto",
        "on",
        N_("on: lines and signs are plain ASCII. auto: where the locale has no UTF-8."),
    ),
    Setting(
        "mailer",
        text,
        "''",
        "neomutt -H",
        N_("The command that opens a drafted mail; the file comes last, or where {file} stands."),
    ),
    Setting(
        "data", text, "''", "~/cloud/netx.json", N_("The data file, if it is not to be in the usual place.")
    ),
    Setting("board.names", mapping, "{}", "{next: Soon}", N_("Other names for the columns of the board.")),
    Setting(
        "board.limits",
        mapping,
        "{next: 7, doing: 3, waiting: 5}",
        "{doing: 2}",
        N_("How many cards a column of the board takes; 0 is any number."),
    ),
    Setting("review.day", weekday, "fri", "sun", N_("The day of the weekly review.")),
    Setting("review.time", clock_time, "'16:00'", "'18:30'", N_("The time of the weekly review.")),
    Setting(
        "holidays.country",
        country,
        "''",
        "DE",
        N_("Days on which nobody works, of a country; needs the extra netx-tui[holidays]."),
    ),
    Setting("holidays.region", country, "''", "BY", N_("The part of that country.")),
    Setting("holidays.days", days, "[]", "['2026-12-24', '12-31']", N_("Holidays of one's own.")),
    Setting("holidays.file", text, "''", "holidays.txt", N_("Holidays in a file, one day a line.")),
    Setting(
        "scoring",
        mapping,
        "{}",
        "{shortlist: {size: 12}}",
        N_("Numbers that differ from the rules that come with netx (`netx locate rules`), key by key."),
    ),
)

GROUPED = ("profile", "board", "review", "holidays")
"""The settings that are only names over others."""


def readers(group: str = "") -> Mapping[str, Reader]:
    """The readers of the settings below ``group``, or of those at the top, by the last part of their name."""
    if not group:
        top = {one.name: one.read for one in SPEC if "." not in one.name}
        return {**dict.fromkeys(GROUPED, mapping), **top}
    return {one.name.rpartition(".")[2]: one.read for one in SPEC if one.name.startswith(f"{group}.")}


COLUMN_NAMES: Mapping[str, Reader] = dict.fromkeys(COLUMNS, text)
COLUMN_LIMITS: Mapping[str, Reader] = dict.fromkeys(LIMITS, number)


def told(setting: Setting) -> str:
    """What a setting is for, in the user's language."""
    words = {"{purposes}": ", ".join(PURPOSES), "{departments}": ", ".join(DEPARTMENTS)}
    sentence = _(setting.about)
    for place, said in words.items():
        sentence = sentence.replace(place, said)
    return sentence


def settings_table() -> str:
    """The table of all settings as Markdown."""
    lines = [
        f"| {_('setting')} | {_('what it does')} | {_('default')} |",
        "| --- | --- | --- |",
        *(f"| `{one.name}` | {told(one)} | `{one.default}` |" for one in SPEC),
    ]
    return "\n".join(lines) + "\n"

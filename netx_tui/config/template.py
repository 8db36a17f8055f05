"""The settings file a person gets to edit first: every setting, explained, with its default."""

from __future__ import annotations

import textwrap

from netx_tui.domain.contacts import DEPARTMENTS
from netx_tui.domain.profile import PURPOSES
from netx_tui.i18n import N_, _

WIDTH = 100

_PROFILE = (
    ("target_departments", "[]", N_("Departments you want to learn about, for example [data, research].")),
    ("adjacent_departments", "[]", N_("Departments close to them; they count a little.")),
    ("purpose", "learn_field", N_("Why you talk to people: {purposes}.")),
    ("sender_name", "''", N_("Your name, as it stands under your mails.")),
    ("sender_line", "''", N_("One line about you: a teacher of statistics moving into data platforms.")),
    ("weekly_talks", "1", N_("How many talks a week you want to hold.")),
    ("weekly_invitations", "3", N_("How many invitations a week you want to send.")),
    ("first_timer", "no", N_("yes: people you know well come first, until you have held two talks.")),
)
_GENERAL = (
    ("lang", "en", N_("Language: en or de. Without it, netx speaks as your terminal does.")),
    ("theme", "''", N_("Name of a theme; own ones lie in the folder 'themes' beside this file.")),
    ("mouse", "yes", N_("no: the mouse is left to the terminal, for selecting text.")),
    ("mailer", "neomutt -H", N_("The command that opens a drafted mail; the file comes last, or at {file}.")),
    ("data", "''", N_("The data file, if it is not to be in the usual place (`netx locate data`).")),
)


def settings_template() -> str:
    """A ``config.yaml`` in the user's language that changes nothing until a ``#`` is taken away."""
    words = {"purposes": ", ".join(PURPOSES), "departments": ", ".join(DEPARTMENTS)}
    parts = [
        _comment(
            _("Settings of netx. Take away the '#' before a name to use it; what is left out has a default.")
        ),
        "",
        _comment(_("What you are looking for. Departments: {departments}; own words are fine too."), words),
        "#profile:",
    ]
    for name, default, sentence in _PROFILE:
        parts += [_comment(_(sentence), words, indent="    # "), f"#  {name}: {default}"]
    for name, default, sentence in _GENERAL:
        parts += ["", _comment(_(sentence)), f"#{name}: {default}"]
    return "\n".join([*parts, *_groups()]) + "\n"


def _groups() -> list[str]:
    """The settings that hold more than one value."""
    return [
        "",
        _comment(_("The board: other names for its columns, and how many cards each takes (0: any number).")),
        "#board:",
        "#  names: {next: Soon}",
        "#  limits: {next: 7, doing: 3, waiting: 5}",
        "",
        _comment(
            _("When the weekly review is due."),
        ),
        "#review: {day: fri, time: '16:00'}",
        "",
        _comment(
            _(
                "Days on which nobody works: of a country and a part of it (this needs the extra "
                "netx-tui[holidays]), days of your own, or a file with one day a line."
            )
        ),
        "#holidays:",
        "#  country: DE",
        "#  region: BY",
        "#  days: ['2026-12-24', '12-31']",
        "#  file: holidays.txt",
        "",
        _comment(
            _("Other keys: the name of a binding, then its keys, separated by commas. `?` shows the names.")
        ),
        "#keymap:",
        "#  undo: u,ctrl+z",
        "",
        _comment(
            _("Points that differ from the rules that come with netx (`netx locate rules`), key by key.")
        ),
        "#scoring:",
        "#  shortlist: {size: 10, max_per_company: 2}",
    ]


def _comment(sentence: str, words: dict[str, str] | None = None, indent: str = "# ") -> str:
    text = sentence.format(**words) if words else sentence
    return "\n".join(textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent))

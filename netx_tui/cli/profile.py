"""``netx profile``: what one is looking for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import add_json, assignments
from netx_tui.cli.output import dump, say, tell
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.domain.profile import Profile

KEYS = N_(
    "--json keys: sender_name sender_line purpose target_departments adjacent_departments "
    "weekly_talks weekly_invitations first_timer"
)


def _show_arguments(parser: Parser) -> None:
    add_json(parser, _(KEYS))


def _show(session: Session, options: Namespace) -> int:
    _print(session.settings.profile, options)
    return Exit.DONE


def _set_arguments(parser: Parser) -> None:
    from netx_tui.domain.profile import PURPOSES

    parser.add_argument(
        "values",
        nargs="+",
        metavar="FIELD=VALUE",
        help=_("for example target_departments='data; research' purpose={purposes}").format(
            purposes="|".join(PURPOSES)
        ),
    )
    add_json(parser, _(KEYS))


def _set(session: Session, options: Namespace) -> int:
    from netx_tui.config.settings import read_profile_value, save_profile

    words = assignments(options.values)
    changes = {name: read_profile_value(name, text) for name, text in words.items()}
    for name, value in changes.items():
        if isinstance(value, tuple):
            _doubt_departments(name, value)
    settings = save_profile(session.paths.config, session.settings, changes)
    _print(settings.profile, options)
    tell(_("Saved in {file}.").format(file=session.paths.config))
    return Exit.DONE


def _doubt_departments(field: str, words: tuple[str, ...]) -> None:
    """Own words are fine, but a slip of the pen should not go unnoticed."""
    from difflib import get_close_matches

    from netx_tui.domain.contacts import DEPARTMENTS

    for word in words:
        near = get_close_matches(word, DEPARTMENTS, n=1, cutoff=0.7)
        if word not in DEPARTMENTS and near:
            tell(
                _("{field}: '{word}' is taken as a department of your own. Did you mean '{near}'?").format(
                    field=field, word=word, near=near[0]
                )
            )


def _print(profile: Profile, options: Namespace) -> None:
    values = {name: _plain(value) for name, value in profile._asdict().items()}
    if options.json:
        dump(values)
        return
    for name, value in values.items():
        shown = "; ".join(value) if isinstance(value, list) else value
        say(f"{name}={_('yes') if shown is True else _('no') if shown is False else shown}")


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


COMMANDS: Mapping[str, Command] = {
    "profile show": Command(N_("show what you are looking for"), _show_arguments, _show),
    "profile set": Command(N_("say what you are looking for, and who you are"), _set_arguments, _set),
}

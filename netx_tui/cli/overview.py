"""``netx --help`` and ``netx contact --help``: every verb with one sentence."""

from __future__ import annotations

from netx_tui.cli.arguments import GLOBAL_OPTIONS, NOUNS, all_commands
from netx_tui.i18n import _


def overview(verb: tuple[str, ...] = ()) -> str:
    """The help for ``netx`` or for one of its nouns."""
    noun = verb[0] if verb and verb[0] in NOUNS else ""
    commands = [
        (name, _(command.summary)) for name, command in all_commands() if noun in ("", name.split()[0])
    ]
    lines = [
        _("usage: {command} [OPTIONS]").format(command=f"netx {noun} VERB" if noun else "netx [COMMAND]")
    ]
    if not noun:
        lines += ["", _("Informational interviews: whom to ask first, and why."), ""]
        lines.append(
            _("Without a command the screens open; without a terminal, today's next steps are printed.")
        )
    lines += ["", _("Commands:"), *_columns(commands), ""]
    lines += [_("`netx COMMAND --help` tells all about one of them."), ""]
    options = [(f"{name} {value}", _(sentence)) for name, value, sentence in GLOBAL_OPTIONS]
    options += [
        ("--color auto|always|never", _("colours on the terminal")),
        ("--version", _("say which netx this is")),
    ]
    lines += [_("Options, before or behind a command:"), *_columns(options), ""]
    lines.append(
        _("Data go to stdout, messages to stderr. Exit status: 0 done; 1 not found, ambiguous or refused;")
    )
    lines.append(_("2 usage; 65 bad input; 73 or 74 cannot write; 75 locked, try again; 130 interrupted."))
    return "\n".join(lines) + "\n"


def _columns(pairs: list[tuple[str, str]]) -> list[str]:
    width = max(len(left) for left, _right in pairs)
    return [f"  {left:{width}}  {right}" for left, right in pairs]

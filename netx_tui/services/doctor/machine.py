"""The terminal, and the programs around netx that it uses where they are there."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from netx_tui.i18n import _
from netx_tui.services.doctor.finding import Finding, Level

LEAST_COLUMNS, LEAST_LINES = 80, 24
"""The terminal that the screens are made for; on a smaller one they leave parts out."""

SLOW_ESCAPE = 50
"""Milliseconds that tmux may wait behind an escape before one feels it."""


class Machine(NamedTuple):
    """What is known of the machine; nothing here asks it anything itself.

    ``columns`` and ``lines`` are 0 without a terminal. ``find`` gives the path of a program or nothing,
    ``ask`` what a program (an argument list) prints, empty if it fails. ``opens_links`` says whether a
    browser started here would be seen, ``versions`` names netx and what it is made of.
    """

    environ: Mapping[str, str]
    is_terminal: bool
    columns: int
    lines: int
    find: Callable[[str], str | None]
    ask: Callable[[Sequence[str]], str]
    opens_links: bool
    mouse: bool
    versions: Mapping[str, str]


def machine_findings(machine: Machine) -> list[Finding]:
    """What is to be said of terminal, programs and versions."""
    return [
        *_terminal(machine),
        *_colours(machine),
        *_letters(machine),
        *_multiplexer(machine),
        *_programs(machine),
        _versions(machine),
    ]


def _terminal(machine: Machine) -> list[Finding]:
    if not machine.is_terminal:
        text = _("There is no terminal here, so netx prints text instead of showing its screens.")
        return [Finding("terminal", Level.INFO, text)]
    term = machine.environ.get("TERM", "")
    if term in ("", "dumb"):
        text = _("TERM is '{term}', so netx prints text instead of showing its screens.").format(term=term)
        cure = _("If your terminal can do more: `export TERM=xterm-256color`.")
        return [Finding("terminal", Level.WARNING, text, cure)]
    words = {"term": term, "columns": machine.columns, "lines": machine.lines}
    if 0 < machine.columns < LEAST_COLUMNS or 0 < machine.lines < LEAST_LINES:
        text = _("{term}, {columns} columns and {lines} lines: the screens leave parts out.")
        cure = _(
            "Make the window at least {columns} columns wide and {lines} lines high, or its letters smaller."
        )
        size = cure.format(columns=LEAST_COLUMNS, lines=LEAST_LINES)
        return [Finding("terminal", Level.INFO, text.format(**words), size)]
    text = _("{term}, {columns} columns and {lines} lines.").format(**words)
    if not machine.mouse:
        text += " " + _("The mouse is left to the terminal, as your settings say.")
    return [Finding("terminal", Level.OK, text)]


def _colours(machine: Machine) -> list[Finding]:
    environ = machine.environ
    if not machine.is_terminal:
        return []
    if environ.get("NO_COLOR"):
        text = _("NO_COLOR is set, so the screens use the terminal's own colours only.")
        return [Finding("colours", Level.INFO, text, _("`unset NO_COLOR` brings the themes back."))]
    if environ.get("STY") and not environ.get("TMUX"):
        return [Finding("colours", Level.INFO, _("256 colours: GNU screen passes no more on."))]
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return [Finding("colours", Level.OK, _("All colours of the themes."))]
    cure = _("If your terminal can do more: `export COLORTERM=truecolor`.")
    if "256color" in environ.get("TERM", ""):
        return [Finding("colours", Level.INFO, _("256 colours; the themes are shown nearly right."), cure)]
    return [Finding("colours", Level.INFO, _("16 colours; the themes are shown roughly."), cure)]


def _letters(machine: Machine) -> list[Finding]:
    environ = machine.environ
    named = next((name for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    if not named:
        return []
    locale = environ[named]
    charset = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    if locale in ("C", "POSIX") or (charset and charset != "utf8"):
        text = _("{name} is '{locale}', which has no UTF-8: letters and signs are shown as substitutes.")
        cure = _("`export {name}=C.UTF-8`, or the UTF-8 locale of your language (`locale -a`).")
        return [
            Finding("letters", Level.WARNING, text.format(name=named, locale=locale), cure.format(name=named))
        ]
    return [Finding("letters", Level.OK, _("{name} is '{locale}'.").format(name=named, locale=locale))]


def _multiplexer(machine: Machine) -> list[Finding]:
    if machine.environ.get("TMUX"):
        return _tmux(machine)
    if machine.environ.get("STY"):
        text = _("You are inside GNU screen: what you copy may not reach your own clipboard.")
        return [
            Finding("screen", Level.INFO, text, _("tmux passes it on; or select with the mouse and shift."))
        ]
    return []


def _tmux(machine: Machine) -> list[Finding]:
    if not machine.find("tmux"):
        text = _("You are inside tmux, but the program 'tmux' is not found, so nothing can be copied.")
        return [Finding("tmux", Level.WARNING, text, _("Put it in your PATH."))]

    def option(name: str) -> str:
        return machine.ask(("tmux", "show", "-gv", name)).strip()

    findings = []
    clipboard, mouse, escape = option("set-clipboard"), option("mouse"), option("escape-time")
    if clipboard == "off":
        text = _("tmux keeps what you copy to itself (set-clipboard is off).")
        cure = _("`tmux set -s set-clipboard external`, and the same in ~/.tmux.conf.")
        findings.append(Finding("tmux", Level.WARNING, text, cure))
    if escape.isdecimal() and int(escape) > SLOW_ESCAPE:
        text = _("tmux waits {count} ms behind every escape key.").format(count=escape)
        cure = _("`tmux set -s escape-time 10`, and the same in ~/.tmux.conf. `q` goes back without waiting.")
        findings.append(Finding("tmux", Level.INFO, text, cure))
    if mouse == "off" and machine.mouse:
        text = _("tmux itself leaves the mouse alone; netx gets it, other panes are reached by keys.")
        findings.append(
            Finding("tmux", Level.INFO, text, _("`tmux set -g mouse on` if you want to click there."))
        )
    if clipboard and not findings:
        findings.append(Finding("tmux", Level.OK, _("tmux passes on what you copy, and the mouse.")))
    if not clipboard:
        text = _("tmux does not answer, so its settings are not known.")
        findings.append(
            Finding("tmux", Level.INFO, text, _("`tmux show -gv set-clipboard` should print a word."))
        )
    return findings


def _programs(machine: Machine) -> list[Finding]:
    return [*_editor(machine), *_opener(machine)]


def _editor(machine: Machine) -> list[Finding]:
    named = next((name for name in ("VISUAL", "EDITOR") if machine.environ.get(name)), "")
    said = machine.environ[named] if named else "vi"
    try:
        words = shlex.split(said)
    except ValueError:
        words = []
    if words and machine.find(words[0]):
        text = _("`netx config edit` opens {editor}.").format(editor=words[0])
        return [Finding("editor", Level.OK, text)]
    cure = _("`export EDITOR=nano`, or another editor that is installed.")
    if named:
        text = _("{name} is '{editor}', which cannot be started.").format(name=named, editor=said)
        return [Finding("editor", Level.WARNING, text, cure)]
    return [Finding("editor", Level.INFO, _("EDITOR is not set, and there is no vi."), cure)]


def _opener(machine: Machine) -> list[Finding]:
    if not machine.opens_links:
        text = _("Links and mails are shown and copied here, not opened: nobody would see the browser.")
        return [Finding("links", Level.INFO, text)]
    browser = machine.environ.get("BROWSER", "").split(":")[0].split(" ")[0]
    found = next(
        (name for name in (browser, "xdg-open", "open", "www-browser") if name and machine.find(name)), ""
    )
    if found:
        text = _("{program} opens links and mails.").format(program=found)
        return [Finding("links", Level.OK, text)]
    text = _("No program is found that opens links and mails; they are shown to be copied.")
    return [Finding("links", Level.INFO, text, _("Install xdg-utils, or set BROWSER."))]


def _versions(machine: Machine) -> Finding:
    text = ", ".join(f"{name} {version}" for name, version in machine.versions.items())
    return Finding("versions", Level.INFO, text + ".")

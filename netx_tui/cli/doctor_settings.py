"""What is wrong with settings, rules, themes and keys, each with file and line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from netx_tui.config.settings import Settings, load_settings
from netx_tui.config.terminal_env import wants_mouse
from netx_tui.domain.errors import NetxError
from netx_tui.i18n import _
from netx_tui.services.doctor.finding import Finding, Level

if TYPE_CHECKING:
    from netx_tui.cli.session import Session
    from netx_tui.config.paths import Paths


@dataclass(frozen=True)
class Settled:
    """What the settings say to the other checks, and what is to be said of them.

    ``private`` are files and folders outside the data folder that only their owner should see.
    """

    data: str
    mouse: bool
    private: tuple[str, ...]
    findings: tuple[Finding, ...]


def settled(session: Session) -> Settled:
    """Read the settings and all that belongs to them; nothing is kept for the next start."""
    paths = copy(session.paths)
    paths.cache = ""
    settings, findings = _settings(paths)
    findings += [*_rules(settings, paths), *_themes(settings, paths), *key_findings(settings, paths)]
    private = tuple(path for path in (paths.state, paths.log) if os.path.lexists(path))
    mouse = wants_mouse(settings.mouse, session.environ)
    return Settled(paths.data(settings.data), mouse, private, tuple(findings))


def _settings(paths: Paths) -> tuple[Settings, list[Finding]]:
    file = paths.config
    try:
        settings = load_settings(file)
    except NetxError as error:
        cure = _("Mend that line with `netx config edit`; until then no other verb works.")
        return Settings(), [_finding("config", error.message, cure, file, Level.ERROR)]
    if settings.problems:
        cure = _("`netx config edit`; until then the default holds.")
        return settings, [_finding("config", problem, cure, file) for problem in settings.problems]
    if not os.path.lexists(file):
        text = _("{file} does not exist, so every setting has its default.").format(file=file)
        return settings, [Finding("config", Level.OK, text, _("`netx config edit` begins one."), file)]
    return settings, [Finding("config", Level.OK, _("{file} is fine.").format(file=file), file=file)]


def _rules(settings: Settings, paths: Paths) -> list[Finding]:
    from netx_tui.config.rules import scoring_rules, title_rules

    findings: list[Finding] = []
    cure = _("Mend or remove that line; until then the rule that comes with netx holds.")
    readers: tuple[Callable[[], tuple[object, tuple[str, ...]]], ...] = (
        partial(scoring_rules, settings, paths),
        partial(title_rules, paths),
    )
    for read in readers:
        try:
            findings += [_finding("rules", problem, cure, paths.rules) for problem in read()[1]]
        except NetxError as error:
            findings.append(_finding("rules", error.message, cure, paths.rules, Level.ERROR))
    return findings


def _themes(settings: Settings, paths: Paths) -> list[Finding]:
    from netx_tui.config.shipped import shipped
    from netx_tui.config.theme_files import load_themes

    try:
        themes, problems = load_themes([str(shipped("themes")), paths.themes])
    except NetxError as error:
        cure = _("`pip install --force-reinstall netx-tui` brings it back.")
        return [_finding("themes", error.message, cure, paths.themes, Level.ERROR)]
    cure = _("Mend that line; until then a colour of netx's own is used.")
    findings = [_finding("themes", problem, cure, paths.themes) for problem in problems]
    names = [theme.name for theme in themes]
    if settings.theme and settings.theme not in names:
        findings.append(theme_finding(settings.theme, names, paths))
    return findings


def theme_finding(name: str, names: Sequence[str], paths: Paths) -> Finding:
    """What to say of a theme that is not one of ``names``."""
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1)
    text = _("there is no theme '{name}'.").format(name=name)
    cure = _("There are: {names}.").format(names=", ".join(sorted(names)))
    if near:
        cure = _("Did you mean '{near}'?").format(near=near[0]) + " " + cure
    return _at(paths.config, "theme", "themes", text, cure)


def key_findings(settings: Settings, paths: Paths) -> list[Finding]:
    """What is wrong with the keys of the user's own, beside the preset they stand over."""
    if not settings.keymap:
        return []
    from netx_tui.cli.binding_names import all_bindings
    from netx_tui.config.keymaps import keymap_of
    from netx_tui.services.doctor.keys import key_troubles

    troubles = key_troubles(keymap_of(settings), all_bindings(), settings.keymap)
    own = (one for one in troubles if one.name in settings.keymap)
    return [_at(paths.config, one.name, "keymap", one.text, one.cure) for one in own]


def _at(file: str, name: str, check: str, text: str, cure: str) -> Finding:
    """A finding about the line of ``file`` that begins with ``name``."""
    line = _line_of(file, name)
    where = _("{file}, line {line}: ").format(file=file, line=line)
    return Finding(check, Level.WARNING, where + text, cure, file, line)


def _line_of(file: str, name: str) -> int:
    """The line, from 1, on which ``name:`` stands; 0 if there is none. The names of keys hold dots."""
    begins = re.compile(rf"\s*['\"]?{re.escape(name)}['\"]?\s*:").match
    try:
        with open(file, encoding="utf-8", errors="replace") as text:
            return next((number for number, line in enumerate(text, 1) if begins(line)), 0)
    except OSError:
        return 0


def _finding(check: str, sentence: str, cure: str, file: str, level: Level = Level.WARNING) -> Finding:
    """A finding for a sentence that may begin with file and line."""
    place = re.match(_pattern({"file": "(?P<file>.+?)", "line": r"(?P<line>\d+)"}), sentence, re.DOTALL)
    if place is None:
        return Finding(check, level, sentence, cure, file)
    return Finding(check, level, sentence, cure, place["file"], int(place["line"]))


def _pattern(groups: Mapping[str, str]) -> str:
    """How sentences begin that name file and line, in the user's language."""
    parts: Iterable[str] = re.split(r"\{(\w+)\}", _("{file}, line {line}: "))
    return "".join(groups[part] if n % 2 else re.escape(part) for n, part in enumerate(parts))

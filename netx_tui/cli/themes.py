"""``netx theme``: the colours there are, and what is wrong with a theme of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import add_json
from netx_tui.cli.output import dump, say, tell
from netx_tui.domain.errors import Exit
from netx_tui.domain.figures import figure
from netx_tui.i18n import N_, _, pgettext

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.config.theme_files import ThemeFile

LIST_KEYS = N_("--json keys: name dark used contrast path")
CHECK_KEYS = N_("--json keys: name dark problems[] pairs[{text,ground,contrast,wanted}]")


def _list_arguments(parser: Parser) -> None:
    add_json(parser, _(LIST_KEYS))


def _list(session: Session, options: Namespace) -> int:
    from netx_tui.config.shipped import shipped
    from netx_tui.config.theme_files import DEFAULT_THEME, load_themes

    paths = session.paths
    themes, problems = load_themes([str(shipped("themes")), paths.themes], cache=paths.cache)
    names = {theme.name for theme in themes}
    used = session.settings.theme if session.settings.theme in names else DEFAULT_THEME
    rows = [_row(theme, used) for theme in sorted(themes, key=lambda theme: theme.name)]
    if options.json:
        dump(rows)
    else:
        width = max(len(name) for name in names)
        for row in rows:
            kind = pgettext("theme", "dark") if row["dark"] else pgettext("theme", "light")
            mark = "*" if row["used"] else " "
            say(f"{mark} {row['name']:{width}}  {kind:6}  {_told(row['contrast'])}".rstrip())
    for problem in problems:
        tell(problem)
    return Exit.DONE


def _row(theme: ThemeFile, used: str) -> dict[str, Any]:
    return {
        "name": theme.name,
        "dark": theme.dark,
        "used": theme.name == used,
        "contrast": _least(theme),
        "path": theme.path,
    }


def _least(theme: ThemeFile) -> float | None:
    """The least contrast of its texts; ``None`` where only the terminal knows the colours."""
    from netx_tui.config.contrast import MOST
    from netx_tui.config.theme_files import DRAWN, pairs_below

    judged = pairs_below(theme, MOST + 1)
    return round(min(pair.contrast for pair in judged), 1) if len(judged) == len(DRAWN) else None


def _told(contrast: float | None) -> str:
    if contrast is None:
        return _("the terminal's own colours")
    return _("contrast {figure} and more").format(figure=figure(str(contrast)))


def _check_arguments(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("a theme: a YAML file"))
    add_json(parser, _(CHECK_KEYS))


def _check(session: Session, options: Namespace) -> int:
    from netx_tui.config.contrast import ENOUGH
    from netx_tui.config.theme_files import pairs_below, read_theme

    theme, problems = read_theme(options.file)
    weak = pairs_below(theme, ENOUGH)
    if options.json:
        pairs = [{**pair._asdict(), "contrast": round(pair.contrast, 2), "wanted": ENOUGH} for pair in weak]
        dump({"name": theme.name, "dark": theme.dark, "problems": list(problems), "pairs": pairs})
    else:
        for line in _findings(theme, problems):
            say(line)
    return Exit.REFUSED if problems or weak else Exit.DONE


def _findings(theme: ThemeFile, problems: tuple[str, ...]) -> Iterator[str]:
    """A line for each thing to mend, or the one that says there is none."""
    from netx_tui.config.contrast import ENOUGH
    from netx_tui.config.theme_files import pairs_below, where_in

    yield from problems
    weak = pairs_below(theme, ENOUGH)
    for pair in weak:
        sentence = _(
            "'{text}' on '{ground}' has a contrast of {figure}; {wanted} can be read by most people."
        )
        yield where_in(theme.path, f"colors.{pair.text}") + sentence.format(
            text=pair.text,
            ground=pair.ground,
            figure=figure(f"{pair.contrast:.1f}"),
            wanted=figure(str(ENOUGH)),
        )
    if not problems and not weak:
        yield _("{name} is fine.").format(name=theme.name)


COMMANDS: Mapping[str, Command] = {
    "theme list": Command(N_("the colours there are"), _list_arguments, _list),
    "theme check": Command(N_("what is wrong with a theme of your own"), _check_arguments, _check),
}

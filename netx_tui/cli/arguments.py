"""The words of a command line: global options, the verb, and a parser for that verb alone.

Only the parser of the verb that was said is built, and only its module imported; the whole tree is
walked for ``netx --help`` and for shell completions.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from netx_tui.domain.errors import UsageError
from netx_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from netx_tui.cli.session import Session

# argparse asks gettext for its own few words, a search on the disk for each; ours are in memory,
# and so its sentences can be in the user's language too.
vars(argparse).update(_=_, ngettext=ngettext)

# First word to (module, whether a second word follows). The order is that of ``netx --help``.
NOUNS: Mapping[str, tuple[str, bool]] = {
    "demo": ("demo", False),
    "today": ("today", False),
    "import": ("exchange", False),
    "export": ("exchange", True),
    "contact": ("contacts", True),
    "company": ("companies", True),
    "meeting": ("meetings", True),
    "agenda": ("agendas", False),
    "question": ("agendas", True),
    "mail": ("mails", True),
    "insight": ("insights", True),
    "action": ("actions", True),
    "touch": ("touches", True),
    "article": ("articles", True),
    "review": ("review", False),
    "profile": ("profile", True),
    "undo": ("past", False),
    "redo": ("past", False),
    "history": ("past", False),
    "backup": ("keeping", False),
    "restore": ("keeping", False),
    "doctor": ("doctor", False),
    "locate": ("places", False),
    "theme": ("themes", True),
    "config": ("places", True),
    "completion": ("completion", False),
}
WIDTH = 80
LANGUAGES = ("en", "de")
WITH_VALUE = ("--data", "--config", "--now", "--lang", "--color")


class Command:
    """One verb: its sentence for the help (untranslated), its arguments, and what it does.

    ``run`` returns the exit status.
    """

    def __init__(
        self,
        summary: str,
        arguments: Callable[[Parser], None],
        run: Callable[[Session, argparse.Namespace], int],
    ) -> None:
        self.summary = summary
        self.arguments = arguments
        self.run = run


class Words:
    """A command line taken apart: the verb's words (none, one or two), and the rest in its order.

    ``lang`` and ``config`` are what those options say, needed before anything else is parsed.
    """

    def __init__(self, verb: Sequence[str], rest: Sequence[str], lang: str = "", config: str = "") -> None:
        self.verb = tuple(verb)
        self.rest = tuple(rest)
        self.lang = lang
        self.config = config


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help in the width of the terminal, asked of the system: ``argparse`` would import ``shutil`` for it."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size().columns
        except (OSError, ValueError):
            width = WIDTH
        super().__init__(prog, width=width - 2)


class Parser(argparse.ArgumentParser):
    """A parser that raises ``UsageError`` instead of leaving, and remembers its options in order."""

    def __init__(self, **options: Any) -> None:
        self.options: list[argparse.Action] = []
        self._known: dict[argparse.Action, Sequence[str]] = {}
        super().__init__(allow_abbrev=False, formatter_class=_Help, **options)

    def add_argument(self, *names: Any, known: Sequence[str] = (), **options: Any) -> argparse.Action:
        """Add an argument as ``argparse`` does; ``known`` values are completed, others are no error here."""
        action = super().add_argument(*names, **options)
        self.options.append(action)
        self._known[action] = known
        return action

    def known_values(self, action: argparse.Action) -> tuple[str, ...]:
        """The values of an argument that a shell can complete."""
        return tuple(map(str, action.choices or self._known.get(action, ())))

    def error(self, message: str) -> NoReturn:
        """Refuse the words with a sentence; an unknown option is answered with the nearest match."""
        raise UsageError(
            _("{command}: {problem}.{hint} `{command} --help` lists what there is.").format(
                command=self.prog, problem=message, hint=self._hint(message)
            )
        )

    def _hint(self, message: str) -> str:
        from difflib import get_close_matches

        known = [name for action in self.options for name in action.option_strings]
        for word in message.split():
            option = word.partition("=")[0].rstrip(":,")
            near = get_close_matches(option, known, n=1) if option.startswith("--") else []
            if near and near[0] != option:
                return " " + _("Did you mean '{near}'?").format(near=near[0])
        return ""


def taken_apart(argv: Sequence[str]) -> Words:
    """``argv`` as verb and rest; whether there is such a verb is for ``command_of`` to say."""
    verb: list[str] = []
    rest: list[str] = []
    early = {"--lang": "", "--config": ""}
    words = list(argv)
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        # Behind ``contact add``, --lang is a field of the contact.
        if name in early and verb != ["contact", "add"]:
            early[name] = value if equals else "".join(words[:1])
        if word == "--":
            rest += [word, *words]
            break
        if not word.startswith("-") and not is_whole(tuple(verb)):
            verb.append(word)
            continue
        rest.append(word)
        if name in WITH_VALUE and not equals and words and not is_whole(tuple(verb)):
            rest.append(words.pop(0))
    return Words(verb, rest, early["--lang"], early["--config"])


def is_whole(verb: tuple[str, ...]) -> bool:
    """Whether no further word belongs to ``verb``: ``today`` and ``contact list``, but not ``contact``."""
    return bool(verb) and len(verb) == (2 if NOUNS.get(verb[0], ("", False))[1] else 1)


def asks_for(words: Words, *options: str) -> bool:
    """Whether one of ``options`` is said outside of a whole verb's own arguments."""
    said = words.rest[: words.rest.index("--")] if "--" in words.rest else words.rest
    return not is_whole(words.verb) and any(option in said for option in options)


def command_of(verb: tuple[str, ...]) -> Command:
    """The command called ``verb``; without a word the one that opens the screens.

    Raises ``UsageError`` with the nearest match for an unknown one.
    """
    if not verb:
        return _commands_in("screens")[""]
    module, two = NOUNS.get(verb[0], ("", False))
    if not module:
        raise UsageError(_unknown(verb[0], list(NOUNS)))
    commands = _commands_in(module)
    name = " ".join(verb)
    if name in commands:
        return commands[name]
    known = [full.split()[1] for full in commands if full.startswith(f"{verb[0]} ")]
    if two and len(verb) == 1:
        raise UsageError(
            _("`netx {noun}` needs one of: {verbs}.").format(noun=verb[0], verbs=", ".join(known))
        )
    raise UsageError(_unknown(verb[1], known, f"{verb[0]} "))


def all_commands() -> Iterator[tuple[str, Command]]:
    """Every command with its words, in the order of the help."""
    for noun, (module, _two) in NOUNS.items():
        for name, command in _commands_in(module).items():
            if name.split()[0] == noun:
                yield name, command


def parser_of(name: str, command: Command) -> Parser:
    """The parser of one command, global options included."""
    parser = Parser(prog=f"netx {name}".strip(), description=_(command.summary))
    command.arguments(parser)
    add_global_options(parser)
    return parser


def count(text: str) -> int:
    """The type of an argument that is a number above 0."""
    if text.isdecimal() and len(text) < 10 and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(_("'{text}' is not a whole number above 0").format(text=text))


def add_global_options(parser: Parser) -> None:
    """The options every verb takes, before it or behind it."""
    taken = {name for action in parser.options for name in action.option_strings}
    for name, value, sentence in GLOBAL_OPTIONS:
        # ``contact add --lang`` is the language of the contact.
        if name not in taken:
            known = LANGUAGES if name == "--lang" else ()
            parser.add_argument(name, metavar=value, default="", help=_(sentence), known=known)
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help=_("colours on the terminal")
    )


GLOBAL_OPTIONS = (
    ("--data", "FILE", N_("the data file (or NETX_DATA)")),
    ("--config", "FILE", N_("the settings, config.yaml (or NETX_CONFIG)")),
    ("--now", "ISO", N_("another clock, for example 2026-11-23T09:00+01:00 (or NETX_NOW)")),
    ("--lang", "LANG", N_("language: en or de (or NETX_LANG)")),
)


def _commands_in(module: str) -> Mapping[str, Command]:
    commands: Mapping[str, Command] = import_module(f"netx_tui.cli.{module}").COMMANDS
    return commands


def _unknown(word: str, known: list[str], noun: str = "") -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    told = _("There is no command '{command}'.").format(command=f"{noun}{word}")
    if near:
        return told + " " + _("Did you mean '{near}'?").format(near=f"{noun}{near[0]}")
    return told + " " + _("`netx --help` lists all commands.")

"""``netx completion``: what a shell needs to complete netx's words, as a script to be loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from netx_tui.cli.arguments import NOUNS, Command, Parser, all_commands, command_of, parser_of
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session

SHELLS = ("bash", "zsh", "fish")
FILE = "FILE"
"""The metavar of an argument that names a file."""


class Value(NamedTuple):
    """What an option wants behind it: one of ``known`` (none: any), several with commas, or a file."""

    known: tuple[str, ...]
    is_list: bool
    is_file: bool


@dataclass
class Place:
    """A place in a command line: behind nothing, behind a noun, or behind a whole verb.

    ``words`` and ``options`` may follow there, each with its sentence; ``values`` belong to the options that
    want one; ``takes_file`` says that a file may follow too.
    """

    words: list[tuple[str, str]] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)
    takes_file: bool = False


def _arguments(parser: Parser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.epilog = _(
        "bash: netx completion bash > ~/.local/share/bash-completion/completions/netx\n"
        "zsh:  netx completion zsh > a file _netx in a folder of $fpath\n"
        "fish: netx completion fish > ~/.config/fish/completions/netx.fish"
    )


def _run(_session: Session, options: Namespace) -> int:
    from netx_tui.cli import completion_scripts

    write = {
        "bash": completion_scripts.bash_script,
        "zsh": completion_scripts.zsh_script,
        "fish": completion_scripts.fish_script,
    }
    print(write[options.shell](places()), end="")
    return Exit.DONE


def places() -> dict[str, Place]:
    """All places by the words of the verb so far; the empty text is the beginning."""
    found = {"": _after(parser_of("", command_of(())))}
    for noun, (_module, two) in NOUNS.items():
        summaries = [
            (name, _(command.summary)) for name, command in all_commands() if name.split()[0] == noun
        ]
        sentence = summaries[0][1] if not two else ", ".join(n.split()[1] for n, _s in summaries)
        found[""].words.append((noun, sentence))
        if two:
            found[noun] = Place([(name.split()[1], summary) for name, summary in summaries])
    for name, command in all_commands():
        found[name] = _after(parser_of(name, command))
    return found


def _after(parser: Parser) -> Place:
    """What may follow a whole verb: its options and their values, the choices of its arguments."""
    place = Place()
    for action in parser.options:
        sentence = (action.help or "").partition(": ")[0]
        known = parser.known_values(action)
        long = [option for option in action.option_strings if option.startswith("--")]
        place.options += [(option, sentence) for option in long]
        if not action.option_strings:
            place.words += [(word, "") for word in known]
            place.takes_file = place.takes_file or action.metavar == FILE
        elif action.nargs != 0:
            metavar = str(action.metavar)
            value = Value(known, metavar.endswith(",.."), metavar == FILE)
            place.values.update(dict.fromkeys(long, value))
    return place


COMMANDS: Mapping[str, Command] = {
    "completion": Command(N_("print the completion for a shell: bash, zsh or fish"), _arguments, _run),
}

"""``netx completion``: what a shell needs to complete netx's words, as a script to be loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import NOUNS, WITH_VALUE, Command, Parser, all_commands, parser_of
from netx_tui.domain.errors import Exit
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session

SHELLS = ("bash", "zsh", "fish")


def _arguments(parser: Parser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.epilog = _(
        "bash: netx completion bash > ~/.local/share/bash-completion/completions/netx\n"
        "zsh:  netx completion zsh > a file _netx in a folder of $fpath\n"
        "fish: netx completion fish > ~/.config/fish/completions/netx.fish"
    )


def _run(_session: Session, options: Namespace) -> int:
    print({"bash": bash_script, "zsh": zsh_script, "fish": fish_script}[options.shell](), end="")
    return Exit.DONE


def words() -> dict[str, list[tuple[str, str]]]:
    """What may follow: after nothing, after a noun, after a whole verb; each word with its sentence."""
    found: dict[str, list[tuple[str, str]]] = {"": []}
    for noun, (_module, two) in NOUNS.items():
        summaries = [
            (name, _(command.summary)) for name, command in all_commands() if name.split()[0] == noun
        ]
        found[""].append(
            (noun, summaries[0][1] if not two else ", ".join(n.split()[1] for n, _s in summaries))
        )
        if two:
            found[noun] = [(name.split()[1], summary) for name, summary in summaries]
    for name, command in all_commands():
        found[name] = _after(parser_of(name, command))
    return found


def _after(parser: Parser) -> list[tuple[str, str]]:
    """The words that may follow a whole verb: its options, and the choices of its arguments."""
    after = []
    for action in parser.options:
        sentence = (action.help or "").partition(":")[0]
        after += [(option, sentence) for option in action.option_strings if option.startswith("--")]
        if not action.option_strings:
            after += [(str(choice), "") for choice in action.choices or ()]
    return after


def bash_script() -> str:
    """The completion for bash."""
    cases = "".join(
        f"    '{verb}') words='{' '.join(word for word, _s in after)}' ;;\n"
        for verb, after in words().items()
    )
    return f"""# netx: completion for bash
_netx() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} verb='' words='' word before last=''
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    before=$last last=$word
    case "$before" in {_options()}) continue ;; esac
    case "$verb" in
      '') case "$word" in -*) ;; *) verb=$word ;; esac ;;
      {_nouns()}) case "$word" in -*) ;; *) verb="$verb $word" ;; esac ;;
    esac
  done
  case "$verb" in
{cases}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _netx netx
"""


def zsh_script() -> str:
    """The completion for zsh."""
    cases = ""
    for verb, after in words().items():
        described = " ".join(
            _quoted(f"{word.replace(':', chr(92) + ':')}:{sentence}") for word, sentence in after
        )
        cases += f"    ('{verb}') found=({described}) ;;\n"
    return f"""#compdef netx
# netx: completion for zsh
_netx() {{
  local verb='' word before last=''
  local -a typed=("${{(@)words[2,CURRENT-1]}}") found
  for word in $typed; do
    before=$last last=$word
    case "$before" in ({_options()}) continue ;; esac
    case "$verb" in
      ('') [[ $word == -* ]] || verb=$word ;;
      ({_nouns()}) [[ $word == -* ]] || verb="$verb $word" ;;
    esac
  done
  case "$verb" in
{cases}  esac
  _describe 'netx' found || _files
}}
if [ "$funcstack[1]" = "_netx" ]; then _netx "$@"; else compdef _netx netx; fi
"""


def fish_script() -> str:
    """The completion for fish."""
    lines = ["# netx: completion for fish", "complete -c netx -n __fish_use_subcommand -f"]
    for verb, after in words().items():
        seen = [f"__fish_seen_subcommand_from {word}" for word in verb.split()]
        if not verb:
            condition = "__fish_use_subcommand"
        elif verb in NOUNS and NOUNS[verb][1]:
            others = " ".join(word for word, _sentence in after)
            condition = f"{seen[0]}; and not __fish_seen_subcommand_from {others}"
        else:
            condition = "; and ".join(seen)
        for word, sentence in after:
            what = f"-l {word[2:]}" if word.startswith("--") else f"-a {_quoted(word)}"
            lines.append(f"complete -c netx -n {_quoted(condition)} {what} -d {_quoted(sentence)}")
    return "\n".join(lines) + "\n"


def _nouns() -> str:
    """The words that want a second one, as a pattern."""
    return "|".join(noun for noun, (_module, two) in NOUNS.items() if two)


def _options() -> str:
    """The options before a verb whose next word is their value, as a pattern."""
    return "|".join(WITH_VALUE)


def _quoted(text: str) -> str:
    """``text`` in single quotes, as all three shells read them."""
    return "'" + text.replace("'", "’") + "'"


COMMANDS: Mapping[str, Command] = {
    "completion": Command(N_("print the completion for a shell: bash, zsh or fish"), _arguments, _run),
}

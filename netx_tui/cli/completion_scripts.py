"""Completion scripts for bash, zsh and fish, made from the places of ``cli.completion``.

All three find the verb the same way: they go through the words before the cursor, leave out options and
the values of global ones, and take a second word where the first one wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import NOUNS, WITH_VALUE

if TYPE_CHECKING:
    from netx_tui.cli.completion import Place, Value

    Places = Mapping[str, Place]

FISH_HEAD = """# netx: completion for fish
function __netx_at -d 'Whether this is the verb so far'
  set -l verb ''
  set -l last ''
  for word in (commandline -opc)[2..-1]
    set -l before $last
    set last $word
    contains -- "$before" OPTIONS; and continue
    string match -q -- '-*' $word; and continue
    if test -z "$verb"
      set verb $word
    else if contains -- $verb NOUNS
      set verb "$verb $word"
    end
  end
  test "$verb" = "$argv[1]"
end
"""


def bash_script(places: Places) -> str:
    """The completion for bash."""
    cases = ""
    for verb, place in places.items():
        follow, options = (" ".join(word for word, _s in words) for words in (place.words, place.options))
        files = " files=yes" if place.takes_file else ""
        cases += f"      '{verb}') words='{follow}' options='{options}'{files} ;;\n"
    values = "".join(
        f"    {pattern}) words='{' '.join(value.known)}' ;;\n" for pattern, value in _values(places)
    )
    return f"""# netx: completion for bash
_netx() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} verb='' words='' options='' files='' word before='' last=''
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    [[ $word == '=' ]] && continue
    before=$last last=$word
    case "$before" in {"|".join(WITH_VALUE)}) continue ;; esac
    case "$verb" in
      '') case "$word" in -*) ;; *) verb=$word ;; esac ;;
      {"|".join(_nouns())}) case "$word" in -*) ;; *) verb="$verb $word" ;; esac ;;
    esac
  done
  [[ $current == '=' ]] && current=''
  case "$verb $last" in
{values}    *)
      case "$verb" in
{cases}      esac
      [[ $current == -* || ! $words$files ]] && words=$options ;;
  esac
  word=${{current##*,}}
  mapfile -t COMPREPLY < <(compgen -P "${{current%"$word"}}" -W "$words" -- "$word")
}}
complete -o default -F _netx netx
"""


def zsh_script(places: Places) -> str:
    """The completion for zsh."""
    cases = ""
    for verb, place in places.items():
        found, options = _zsh_words(place.words), _zsh_words(place.options)
        files = " files=yes" if place.takes_file else ""
        cases += f"    ('{verb}') found=({found}) options=({options}){files} ;;\n"
    values = "".join(
        f"    ({pattern}) found=({' '.join(map(_quoted, value.known))}) ;;\n"
        for pattern, value in _values(places)
    )
    return f"""#compdef netx
# netx: completion for zsh
_netx() {{
  local verb='' word before='' last='' files='' value=yes
  local -a typed=("${{(@)words[2,CURRENT-1]}}") found options
  for word in "${{(@)typed}}"; do
    before=$last last=$word
    case "$before" in ({"|".join(WITH_VALUE)}) continue ;; esac
    case "$verb" in
      ('') [[ $word == -* ]] || verb=$word ;;
      ({"|".join(_nouns())}) [[ $word == -* ]] || verb="$verb $word" ;;
    esac
  done
  if [[ $words[CURRENT] == --*=* ]]; then
    last=${{words[CURRENT]%%=*}}
    compset -P '*='
  fi
  case "$verb $last" in
{values}    (*) value='' ;;
  esac
  if [[ -n $value ]]; then
    compset -P '*,'
    if (( $#found )); then compadd -- $found; else _files; fi
    return
  fi
  case "$verb" in
{cases}  esac
  if [[ $words[CURRENT] == -* || ( -z $files && $#found -eq 0 ) ]]; then
    _describe -o 'netx' options
  elif [[ -n $files ]]; then
    _files
  else
    _describe 'netx' found
  fi
}}
if [ "$funcstack[1]" = "_netx" ]; then _netx "$@"; else compdef _netx netx; fi
"""


def _zsh_words(words: Iterable[tuple[str, str]]) -> str:
    return " ".join(_quoted(word.replace(":", "\\:") + f":{sentence}") for word, sentence in words)


def fish_script(places: Places) -> str:
    """The completion for fish."""
    head = FISH_HEAD.replace("OPTIONS", " ".join(WITH_VALUE)).replace("NOUNS", " ".join(_nouns()))
    lines = []
    for verb, place in places.items():
        condition = f"complete -c netx -n '__netx_at \"{verb}\"'"
        if not place.takes_file:
            lines.append(f"{condition} -f")
        for word, sentence in place.words:
            lines.append(f"{condition} -a {_quoted(word)} -d {_quoted(sentence)}")
        for option, sentence in place.options:
            value = _fish_value(place.values[option]) if option in place.values else ""
            lines.append(f"{condition} -l {option[2:]}{value} -d {_quoted(sentence)}")
    return head + "\n".join(lines) + "\n"


def _fish_value(value: Value) -> str:
    """How fish is told what an option wants."""
    if value.is_file:
        return " -rF"
    known = " ".join(value.known)
    if value.is_list:
        return f" -xa '(__fish_append , {known.replace('?', chr(92) + '?')})'"
    return f" -xa {_quoted(known)}" if known else " -x"


def _values(places: Places) -> Iterator[tuple[str, Value]]:
    """Each option that wants a value: a pattern of verb and option, and the value.

    Options that stand behind every verb, and before it, come last.
    """
    for verb, place in places.items():
        for option, value in place.values.items():
            if option not in WITH_VALUE or verb == "contact add":
                yield f"'{verb} {option}'", value
    everywhere = next(place for place in places.values() if WITH_VALUE[0] in place.values)
    for option in WITH_VALUE:
        yield f"*' {option}'", everywhere.values[option]


def _nouns() -> list[str]:
    """The words that want a second one."""
    return [noun for noun, (_module, two) in NOUNS.items() if two]


def _quoted(text: str) -> str:
    """``text`` in single quotes, as all three shells read them."""
    return "'" + text.replace("'", "’") + "'"

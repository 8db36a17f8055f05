"""The command ``netx``: take the words apart, run the verb, and answer every error once.

Exit statuses are those of ``cli.md``; 70 says that netx itself failed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from netx_tui import i18n
from netx_tui.cli.arguments import Words, asks_for, command_of, is_whole, parser_of, taken_apart
from netx_tui.domain.errors import Exit, NetxError
from netx_tui.i18n import _

OWN_FAULT = 70


def run(argv: Sequence[str]) -> int:
    """Do what ``argv`` (without the program's name) says; returns the exit status."""
    _accept_every_letter(os.environ)
    status = int(_guarded(argv, os.environ))
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        return status or _output_failed(error)
    return status


def _guarded(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """The one place where errors end: as a sentence and an exit status."""
    try:
        return _dispatch(taken_apart(argv), environ)
    except NetxError as error:
        return _told(error.message, error.exit_code)
    except KeyboardInterrupt:
        return _told(_("Interrupted."), Exit.INTERRUPTED)
    except SystemExit as leaving:
        # argparse leaves this way behind --help.
        return leaving.code if isinstance(leaving.code, int) else Exit.DONE
    except Exception as error:  # noqa: BLE001 - the last line of defence: a sentence, never a traceback
        if isinstance(error, OSError) and error.filename is None:
            return _output_failed(error)
        return _own_fault(error, environ)


def _dispatch(words: Words, environ: Mapping[str, str]) -> int:
    if asks_for(words, "--version"):
        from netx_tui import __version__

        print(f"netx {__version__}")
        return Exit.DONE
    i18n.use(_language(words, environ))
    if not is_whole(words.verb) and asks_for(words, "--help", "-h"):
        from netx_tui.cli.overview import overview

        print(overview(words.verb), end="")
        return Exit.DONE
    name = " ".join(words.verb)
    command = command_of(words.verb)
    options = parser_of(name, command).parse_args(list(words.rest))
    from netx_tui.cli.session import Session

    return command.run(Session(options, environ), options)


def _language(words: Words, environ: Mapping[str, str]) -> str:
    """The language asked for: by flag, environment, settings, or the terminal's locale."""
    said = words.lang or environ.get("NETX_LANG", "")
    if not said:
        from netx_tui.config.paths import Paths
        from netx_tui.config.settings import load_settings

        paths = Paths(environ, config=words.config)
        # the doctor writes nothing, not even what the next start would be quicker by
        cache = "" if words.verb == ("doctor",) else paths.cache
        try:
            said = load_settings(paths.config, cache=cache).lang
        except NetxError:
            # Told in full by the verb that needs the settings; help and `config edit` must still work.
            said = ""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        said = said or environ.get(name, "")
    return said


def _accept_every_letter(environ: Mapping[str, str]) -> None:
    """A terminal that lacks a letter (``LC_ALL=C``) shows its twin or its code; it never stops a verb."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if not i18n.locale_has_utf8(environ) and sys.stdout is not None and sys.stdout.isatty():
        from netx_tui.cli.plain_letters import write_plainly

        write_plainly(sys.stdout)


def _own_fault(error: Exception, environ: Mapping[str, str]) -> int:
    """What nobody foresaw: the log says where, for its owner's eyes only."""
    from datetime import datetime

    from netx_tui.config.crash_log import write_crash
    from netx_tui.config.paths import Paths

    log = Paths(environ).log
    sentence = _("netx failed and stopped. What was saved is safe; {file} says what happened.").format(
        file=log
    )
    try:
        write_crash(log, error, datetime.now().astimezone())
    except NetxError as failure:
        sentence = _("netx failed and stopped ({kind}). What was saved is safe.").format(
            kind=type(error).__name__
        )
        sentence += f" {failure.message}"
    return _told(sentence, OWN_FAULT)


def _told(sentence: str, status: int) -> int:
    from netx_tui.cli.output import tell

    tell(sentence)
    return status


def _output_failed(error: OSError) -> int:
    """Stdout takes no more: a reader that has seen enough is no error, a full disk is one."""
    # What is still buffered must not fail a second time when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return Exit.DONE
    return _told(
        _("The output cannot be written: {reason}.").format(reason=error.strerror), Exit.CANNOT_WRITE
    )

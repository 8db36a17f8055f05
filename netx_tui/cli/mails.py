"""``netx mail``: letters from templates, checked, handed over, and noted as sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import WHOM, add_json, assignments
from netx_tui.cli.output import BOLD, dump, say, tell
from netx_tui.domain.errors import Exit, UsageError
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.services.letters import Letters, Prepared

STDOUT = "-"
FORMATS = ("text", "eml", "mailto", "json")
TO_WHOM = N_("the person, or the talk it is about: {whom}")


def _letter_arguments(parser: Parser) -> None:
    from netx_tui.domain.mails.kinds import KINDS

    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("contact", metavar="C|M", help=_(TO_WHOM).format(whom=_(WHOM)))
    parser.add_argument(
        "--lang", default="", metavar="L", help=_("en or de; without it the person's language")
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help=_("a value for the template")
    )
    parser.add_argument(
        "--question",
        action="append",
        default=[],
        metavar="Q",
        help=_("the id of a question for a brief; may be said again; without it the musts, at most three"),
    )
    parser.add_argument("--no-questions", action="store_true", help=_("a brief without questions"))


def _draft_arguments(parser: Parser) -> None:
    _letter_arguments(parser)
    parser.add_argument("--to", choices=FORMATS, default="text", help=_("what to write"))
    parser.add_argument("--out", default=STDOUT, metavar="FILE", help=_("a new file; without it stdout"))
    parser.epilog = _(
        "--to json keys: kind lang contact meeting questions to channel subject text words missing unknown "
        "findings(rule severity text cure) fact"
    )


def _draft(session: Session, options: Namespace) -> int:
    with _letters(session, read_only=True) as letters:
        prepared = _prepared(letters, options)
        data = _written(letters, prepared, options.to)
    if options.out != STDOUT:
        from netx_tui.services.exchange import write_out

        write_out(options.out, data)
        say(options.out)
    elif options.to == "text":
        _print(session, prepared)
    else:
        print(data, end="" if data.endswith("\n") else "\n")
    if options.to in ("text", "eml", "mailto"):
        _tell_findings(prepared)
    return Exit.DONE


def _sent_arguments(parser: Parser) -> None:
    _letter_arguments(parser)
    parser.add_argument("--at", default="", metavar="ISO", help=_("when, if not just now"))
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help=_("why the rule does not count this time")
    )
    add_json(parser, _("--json keys: those of `mail draft --to json`"))


def _sent(session: Session, options: Namespace) -> int:
    from netx_tui.cli.session import read_time

    with _letters(session) as letters:
        prepared = _prepared(letters, options)
        at = read_time(options.at) if options.at else None
        sentence = letters.send(prepared, at, options.reason)
    if options.json:
        dump(_document(prepared))
    else:
        say(prepared.wanted.contact)
    tell(f"{sentence} " + _("`netx undo` takes it back."))
    return Exit.DONE


@contextmanager
def _letters(session: Session, *, read_only: bool = False) -> Iterator[Letters]:
    with session.workspace(read_only=read_only) as workspace:
        yield session.letters_on(workspace)


def _prepared(letters: Letters, options: Namespace) -> Prepared:
    from netx_tui.services.letters import Wanted

    contact, meeting = letters.find(options.kind, options.contact)
    typed = assignments(options.set)
    if options.lang not in ("", "en", "de"):
        raise UsageError(_("Letters are written in en or de, not in '{lang}'.").format(lang=options.lang))
    chosen = options.question or (() if options.no_questions else None)
    return letters.prepare(
        Wanted(options.kind, contact, meeting, lang=options.lang, typed=typed, questions=chosen)
    )


def _written(letters: Letters, prepared: Prepared, to: str) -> str:
    if to == "eml":
        return letters.eml(prepared).decode("ascii")
    if to == "mailto":
        link = letters.mailto(prepared)
        if link is None:
            raise UsageError(_("This letter is too long for a link. `--to eml` writes a file instead."))
        return link
    if to == "json":
        return json.dumps(_document(prepared)) + "\n"
    return f"{prepared.letter.subject}\n\n{prepared.letter.text}"


def _document(prepared: Prepared) -> dict[str, Any]:
    letter = prepared.letter
    return {
        "kind": letter.kind,
        "lang": letter.lang,
        "contact": letter.contact.id,
        "meeting": prepared.wanted.meeting,
        "questions": list(prepared.questions),
        "to": letter.to,
        "channel": prepared.channel,
        "subject": letter.subject,
        "text": letter.text,
        "words": prepared.words,
        "missing": list(prepared.missing),
        "unknown": list(prepared.unknown),
        "findings": [
            {"rule": f.rule, "severity": f.severity, "text": f.sentence, "cure": f.cure}
            for f in prepared.findings
        ],
        "fact": prepared.fact,
    }


def _print(session: Session, prepared: Prepared) -> None:
    letter = prepared.letter
    say(_("To: {address}").format(address=letter.to or "–"))
    print(session.paint(visible(_("Subject: {subject}").format(subject=letter.subject)), BOLD))
    say()
    for line in letter.text.split("\n"):
        say(line)


def _tell_findings(prepared: Prepared) -> None:
    count = prepared.words
    tell(ngettext("{count} word.", "{count} words.", count).format(count=count))
    for finding in prepared.findings:
        tell(f"{finding.rule} {_severity(finding.severity)}: {finding.sentence}")
    if prepared.missing:
        options = " ".join(f"--set {name}=..." for name in prepared.missing)
        tell(_("What is empty is filled in by: {options}").format(options=options))
    if prepared.fact:
        tell(prepared.fact)


def _severity(severity: str) -> str:
    return {"error": _("error"), "warn": _("warning")}.get(severity, _("note"))


COMMANDS: Mapping[str, Command] = {
    "mail draft": Command(
        N_("write a letter from a template, and say what to mend"), _draft_arguments, _draft
    ),
    "mail sent": Command(N_("note that you sent a letter: the clocks follow"), _sent_arguments, _sent),
}

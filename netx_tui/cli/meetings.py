"""``netx meeting``: the talks, agreed and moved along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser
from netx_tui.cli.contacts import WHOM, add_json, assignments
from netx_tui.cli.output import BOLD, DIM, dump, say, table, tell
from netx_tui.domain.errors import Exit, RuleRefused, UsageError
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.domain.talk_rows import TalkRow
    from netx_tui.services.debriefs import Debriefs
    from netx_tui.services.talks import Talks

WHICH = N_("an id, the beginning of one, or a person with one open talk")
KEYS = N_(
    "--json keys: every field of the meeting, and name ready missing; sources(id url read_on) "
    "questions(id qid text section priority minutes sendable delicate for_brief sent_in_brief state answer) "
    "captures(id kind text question at)"
)
LIST_KEYS = N_("--json keys: id contact name company at when minutes status ready todo")
NEW_FIELDS = ("at", "zone", "minutes", "place", "topic", "field", "objective")


@contextmanager
def talks(session: Session, *, read_only: bool = False) -> Iterator[Talks]:
    """The verbs around meetings on the data file."""
    with session.workspace(read_only=read_only) as workspace:
        yield session.talks_on(workspace)


@contextmanager
def debriefs(session: Session) -> Iterator[tuple[Talks, Debriefs]]:
    """The verbs of what comes after a talk."""
    with session.workspace() as workspace:
        service = session.talks_on(workspace)
        yield service, session.debriefs_on(workspace, service)


def add_meeting(parser: Parser) -> None:
    """The argument that names a meeting."""
    parser.add_argument("meeting", metavar="M", help=_(WHICH))


def _list_arguments(parser: Parser) -> None:
    add_json(parser, _(LIST_KEYS))


def _list(session: Session, options: Namespace) -> int:
    with talks(session, read_only=True) as service:
        rows = service.rows()
    if options.json:
        keys = ("id", "contact", "name", "company", "at", "when", "minutes", "status", "ready", "todo")
        dump([{key: getattr(row, key) for key in keys} for row in rows])
    elif rows:
        _print(rows, session)
    else:
        tell(_("There are no talks yet. `netx meeting add PERSON --at 'thu 16:00'` plans one."))
    return Exit.DONE


def _print(rows: tuple[TalkRow, ...], session: Session) -> None:
    lines = [
        (row.id, row.when, row.name, row.company, row.status_label, f"{row.ready}/5", row.todo)
        for row in rows
    ]
    table(lines, session.paint, lambda column, _cell: {0: DIM, 2: BOLD}.get(column, ""))


def _show_arguments(parser: Parser) -> None:
    add_meeting(parser)
    add_json(parser, _(KEYS))


def _show(session: Session, options: Namespace) -> int:
    with session.workspace(read_only=True) as workspace:
        service = session.talks_on(workspace)
        meeting = service.find(options.meeting)
        if options.json:
            dump(service.shown(meeting))
            return Exit.DONE
        from netx_tui.cli.agendas import print_agenda

        print_agenda(session.agendas_on(workspace, service).view(meeting), session.paint)
    return Exit.DONE


def _add_arguments(parser: Parser) -> None:
    from netx_tui.domain.meeting_fields import MEETING_FIELDS

    parser.add_argument("contact", metavar="C", help=_(WHOM))
    for field in MEETING_FIELDS:
        if field.name in NEW_FIELDS:
            told = _(field.label) + (f" ({_(field.hint)})" if field.hint else "")
            parser.add_argument(f"--{field.name}", default="", metavar="VALUE", help=told)
    parser.add_argument("--held", action="store_true", help=_("it took place already"))
    parser.add_argument(
        "--from", dest="file", default="", metavar="FILE", help=_("the event of a calendar file (.ics)")
    )
    add_json(parser, _(KEYS))


def _add(session: Session, options: Namespace) -> int:
    from netx_tui.services.finding import find_contact

    with session.workspace() as workspace:
        service = session.talks_on(workspace)
        contact = find_contact(workspace, options.contact)
        values = {name: getattr(options, name) for name in NEW_FIELDS if getattr(options, name)}
        found = None
        if options.file:
            from netx_tui.services.calendar import from_file

            found = from_file(options.file, session.clock().tzinfo)
        meeting = service.add(contact, values, held=options.held, found=found)
        row = service.row(meeting)
        told = _("Talk with {name}: {when}. `netx undo` takes it back.").format(name=row.name, when=row.when)
        _changed(service, meeting, options, told)
        for problem in found.problems if found else ():
            tell(problem)
    return Exit.DONE


def _set_arguments(parser: Parser) -> None:
    add_meeting(parser)
    parser.add_argument("values", nargs="+", metavar="FIELD=VALUE", help=_("an empty value means: not known"))
    add_json(parser, _(KEYS))


def _set(session: Session, options: Namespace) -> int:
    values = assignments(options.values)
    if "status" in values:
        raise UsageError(_("A status is more than a field: `netx meeting status M STATUS` moves a talk."))
    with talks(session) as service:
        meeting = service.find(options.meeting)
        service.set_fields(meeting, values)
        row = service.row(meeting)
        told = _("Changed: talk with {name}, {when}.").format(name=row.name, when=row.when)
        _changed(service, meeting, options, told)
    return Exit.DONE


def _status_arguments(parser: Parser) -> None:
    from netx_tui.domain.meeting_path import WAIVABLE
    from netx_tui.domain.meetings import STATUSES

    add_meeting(parser)
    parser.add_argument("status", choices=STATUSES, metavar="STATUS", help=", ".join(STATUSES))
    parser.add_argument(
        "--waive",
        action="append",
        default=[],
        choices=WAIVABLE,
        metavar="W",
        help=_("close it without: {what}").format(what=", ".join(WAIVABLE)),
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why that is left out"))
    add_json(parser, _(KEYS))


def _status(session: Session, options: Namespace) -> int:
    if options.waive and options.status != "closed":
        raise UsageError(_("--waive belongs to the status closed."))
    with debriefs(session) as (service, after):
        meeting = service.find(options.meeting)
        sentence = (
            after.close(meeting, options.waive, options.reason)
            if options.status == "closed"
            else service.set_status(meeting, options.status)
        )
        _changed(service, meeting, options, sentence)
    return Exit.DONE


def _delete_arguments(parser: Parser) -> None:
    add_meeting(parser)
    parser.add_argument("--yes", action="store_true", help=_("really delete"))


def _delete(session: Session, options: Namespace) -> int:
    with talks(session) as service:
        meeting = service.find(options.meeting)
        row = service.row(meeting)
        if not options.yes:
            raise RuleRefused(
                _(
                    "This deletes the talk with {name}, {when}, with its insights. Say --yes if you mean it."
                ).format(name=row.name, when=row.when)
            )
        sentence = service.delete(meeting)
    say(meeting)
    tell(f"{sentence} " + _("`netx undo` takes it back."))
    return Exit.DONE


def _note_arguments(parser: Parser) -> None:
    add_meeting(parser)
    kinds = _(
        "what was said; it may begin with i: b: q: r: p: o: e: !: for insight, book, quote, referral, "
        "promise, opening, life event, action"
    )
    parser.add_argument("text", metavar="TEXT", help=kinds)
    parser.add_argument(
        "--question", default="", metavar="Q", help=_("while it goes on: the question it answers")
    )
    add_json(parser, _(KEYS))


def _note(session: Session, options: Namespace) -> int:
    from netx_tui.domain.captures import parse_line

    with session.workspace() as workspace:
        service = session.talks_on(workspace)
        meeting = service.find(options.meeting)
        status = service.row(meeting).status
        kind, text = parse_line(options.text, "answer" if options.question else "insight")
        if status == "live":
            from netx_tui.services.live import Live

            agendas = session.agendas_on(workspace, service)
            question = agendas.find_question(meeting, options.question) if options.question else ""
            Live(workspace, session.clock).note(meeting, kind, text, question)
        elif status == "held" and options.question:
            raise RuleRefused(
                _("The talk is over: what is noted now answers no question. Leave `--question` out.")
            )
        elif status == "held":
            session.debriefs_on(workspace, service).note(meeting, kind, text)
        else:
            raise RuleRefused(
                _("Notes belong to a talk that goes on or was held: `netx meeting status {id} live`.").format(
                    id=meeting
                )
            )
        _changed(service, meeting, options, _("Noted. `netx undo` takes it back."))
    return Exit.DONE


def _debrief_arguments(parser: Parser) -> None:
    add_meeting(parser)
    parser.add_argument("--circle", default="", metavar="K", help="inner, active, wide, light, none")
    parser.add_argument(
        "--next",
        default="",
        metavar="D",
        help=_("when you write next: a day, or no; without it as the circle says"),
    )
    parser.add_argument(
        "--open", choices=("defer", "drop"), default="defer", help=_("open musts: ask by mail, or drop them")
    )
    add_json(parser, _(KEYS))


def _debrief(session: Session, options: Namespace) -> int:
    with debriefs(session) as (service, after):
        meeting = service.find(options.meeting)
        sentence = after.complete(
            meeting, circle=options.circle, next_contact=options.next, open_musts=options.open
        )
        _changed(service, meeting, options, sentence)
    return Exit.DONE


def _changed(service: Talks, meeting: str, options: Namespace, sentence: str) -> None:
    """Say whose document changed: the id, or all of it with ``--json``; the sentence goes to stderr."""
    if options.json:
        dump(service.shown(meeting))
    else:
        say(meeting)
    tell(visible(sentence))


COMMANDS: Mapping[str, Command] = {
    "meeting list": Command(N_("list the talks by date, and how ready they are"), _list_arguments, _list),
    "meeting show": Command(N_("show everything about one talk"), _show_arguments, _show),
    "meeting add": Command(N_("plan a talk with a person"), _add_arguments, _add),
    "meeting set": Command(N_("change a talk: time, place, goal, notes"), _set_arguments, _set),
    "meeting status": Command(
        N_("move a talk along: held, cancelled, closed ..."), _status_arguments, _status
    ),
    "meeting note": Command(N_("note what was said in a talk"), _note_arguments, _note),
    "meeting debrief": Command(
        N_("file what was noted in a talk: insights, promises, referrals, next contact"),
        _debrief_arguments,
        _debrief,
    ),
    "meeting delete": Command(N_("delete a talk"), _delete_arguments, _delete),
}

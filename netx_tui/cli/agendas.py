"""``netx agenda`` and ``netx question``: what a talk is about, and what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from netx_tui.cli.arguments import Command, Parser, count
from netx_tui.cli.contacts import add_json, assignments
from netx_tui.cli.meetings import WHICH, add_meeting
from netx_tui.cli.output import BOLD, DIM, dump, say, table, tell
from netx_tui.domain.errors import Exit
from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.domain.talk_rows import AgendaView
    from netx_tui.services.agendas import Agendas

BANK = "bank"
STATES = {
    "asked": N_("asked"),
    "answered": N_("answered"),
    "deferred": N_("put off"),
    "dropped": N_("dropped"),
}
SIGNS = {"must": "!", "should": "."}
QUESTION_KEYS = N_(
    "--json keys: id qid text section priority minutes sendable delicate for_brief sent_in_brief state answer"
)
STDOUT = "-"


@contextmanager
def agendas(session: Session, name: str, *, read_only: bool = False) -> Iterator[tuple[Agendas, str]]:
    """The verbs around agendas, and the id of the meeting meant by ``name``."""
    with session.workspace(read_only=read_only) as workspace:
        talks = session.talks_on(workspace)
        yield session.agendas_on(workspace, talks), talks.find(name)


def _agenda_arguments(parser: Parser) -> None:
    add_meeting(parser)
    parser.add_argument("--to", choices=("text", "md", "json"), default="text", help=_("the format"))
    parser.add_argument("--out", default=STDOUT, metavar="FILE", help=_("a new file; without it stdout"))
    parser.epilog = _(
        "--to json keys: id contact name when minutes objective_verb objective topic field place "
        "person_notes field_notes company_notes give sources questions planned core ready todo brief "
        "findings(rule severity text cure)"
    )


def _agenda(session: Session, options: Namespace) -> int:
    with agendas(session, options.meeting, read_only=True) as (service, meeting):
        view = service.view(meeting)
    if options.to == "json":
        dump(document(view))
    elif options.to == "text" and options.out == STDOUT:
        print_agenda(view, session.paint)
    else:
        from netx_tui.formats.markdown import agenda_markdown

        text = agenda_markdown(view)
        if options.out == STDOUT:
            print(text, end="")
        else:
            from netx_tui.services.exchange import write_out

            write_out(options.out, text)
            say(options.out)
    return Exit.DONE


def document(view: AgendaView) -> dict[str, Any]:
    """An agenda as ``agenda --to json`` gives it."""
    row = view.row
    texts = ("objective_verb", "objective", "topic", "field", "place", "person_notes", "field_notes")
    return {
        "id": row.id,
        "contact": row.contact,
        "name": row.name,
        "when": row.when,
        "minutes": row.minutes,
        **{name: getattr(view, name) for name in (*texts, "company_notes", "give")},
        "sources": [{"id": name, "url": url, "read_on": on} for name, url, on in view.sources],
        "questions": [question._asdict() for question in view.questions],
        **{name: getattr(view, name) for name in ("planned", "core", "ready", "todo", "brief")},
        "findings": [
            {"rule": f.rule, "severity": f.severity, "text": f.sentence, "cure": f.cure}
            for f in view.findings
        ],
    }


def print_agenda(view: AgendaView, paint: Callable[[str, str], str]) -> None:
    """The agenda as text: goal, notes, questions, what is missing and what the rules say."""
    row = view.row
    print(paint(visible(row.name), BOLD), visible(row.company))
    say(", ".join(part for part in (row.when, _minutes(row.minutes), view.place, row.status_label) if part))
    if view.objective:
        say(f"{view.objective_start} {view.objective}")
    for label, text in (
        (_("Topic"), view.topic),
        (_("Field"), view.field),
        (_("The person"), view.person_notes),
        (_("The field"), view.field_notes),
        (_("The company"), view.company_notes),
        (_("What I can offer"), view.give),
    ):
        for line in text.split("\n") if text else ():
            say(f"{label}: {line}")
    for _id, url, read_on in view.sources:
        say(_("Read: {url} ({day})").format(url=url, day=read_on))
    say()
    lines = [
        (str(number), SIGNS.get(q.priority, ""), q.section_label, q.text, _minutes(q.minutes), _state(q))
        for number, q in enumerate(view.questions, 1)
    ]
    table(lines, paint, lambda column, _cell: DIM if column in (0, 2, 4) else "")  # type: ignore[arg-type]
    say(_("planned {planned} of {core} min").format(planned=view.planned, core=view.core))
    missing = "  " + _("missing: {what}").format(what=view.todo) if view.todo else ""
    say(_("ready {value}/5").format(value=view.ready) + missing)
    if view.brief:
        say(view.brief)
    for finding in view.findings:
        tell(f"{finding.rule} {finding.sentence}")


def _minutes(number: int) -> str:
    return _("{count} min").format(count=number)


def _state(question: Any) -> str:
    parts = [
        _("answered by {name}").format(name=question.answered_by) if question.answered_by else "",
        _("sent before") if question.sent else _("for the brief") if question.for_brief else "",
        _(STATES[question.state]) if question.state in STATES else "",
    ]
    return ", ".join(part for part in parts if part)


def _list_arguments(parser: Parser) -> None:
    parser.add_argument(
        "which", metavar="M|bank", help=_("bank: all there are; else the talk: {whom}").format(whom=_(WHICH))
    )
    add_json(parser, _(QUESTION_KEYS))


def _list(session: Session, options: Namespace) -> int:
    with session.workspace(read_only=True) as workspace:
        talks = session.talks_on(workspace)
        service = session.agendas_on(workspace, talks)
        if options.which == BANK:
            rows = service.bank_listing()
            if options.json:
                dump(rows)
            else:
                lines = [(q["qid"], SIGNS.get(q["priority"], ""), q["section"], q["text"]) for q in rows]
                table(lines, session.paint)
            return Exit.DONE
        meeting = talks.find(options.which)
        if options.json:
            dump(talks.shown(meeting)["questions"])
        else:
            print_agenda(service.view(meeting), session.paint)
    return Exit.DONE


def _value_arguments(parser: Parser) -> None:
    from netx_tui.domain.meetings import PRIORITIES, SECTIONS

    parser.add_argument("--priority", choices=PRIORITIES, metavar="P", help=", ".join(PRIORITIES))
    parser.add_argument("--minutes", type=count, metavar="N", help=_("how long the answer may take"))
    parser.add_argument("--section", choices=SECTIONS, metavar="S", help=", ".join(SECTIONS))


def _add_arguments(parser: Parser) -> None:
    add_meeting(parser)
    parser.add_argument(
        "text",
        metavar="TEXT|BANKID|set",
        help=_("your own words, an id of the bank, or `set` for your purpose"),
    )
    _value_arguments(parser)
    add_json(parser, _(QUESTION_KEYS))


def _add(session: Session, options: Namespace) -> int:
    with agendas(session, options.meeting) as (service, meeting):
        if options.text == "set":
            tell(service.add_set(meeting))
            if options.json:
                dump([question._asdict() for question in service.questions(meeting)])
            return Exit.DONE
        names = ("priority", "minutes", "section")
        values = {name: str(getattr(options, name)) for name in names if getattr(options, name)}
        question = service.add(meeting, options.text, values)
        _changed(service, meeting, question, options, _("Added. `netx undo` takes it back."))
    return Exit.DONE


def _question_arguments(parser: Parser) -> None:
    add_meeting(parser)
    parser.add_argument("question", metavar="Q", help=_("its number in the agenda, or its id"))


def _set_arguments(parser: Parser) -> None:
    _question_arguments(parser)
    parser.add_argument("values", nargs="+", metavar="FIELD=VALUE", help=_("an empty value means: not known"))
    add_json(parser, _(QUESTION_KEYS))


def _set(session: Session, options: Namespace) -> int:
    with agendas(session, options.meeting) as (service, meeting):
        question = service.find_question(meeting, options.question)
        service.set_question(meeting, question, assignments(options.values))
        _changed(service, meeting, question, options, _("Changed. `netx undo` takes it back."))
    return Exit.DONE


def _move_arguments(parser: Parser) -> None:
    _question_arguments(parser)
    parser.add_argument("place", metavar="N", type=count, help=_("the place, from 1"))
    add_json(parser, _(QUESTION_KEYS))


def _move(session: Session, options: Namespace) -> int:
    with agendas(session, options.meeting) as (service, meeting):
        question = service.find_question(meeting, options.question)
        service.move(meeting, question, options.place - 1)
        _changed(service, meeting, question, options, _("Moved. `netx undo` takes it back."))
    return Exit.DONE


def _remove(session: Session, options: Namespace) -> int:
    with agendas(session, options.meeting) as (service, meeting):
        question = service.find_question(meeting, options.question)
        sentence = service.remove(meeting, question)
    say(question)
    tell(f"{sentence} " + _("`netx undo` takes it back."))
    return Exit.DONE


def _changed(service: Agendas, meeting: str, question: str, options: Namespace, told: str) -> None:
    if options.json:
        dump(next(row._asdict() for row in service.questions(meeting) if row.id == question))
    else:
        say(question)
    tell(told)


COMMANDS: Mapping[str, Command] = {
    "agenda": Command(
        N_("show the agenda of a talk, how ready it is, and what to mend"), _agenda_arguments, _agenda
    ),
    "question list": Command(N_("list the questions of a talk, or of the bank"), _list_arguments, _list),
    "question add": Command(N_("add a question to a talk"), _add_arguments, _add),
    "question set": Command(N_("change a question"), _set_arguments, _set),
    "question move": Command(N_("put a question at another place"), _move_arguments, _move),
    "question remove": Command(N_("take a question out of a talk"), _question_arguments, _remove),
}

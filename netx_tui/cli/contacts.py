"""``netx contact``: the shortlist and the people on it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from netx_tui.cli.arguments import Command, Parser, count
from netx_tui.cli.output import dump, dump_texts, say, tell
from netx_tui.cli.patience import patience
from netx_tui.cli.people_text import print_person, print_shortlist
from netx_tui.domain.contacts import STAGES
from netx_tui.domain.errors import Exit, NotFound, RuleRefused, UsageError
from netx_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.cli.session import Session
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.store.workspace import Workspace

BANDS = ("A", "B", "C", "D", "?", "X")
WHOM = N_("an id, the beginning of one, a name or an e-mail address")
SCORE_KEYS = N_(
    "--json keys: id name company title department level guessed stage score raw band potential "
    "reasons(points code text) gates(code text) proposal(kind contact name gain) warmth known"
)


def _list_arguments(parser: Parser) -> None:
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help=_('words, "phrases", -without, company:kranich, band:A,B')
    )
    parser.add_argument("--stage", default="", metavar="S,..", help=", ".join(STAGES), known=STAGES)
    parser.add_argument("--band", default="", metavar="A,..", help=", ".join(BANDS), known=BANDS)
    parser.add_argument("--limit", type=count, metavar="N", help=_("only the best N"))
    add_json(parser, _(SCORE_KEYS))


def _list(session: Session, options: Namespace) -> int:
    stages = _words(options.stage, STAGES, "--stage")
    bands = _words(options.band, BANDS, "--band")
    query = " ".join(options.query)
    if options.json:
        with session.shortlists(read_only=True) as shortlists:
            dump_texts(shortlists.listing_texts(query, stages=stages, bands=bands, limit=options.limit))
        return Exit.DONE
    with patience(), session.shortlists(read_only=True) as shortlists:
        fitting = (
            row
            for row in shortlists.rows(query)
            if (not stages or row.stage in stages) and (not bands or row.band in bands)
        )
        rows = list(islice(fitting, options.limit))
        total = bool(rows) or shortlists.total()
    if not rows:
        tell(_("Nobody fits.") if total else nobody_yet())
    print_shortlist(rows, session.paint)
    return Exit.DONE


def _show_arguments(parser: Parser) -> None:
    parser.add_argument("contact", metavar="C", help=_(WHOM))
    add_json(parser, _("--json keys: those of `contact list`, and every field of the contact"))


def _show(session: Session, options: Namespace) -> int:
    with session.shortlists(read_only=True) as shortlists:
        contact = shortlists.find(options.contact)
        if options.json:
            dump(shortlists.shown(contact))
        else:
            print_person(shortlists.card(contact), session.paint)
    return Exit.DONE


def _add_arguments(parser: Parser) -> None:
    from netx_tui.domain.fields import CONTACT_FIELDS, Kind

    parser.add_argument("name", metavar="NAME", help=_("the whole name"))
    for field in CONTACT_FIELDS:
        if field.name != "name":
            sentence = _(field.label)
            if field.choices:
                sentence += ": " + ", ".join(field.choices)
            elif field.hint:
                sentence += f" ({_(field.hint)})"
            known = ("yes", "no") if field.kind is Kind.FLAG else field.choices
            dest = f"field {field.name}"
            parser.add_argument(f"--{field.name}", metavar="VALUE", dest=dest, help=sentence, known=known)
    add_json(parser, _("--json keys: those of `contact show`"))


def _add(session: Session, options: Namespace) -> int:
    values = {
        name.removeprefix("field "): value
        for name, value in vars(options).items()
        if name.startswith("field ") and value is not None
    }
    with session.shortlists() as shortlists:
        contact = shortlists.add({"name": options.name, **values})
        told = _("Added {name}. `netx undo` takes it back.")
        _changed(shortlists, contact, options, told.format(name=shortlists.contact(contact).name))
    return Exit.DONE


def _set_arguments(parser: Parser) -> None:
    parser.add_argument("contact", metavar="C", help=_(WHOM))
    parser.add_argument("values", nargs="+", metavar="FIELD=VALUE", help=_("an empty value means: not known"))
    add_json(parser, _("--json keys: those of `contact show`"))


def _set(session: Session, options: Namespace) -> int:
    values = assignments(options.values)
    if "stage" in values:
        raise UsageError(_("A stage is more than a field: `netx contact stage C STAGE` moves a person."))
    with session.shortlists() as shortlists:
        contact = shortlists.find(options.contact)
        shortlists.set_fields([contact], values)
        told = _("Changed {name}. `netx undo` takes it back.")
        _changed(shortlists, contact, options, told.format(name=shortlists.contact(contact).name))
    return Exit.DONE


def _stage_arguments(parser: Parser) -> None:
    parser.add_argument("contact", metavar="C", help=_(WHOM))
    parser.add_argument("stage", type=_folded, choices=STAGES, metavar="STAGE", help=", ".join(STAGES))
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help=_("why the rule does not count this time")
    )
    add_json(parser, _("--json keys: those of `contact show`"))


def _stage(session: Session, options: Namespace) -> int:
    with session.shortlists() as shortlists:
        contact = shortlists.find(options.contact)
        sentence = shortlists.set_stage([contact], options.stage, options.reason)
        _changed(shortlists, contact, options, sentence)
    return Exit.DONE


def _timeline_arguments(parser: Parser) -> None:
    from netx_tui.cli.timeline import KEYS

    parser.add_argument("contact", metavar="C", help=_(WHOM))
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help=_("words, kind:mail,meeting, since:2026-10, until:2026-11")
    )
    add_json(parser, _(KEYS))


def _timeline(session: Session, options: Namespace) -> int:
    from netx_tui.cli.timeline import print_timeline

    print_timeline(session, options.contact, " ".join(options.query), as_json=options.json)
    return Exit.DONE


def _delete_arguments(parser: Parser) -> None:
    parser.add_argument("contact", metavar="C", help=_(WHOM))
    parser.add_argument("--yes", action="store_true", help=_("really delete"))
    parser.add_argument(
        "--purge",
        action="store_true",
        help=_("also from history and backups, which cannot be undone; C may be deleted already"),
    )


def _delete(session: Session, options: Namespace) -> int:
    with session.workspace(read_only=not options.yes) as workspace:
        shortlists = session.shortlists_on(workspace)
        try:
            contact = shortlists.find(options.contact)
        except NotFound:
            if not (options.purge and options.yes and workspace.was_deleted(options.contact)):
                raise
            contact = options.contact
        else:
            if not options.yes:
                raise RuleRefused(_delete_question(shortlists.contact(contact).name, contact, options.purge))
            sentence = shortlists.delete([contact])
            say(contact)
            tell(sentence)
        if options.purge:
            _purge(workspace, contact)
            session.forget_pages()
        else:
            _tell_where_left(workspace, contact)
    return Exit.DONE


def _delete_question(name: str, contact: str, purge: bool) -> str:
    if purge:
        sentence = _(
            "This deletes {name} ({id}) with all touches, from the history and the backups too; nothing "
            "brings them back. Say --yes if you mean it."
        )
    else:
        sentence = _("This deletes {name} ({id}) with all touches. Say --yes if you mean it.")
    return sentence.format(name=name, id=contact)


def _tell_where_left(workspace: Workspace, contact: str) -> None:
    """Where the deleted person still stands, and how to remove them there."""
    backups = workspace.backups_holding(contact)
    told = ngettext(
        "They are still in the history, so that `netx undo` works, and in {count} backup.",
        "They are still in the history, so that `netx undo` works, and in {count} backups.",
        len(backups),
    )
    tell(told.format(count=len(backups)))
    for backup in backups:
        tell(f"  {backup}")
    tell(_("`netx contact delete {id} --purge --yes` removes them there too, for good.").format(id=contact))


def _purge(workspace: Workspace, contact: str) -> None:
    done = workspace.purge(contact)
    told = ngettext(
        "Removed from the history and from {count} backup; this cannot be undone.",
        "Removed from the history and from {count} backups; this cannot be undone.",
        len(done.rewritten),
    )
    tell(told.format(count=len(done.rewritten)))
    for backup in done.unreadable:
        tell(_("{file} cannot be read and may still hold them. Remove it yourself.").format(file=backup))


def _changed(shortlists: Shortlists, contact: str, options: Namespace, sentence: str) -> None:
    """Say whose document changed: the id, or all of it with ``--json``; the sentence goes to stderr."""
    if options.json:
        dump(shortlists.shown(contact))
    else:
        say(contact)
    tell(sentence)


def add_json(parser: Parser, keys: str) -> None:
    """The option ``--json``, its keys told at the end of the help."""
    parser.add_argument("--json", action="store_true", help=_("one JSON document"))
    parser.epilog = keys


def assignments(words: list[str]) -> dict[str, str]:
    """``FIELD=VALUE`` words as a mapping; raises ``UsageError`` for a word without ``=``."""
    values = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise UsageError(_("'{word}' is not of the form FIELD=VALUE.").format(word=word))
        values[name.strip()] = value
    return values


def nobody_yet() -> str:
    """The sentence for an empty data file."""
    return _(
        "There are no people yet. `netx import FILE` reads your LinkedIn export, "
        "`netx demo` shows netx with invented people."
    )


def _words(text: str, known: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Comma-separated words of a vocabulary; raises ``UsageError`` for a word that is not in it."""
    folded = {word.casefold(): word for word in known}
    words = [_folded(word) for word in text.split(",") if word.strip()]
    for word in words:
        if word not in folded:
            raise UsageError(
                _("{option}: '{word}' is not one of {known}.").format(
                    option=option, word=word, known=", ".join(known)
                )
            )
    return tuple(folded[word] for word in words)


def _folded(text: str) -> str:
    return text.strip().casefold().replace("-", "_").replace(" ", "_")


COMMANDS: Mapping[str, Command] = {
    "contact list": Command(
        N_("list people, best first, with score, band and reasons"), _list_arguments, _list
    ),
    "contact show": Command(N_("show everything about one person"), _show_arguments, _show),
    "contact add": Command(N_("add a person"), _add_arguments, _add),
    "contact set": Command(N_("change facts of a person"), _set_arguments, _set),
    "contact stage": Command(
        N_("move a person along the path: shortlisted puts them on the shortlist"), _stage_arguments, _stage
    ),
    "contact timeline": Command(
        N_("everything that happened with a person, newest first"), _timeline_arguments, _timeline
    ),
    "contact delete": Command(N_("delete a person"), _delete_arguments, _delete),
}

"""From typed values to changes of contacts and companies: one way for form, command line and digit key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from netx_tui.domain.changes import Change, Create, Delete, Update
from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.errors import FieldError
from netx_tui.domain.fields import CONTACT_FIELDS, Field, find, parse
from netx_tui.domain.text import clean_line, clean_text, same_name
from netx_tui.i18n import _
from netx_tui.services.finding import People, find_company

if TYPE_CHECKING:
    from netx_tui.domain.titles import Guess
    from netx_tui.store.workspace import Workspace

GUESSED_FIELDS = ("department", "level")


class IdSource(People, Protocol):
    """Where new ids come from, besides the people already there."""

    def new_id(self, table: str) -> str:
        """An id that no document of ``table`` has."""


def read(values: Mapping[str, str], table: tuple[Field, ...]) -> dict[str, Any]:
    """Typed texts as JSON values by field path; raises ``FieldError`` for the first that does not fit."""
    return {name: parse(find(name, table), text) for name, text in values.items()}


def nested(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values by dotted path as one document; what is not known is left out."""
    document: dict[str, Any] = {}
    for path, value in fields.items():
        if value is None:
            continue
        *parents, last = path.split(".")
        place = document
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return document


def named(fields: dict[str, Any]) -> dict[str, Any]:
    """``fields`` with a name, made of given and family name where only those were typed."""
    if fields.get("name"):
        return fields
    name = " ".join(fields[part] for part in ("given", "family") if fields.get(part))
    if not name:
        raise FieldError(_("A person needs a name."), field="name")
    return {**fields, "name": name}


def with_guesses(
    fields: Mapping[str, Any], contact: Contact | None, guess: Callable[[str], Guess]
) -> dict[str, Any]:
    """``fields`` plus what a changed title tells of department and level.

    A value typed now, or typed earlier by the user, always wins over a guess; what was only guessed
    before follows the new title.
    """
    known = set(contact.guessed) if contact else set()
    known -= fields.keys()
    result = dict(fields)
    if "title" in fields:
        facts = guess(fields["title"] or "")
        for name in GUESSED_FIELDS:
            mine = fields.get(name) or (contact and name not in contact.guessed and getattr(contact, name))
            if mine:
                continue
            value = getattr(facts, name) or None
            result[name] = value
            known.add(name)
            if value is None:
                known.discard(name)
    if known != set(contact.guessed if contact else ()):
        result["guessed"] = sorted(known) or None
    return result


def company_changes(people: IdSource, name: str, fields: Mapping[str, Any]) -> list[Change]:
    """What is needed so that the company ``name`` exists with ``fields``; its people follow a new name.

    Raises ``FieldError`` where another company has that name already.
    """
    name = clean_line(name)
    if not name:
        return []
    known = find_company(people, name)
    renamed = _renamed(people, known.name if known else name, fields.get("name"), known)
    if known is None:
        document = {"name": name, **nested(fields)}
        return [Create("companies", people.new_id("companies"), document), *renamed]
    return [Update("companies", known.id, fields), *renamed] if fields else []


def _renamed(people: IdSource, old: str, new: str | None, known: Company | None) -> Iterator[Change]:
    """What gives the people of the company ``old`` the name ``new``."""
    if not new or new == old:
        return
    other = find_company(people, new)
    if other is not None and other is not known:
        raise FieldError(_("There is a company called {name} already.").format(name=other.name), field="name")
    for contact in people.contacts.values():
        if same_name(contact.company) == same_name(old):
            yield Update("contacts", contact.id, {"company": new})


def field_names(names: Iterable[str], table: tuple[Field, ...]) -> str:
    """The fields' labels in the user's language, for the label of a transaction."""
    return ", ".join(_(find(name, table).label).lower() for name in names)


def addition(
    people: IdSource, values: Mapping[str, str], guess: Callable[[str], Guess]
) -> tuple[str, list[Change], str]:
    """A new contact from typed values: its id, the changes, and its name."""
    fields = with_guesses(named(read(values, CONTACT_FIELDS)), None, guess)
    contact_id = people.new_id("contacts")
    document = nested({"stage": "lead", **fields})
    changes: list[Change] = [Create("contacts", contact_id, document)]
    return contact_id, [*changes, *company_changes(people, fields.get("company") or "", {})], fields["name"]


def edits(
    people: IdSource, contacts: Iterable[Contact], values: Mapping[str, str], guess: Callable[[str], Guess]
) -> list[Change]:
    """The changes that set typed values on ``contacts``."""
    fields = read(values, CONTACT_FIELDS)
    changes: list[Change] = [
        Update("contacts", contact.id, with_guesses(fields, contact, guess)) for contact in contacts
    ]
    return changes + company_changes(people, fields.get("company") or "", {})


def research(
    people: IdSource, contacts: Iterable[Contact], text: str, source: str, today: str
) -> list[Change]:
    """The changes that keep something found out about ``contacts``. Raises ``FieldError`` for no text."""
    words = clean_text(text)
    if not words:
        raise FieldError(_("Nothing to note."), field="text")
    entry = {"text": words, "source": clean_line(source), "on": today}
    known = {key: value for key, value in entry.items() if value}
    return [
        Update(
            "contacts",
            contact.id,
            {f"research.{people.new_id('research')}": {**known, "rank": f"{len(contact.research):06}"}},
        )
        for contact in contacts
    ]


def deletion(workspace: Workspace, ids: Collection[str]) -> list[Change]:
    """The changes that remove people with talks, mails, touches and insights; actions stay, unlinked."""
    gone = set(ids)
    changes: list[Change] = [Delete("contacts", contact_id) for contact_id in ids]
    meetings = {
        name for name, meeting in workspace.documents("meetings").items() if meeting.get("contact") in gone
    }
    for table in ("meetings", "mails", "touches", "insights"):
        for name, document in workspace.documents(table).items():
            if document.get("contact") in gone or (
                table == "insights" and document.get("meeting") in meetings
            ):
                changes.append(Delete(table, name))
    forgotten = {change.id for change in changes if change.table == "insights"}
    for name, action in workspace.documents("actions").items():
        fields = _unlinked(action, gone, meetings, forgotten)
        if fields:
            changes.append(Update("actions", name, fields))
    return changes


def _unlinked(
    action: Mapping[str, Any], gone: Collection[str], meetings: Collection[str], insights: Collection[str]
) -> dict[str, Any]:
    """What an action loses with the people who are ``gone``, their meetings and insights."""
    fields: dict[str, Any] = {}
    if action.get("contact") in gone:
        fields |= {"contact": None, "unlinked": True}
    if action.get("meeting") in meetings:
        fields["meeting"] = None
    named = action.get("insights")
    if isinstance(named, list) and any(insight in insights for insight in named):
        fields["insights"] = [insight for insight in named if insight not in insights] or None
    return fields

"""Which document a person means: by id, by the beginning of an id, by name or by e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.errors import Ambiguous, NotFound
from netx_tui.domain.text import same_name
from netx_tui.i18n import _

SHORTEST_PREFIX = 3
MOST_CANDIDATES = 10


class People(Protocol):
    """What a search for a person needs of the store."""

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """All contacts by id."""

    @property
    def companies(self) -> Mapping[str, Company]:
        """All companies by id."""


def contact_of(people: People, contact_id: str) -> Contact:
    """The contact with that id; raises ``NotFound`` when it is gone."""
    contact = people.contacts.get(contact_id)
    if contact is None:
        raise NotFound(_("That person is no longer there; another session may have deleted them."))
    return contact


def find_contact(people: People, wanted: str) -> str:
    """The id of the contact meant by ``wanted``.

    Raises ``NotFound``, or ``Ambiguous`` with the candidates and their ids.
    """
    contacts = people.contacts
    if wanted in contacts:
        return wanted
    key = same_name(wanted)
    if not key:
        raise NotFound(_("Say whom you mean: an id, a name or an e-mail address."))
    found = [
        contact.id
        for contact in contacts.values()
        if same_name(contact.name) == key or any(key == same_name(email) for email in contact.emails)
    ]
    if not found and len(key) >= SHORTEST_PREFIX:
        found = [id_ for id_ in contacts if id_.startswith(key)]
    if not found:
        raise NotFound(
            _("There is nobody called '{name}'. `netx contact list '{name}'` searches.").format(name=wanted)
        )
    if len(found) > 1:
        raise Ambiguous(
            _("'{name}' can mean several people: {candidates}. Use the id.").format(
                name=wanted, candidates=_candidates(contacts[id_] for id_ in found)
            )
        )
    return found[0]


def find_company(people: People, name: str) -> Company | None:
    """The company of that name (casefolded, white space folded) or id, if there is one."""
    known = people.companies
    if name in known:
        return known[name]
    key = same_name(name)
    return next((company for company in known.values() if same_name(company.name) == key), None)


def _candidates(contacts: Iterable[Contact]) -> str:
    named = [
        f"{contact.id} ({', '.join(part for part in (contact.name, contact.company) if part)})"
        for contact in contacts
    ]
    more = len(named) - MOST_CANDIDATES
    return ", ".join(named[:MOST_CANDIDATES]) + (" …" if more > 0 else "")

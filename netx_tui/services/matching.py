"""Who of a file is who of the store: by profile address, else by e-mail, else by name and company."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from netx_tui.domain.contacts import Contact
from netx_tui.domain.text import same_name
from netx_tui.formats.problems import PersonRecord
from netx_tui.formats.profile_urls import profile_key

NAMESAKES_LIMIT = 50
"""More people with one name or address than these are not told apart."""


class Match(NamedTuple):
    """The contact a record means; none, or none because it could mean several (``ambiguous``)."""

    id: str = ""
    ambiguous: bool = False


class _Entry(NamedTuple):
    url: str
    emails: frozenset[str]
    name: str


class Directory:
    """Finds people in constant time; grows while an import goes on, so that a file's own people are found."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._entries: dict[str, _Entry] = {}
        self._by_url: dict[str, str] = {}
        self._by_email: dict[str, dict[str, None]] = {}
        self._by_name: dict[tuple[str, str], dict[str, None]] = {}
        for person in contacts:
            self.add(person.id, person.name, person.company, person.links.get("linkedin", ""), person.emails)

    def add(self, id_: str, name: str, company: str, url: str, emails: Iterable[str]) -> None:
        """Note by what the contact ``id_`` can be found, in addition to what was noted before."""
        entry = _Entry(profile_key(url) if url else "", frozenset(map(same_name, emails)), same_name(name))
        self._entries[id_] = entry
        if entry.url:
            self._by_url.setdefault(entry.url, id_)
        for email in entry.emails:
            self._by_email.setdefault(email, {})[id_] = None
        self._by_name.setdefault((entry.name, same_name(company)), {})[id_] = None

    def __contains__(self, id_: str) -> bool:
        return id_ in self._entries

    def with_profile(self, url: str) -> str:
        """The id of the contact with that profile address, or an empty text."""
        return self._by_url.get(profile_key(url), "")

    def find(self, record: PersonRecord, others: Collection[str] = ()) -> Match:
        """The contact that ``record`` means.

        Two different profile addresses are two people, whatever else is equal; one e-mail address with
        two wholly different names (an office's mailbox) is, too. ``others`` are the ids of people whom
        other records mean: neither a name nor an e-mail address leads to them.
        """
        wanted = _Entry(
            profile_key(record.fields.get("links.linkedin") or ""),
            frozenset(map(same_name, record.fields.get("emails") or ())),
            same_name(record.name),
        )
        if record.id in self._entries and self._entries[record.id].name == wanted.name:
            return Match(record.id)
        if wanted.url and wanted.url in self._by_url:
            return Match(self._by_url[wanted.url])
        found = [id_ for id_ in self._with_email(wanted) if id_ not in others]
        if found:
            return Match(found[0]) if len(found) == 1 else Match(ambiguous=not wanted.url)
        namesakes = self._namesakes(wanted, same_name(record.fields.get("company") or ""))
        found = [id_ for id_ in namesakes if id_ not in others]
        if len(found) == 1:
            return Match(found[0])
        return Match(ambiguous=bool(found) and not wanted.url and not wanted.emails)

    def _with_email(self, wanted: _Entry) -> list[str]:
        known = [id_ for email in wanted.emails for id_ in _few(self._by_email.get(email))]
        words = set(wanted.name.split())
        found = [
            id_
            for id_ in dict.fromkeys(known)
            if not _differ(wanted.url, self._entries[id_].url)
            and words & set(self._entries[id_].name.split())
        ]
        same = [id_ for id_ in found if self._entries[id_].name == wanted.name]
        return same or found

    def _namesakes(self, wanted: _Entry, company: str) -> list[str]:
        found = []
        for id_ in _few(self._by_name.get((wanted.name, company))):
            entry = self._entries[id_]
            other_address = wanted.emails and entry.emails and not wanted.emails & entry.emails
            if not _differ(wanted.url, entry.url) and not other_address:
                found.append(id_)
        return found


def _few(ids: dict[str, None] | None) -> Iterable[str]:
    return ids if ids and len(ids) <= NAMESAKES_LIMIT else ()


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)

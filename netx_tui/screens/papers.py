"""What forms are about: how each is opened, what stands below it, and how it is saved.

The same paper serves the key that opens a form and the draft that is taken up again later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from netx_tui.domain.contacts import Company
from netx_tui.domain.errors import NotFound
from netx_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.store.staging import Bases
    from netx_tui.widgets.forms import FormDialog

SaveProfile = Callable[[Mapping[str, str]], None]
_MANY = ","


class Paper:
    """One thing to fill in; ``key`` names it for its draft."""

    key: str
    undoable: ClassVar[bool] = True
    """Whether undo takes back what is saved here."""

    def form(self) -> FormDialog:
        """The form, as things stand now. Raises ``NotFound`` when what it is about is gone."""
        raise NotImplementedError

    def now(self) -> Mapping[str, str]:
        """What stands in the document now, by field. Raises ``NotFound`` when it is gone."""
        return {}

    def save(self, values: dict[str, str]) -> str:
        """Save the changed fields; returns a sentence. Raises ``NetxError``; then nothing is saved."""
        raise NotImplementedError

    def as_new(self) -> Paper | None:
        """The paper on which the text can become something new when what this one is about is gone."""
        return None


class PersonPaper(Paper):
    """Every field of one person."""

    _seen: Bases | None = None

    def __init__(self, shortlists: Shortlists, contact_id: str) -> None:
        self.key = f"contact:{contact_id}"
        self._shortlists = shortlists
        self._id = contact_id

    def form(self) -> FormDialog:
        """The form of the person."""
        from netx_tui.screens.contact_form import contact_form

        self._seen = self._shortlists.seen("contacts", [self._id])
        return contact_form(self._shortlists.contact(self._id))

    def now(self) -> Mapping[str, str]:
        """The person's fields; from now on what is saved is decided on them."""
        from netx_tui.screens.contact_form import contact_texts

        texts = contact_texts(self._shortlists.contact(self._id))
        self._seen = self._shortlists.seen("contacts", [self._id])
        return texts

    def save(self, values: dict[str, str]) -> str:
        """Save what was changed."""
        return saved(self._shortlists.set_fields([self._id], values, based_on=self._seen))

    def as_new(self) -> Paper:
        """The person is added anew."""
        return NewPersonPaper(self._shortlists)


class PeoplePaper(Paper):
    """The fields that several people shall have in common."""

    def __init__(self, shortlists: Shortlists, ids: Sequence[str]) -> None:
        self.key = f"contacts:{_MANY.join(ids)}"
        self._shortlists = shortlists
        self._ids = tuple(ids)

    def form(self) -> FormDialog:
        """The form without values; somebody has to be there."""
        from netx_tui.screens.contact_form import shared_form

        for contact_id in self._ids:
            self._shortlists.contact(contact_id)
        return shared_form(len(self._ids))

    def save(self, values: dict[str, str]) -> str:
        """Save what was typed for all of them."""
        return saved(self._shortlists.set_fields(self._ids, values))


class NewPersonPaper(Paper):
    """A person who is not there yet, at ``company`` if known; ``new_id`` is theirs once saved."""

    key = "contact:new"
    new_id = ""

    def __init__(self, shortlists: Shortlists, company: str = "") -> None:
        self._shortlists = shortlists
        self._company = company

    def form(self) -> FormDialog:
        """An empty form."""
        from netx_tui.screens.contact_form import contact_form

        return contact_form(company=self._company)

    def save(self, values: dict[str, str]) -> str:
        """Add the person."""
        self.new_id = self._shortlists.add({"company": self._company, **values})
        return _("{name} is added.").format(name=self._shortlists.contact(self.new_id).name)


class CompanyPaper(Paper):
    """Every field of one company, which may be known only by its people."""

    def __init__(self, shortlists: Shortlists, name: str) -> None:
        self.key = f"company:{name}"
        self._shortlists = shortlists
        self._name = name
        self._id = ""

    def form(self) -> FormDialog:
        """The form of the company."""
        from netx_tui.screens.contact_form import company_form

        company = self._company()
        self._id = company.id
        return company_form(company)

    def now(self) -> Mapping[str, str]:
        """The company's fields, whatever it is called by now."""
        from netx_tui.screens.contact_form import company_texts

        return company_texts(self._company())

    def save(self, values: dict[str, str]) -> str:
        """Save what was changed."""
        return self._shortlists.set_company(self._company().name, values)

    def _company(self) -> Company:
        known = self._shortlists.company(self._id or self._name)
        if known is None and self._id:
            raise NotFound(_("{name} is no longer there.").format(name=self._name))
        return known or Company("", self._name)


class ResearchPaper(Paper):
    """One thing found out about some people."""

    def __init__(self, shortlists: Shortlists, ids: Sequence[str]) -> None:
        self.key = f"research:{_MANY.join(ids)}"
        self._shortlists = shortlists
        self._ids = tuple(ids)

    def form(self) -> FormDialog:
        """An empty form that says about whom."""
        from netx_tui.screens.contact_form import research_form

        count = len(self._ids)
        whom = ngettext("{count} person", "{count} people", count).format(count=count)
        if count == 1:
            # One who is gone is told of in the form, so that the text can still be read there.
            with suppress(NotFound):
                whom = self._shortlists.contact(self._ids[0]).name
        return research_form(whom)

    def now(self) -> Mapping[str, str]:
        """Nothing stands below; the people have to be there."""
        for contact_id in self._ids:
            self._shortlists.contact(contact_id)
        return {}

    def save(self, values: dict[str, str]) -> str:
        """Note it for each of the people."""
        self._shortlists.add_research(self._ids, values.get("text", ""), values.get("source", ""))
        return _("Noted.")


class ProfilePaper(Paper):
    """What the user is looking for, and who they are."""

    key = "profile"
    undoable = False

    def __init__(self, shortlists: Shortlists, save: SaveProfile) -> None:
        self._shortlists = shortlists
        self._save = save

    def form(self) -> FormDialog:
        """The form of the profile."""
        from netx_tui.screens.profile_form import profile_form

        return profile_form(self._shortlists.profile)

    def save(self, values: dict[str, str]) -> str:
        """Save what was changed."""
        self._save(values)
        return _("Saved: the scores follow what you are looking for.")


KINDS = ("contact", "contacts", "company", "research", "profile")
"""The beginnings of the keys that ``paper_of`` knows."""


def paper_of(key: str, shortlists: Shortlists, save_profile: SaveProfile | None) -> Paper | None:
    """The paper that a draft's ``key`` names; ``None`` where there is no such form here."""
    kind, _colon, about = key.partition(":")
    if key == NewPersonPaper.key:
        return NewPersonPaper(shortlists)
    if key == ProfilePaper.key:
        return ProfilePaper(shortlists, save_profile) if save_profile else None
    if kind == "contact":
        return PersonPaper(shortlists, about)
    if kind == "company":
        return CompanyPaper(shortlists, about)
    if kind == "contacts":
        return PeoplePaper(shortlists, about.split(_MANY))
    return ResearchPaper(shortlists, about.split(_MANY)) if kind == "research" else None


def saved(count: int) -> str:
    """The sentence after so many people were changed."""
    return ngettext("{count} person saved.", "{count} people saved.", count).format(count=count)

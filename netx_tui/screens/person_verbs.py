"""What one does with people: the verbs that the list and the opened card share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import BindingType

from netx_tui.domain.errors import NetxError
from netx_tui.domain.text import clean_text, visible
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.arranging import Arranging
from netx_tui.screens.path_verbs import person_key
from netx_tui.screens.writing import Writing
from netx_tui.widgets.card_lines import search_words

Result = TypeVar("Result")


class PersonVerbs(Arranging[Result], Writing[Result]):
    """A screen on which there are people to work on; subclasses say which, and show the change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        person_key("e", "edit", N_("edit"), N_("Edit every field."), show=True),
        person_key("m", "want", N_("want 0-5"), N_("How much you want to work in this company."), show=True),
        person_key("r", "research", N_("note research"), N_("Note something you found out.")),
        person_key("y", "copy", N_("copy"), N_("Copy an address, a link or search words.")),
        person_key("d", "delete", N_("delete"), N_("Delete; undo brings everything back.")),
    ]

    @work
    async def action_want(self) -> None:
        """Ask for 0 to 5: the digit is the answer."""
        if self.keeps_private():
            return
        ids = self.targets()
        company = self.asked(lambda: self._companies(ids)) if ids else None
        if not company:
            return
        answer = await self.choose(company, wish_question(), wishes())
        if answer is not None:
            value = int(answer) if answer.isdigit() else None
            self.told(lambda: self.shortlists.set_motivation(ids, value))

    def _companies(self, ids: Sequence[str]) -> str:
        """The name of the people's company, or how many they are."""
        names = {self.shortlists.contact(id).company for id in ids} - {""}
        if not names:
            key = self.key_of("person.edit", "e")
            raise NetxError(_("There is no company to rate. {key} fills it in.").format(key=key))
        if len(names) == 1:
            return names.pop()
        return ngettext("{count} company", "{count} companies", len(names)).format(count=len(names))

    @work
    async def action_edit(self) -> None:
        """Open the form; what was changed is saved together."""
        if self.keeps_private():
            return
        from netx_tui.screens.papers import PeoplePaper, PersonPaper

        ids = self.targets()
        if len(ids) == 1:
            await self.fill_in(PersonPaper(self.shortlists, ids[0]))
        elif ids:
            await self.fill_in(PeoplePaper(self.shortlists, ids))

    @work
    async def action_research(self) -> None:
        """Ask what was found out, and where."""
        if self.keeps_private():
            return
        ids = self.targets()
        if ids and self.asked(lambda: self.whom(ids)) is not None:
            from netx_tui.screens.papers import ResearchPaper

            await self.fill_in(ResearchPaper(self.shortlists, ids))

    @work
    async def action_delete(self) -> None:
        """Ask, then delete."""
        await self.delete()

    async def delete(self) -> None:
        """Ask, then delete."""
        ids = self.targets()
        whom = self.asked(lambda: self.whom(ids)) if ids else None
        if whom is None:
            return
        from netx_tui.widgets.dialogs import ConfirmDialog

        dialog = ConfirmDialog(
            _("Delete {whom}?").format(whom=whom),
            _("Their talks, mails, touches and insights go with them. Undo brings all of it back."),
            yes=_("Delete"),
            no=_("Keep"),
        )
        if await self.app.push_screen_wait(dialog):
            self.told(lambda: self.shortlists.delete(ids))

    @work
    async def action_copy(self) -> None:
        """Copy what there is; where there are several things, ask which."""
        ids = self.targets()
        options = self.asked(lambda: self._to_copy(ids)) if ids else None
        if not options:
            return
        text: str | None = options[0][0]
        if len(options) > 1:
            text = await self.choose(_("Copy"), "", options)
        if text:
            # It may be pasted into a shell.
            text = clean_text(text)
            self.app.copy_to_clipboard(text)
            self.notify(_("Copied: {text}").format(text=text), markup=False)

    def _to_copy(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        """What can be copied of these people, each with its label."""
        if len(ids) > 1:
            lines = [visible(self._one_line(contact_id)) for contact_id in ids]
            return [("\n".join(lines), "")]
        contact, card = self.shortlists.contact(ids[0]), self.shortlists.card(ids[0])
        texts = [*contact.emails, *contact.links.values(), search_words(card), *contact.phones]
        return [(text, text) for text in texts if text] or [(contact.name, contact.name)]

    def _one_line(self, contact_id: str) -> str:
        contact = self.shortlists.contact(contact_id)
        return ", ".join(
            part for part in (contact.name, contact.title, contact.company, *contact.emails[:1]) if part
        )


def wish_question() -> str:
    """What ``wishes`` answers."""
    return _("How much do you want to work there?")


def wishes() -> list[tuple[str, str]]:
    """The answers to how much one wants to work in a company, each beginning with its digit."""
    return [
        ("5", _("5  a dream")),
        ("4", _("4  very much")),
        ("3", _("3  gladly")),
        ("2", _("2  perhaps")),
        ("1", _("1  rather not")),
        ("0", _("0  no")),
        ("-", _("–  not rated")),
    ]

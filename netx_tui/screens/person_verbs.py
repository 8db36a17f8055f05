"""What one does with people: the verbs that the list and the opened card share.

A verb asks what it needs, calls the service once, says what came of it, and shows the change. A rule
that refuses says so in its own sentence; nothing has changed then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from netx_tui.domain.errors import NetxError, RuleRefused
from netx_tui.domain.rows import PersonRow
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.base import NetxScreen
from netx_tui.widgets.card_lines import search_words
from netx_tui.widgets.signs import UNICODE, Signs

if TYPE_CHECKING:
    from netx_tui.services.shortlists import Shortlists

Result = TypeVar("Result")
Value = TypeVar("Value")

_FULL = ("shortlist_full", "company_full")
_KEEP_ALL = "keep"


def _key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    return Binding(key, action, label, tooltip=tooltip, id=f"person.{action}", show=show)


class PersonVerbs(NetxScreen[Result], inherit_bindings=True):
    """A screen on which there are people to work on; subclasses say which, and show the change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("s", "shortlist", N_("shortlist"), N_("On the shortlist, or off it again."), show=True),
        _key("e", "edit", N_("edit"), N_("Edit every field."), show=True),
        _key("m", "want", N_("want 0-5"), N_("How much you want to work in this company."), show=True),
        _key("t", "stage", N_("stage"), N_("Move to another stage."), show=False),
        _key("r", "research", N_("note research"), N_("Note something you found out."), show=False),
        _key("y", "copy", N_("copy"), N_("Copy an address, a link or search words."), show=False),
        _key("d", "delete", N_("delete"), N_("Delete; undo brings everything back."), show=False),
    ]

    def __init__(self, shortlists: Shortlists, *, signs: Signs = UNICODE) -> None:
        super().__init__()
        self.shortlists = shortlists
        self.signs = signs
        self._seen = shortlists.version

    # What a subclass says

    def targets(self) -> Sequence[str]:
        """The ids of the people the next verb works on."""
        raise NotImplementedError

    def changed(self) -> None:
        """Show what is true now."""
        raise NotImplementedError

    # What verbs share

    def told(self, call: Callable[[], str]) -> bool:
        """Do ``call`` and tell its sentence; false, with the refusal told, where it could not be done."""
        sentence = self.asked(call)
        if sentence is not None:
            self.done(sentence)
        return sentence is not None

    def done(self, sentence: str) -> None:
        """Tell what was done, and show it."""
        self.notify(_("{sentence} u undoes.").format(sentence=sentence), markup=False)
        self._show_change()

    def _show_change(self) -> None:
        self._seen = self.shortlists.version
        self.changed()

    def refuse(self, error: NetxError) -> None:
        """Tell why something could not be done."""
        self.notify(error.message, severity="warning", markup=False)

    def asked(self, read: Callable[[], Value]) -> Value | None:
        """What ``read`` gives; ``None``, with the reason told, where there is nothing."""
        try:
            return read()
        except NetxError as error:
            self.refuse(error)
            return None

    async def choose(
        self, title: str, sentence: str, options: Sequence[tuple[str, str]], value: str = ""
    ) -> str | None:
        """The value of the option that was chosen; ``None`` if none was."""
        from netx_tui.widgets.dialogs import ChoiceDialog

        return await self.app.push_screen_wait(ChoiceDialog(title, sentence, options, value=value))

    def whom(self, ids: Sequence[str]) -> str:
        """The person's name, or how many there are."""
        if len(ids) == 1:
            return self.shortlists.contact(ids[0]).name
        return ngettext("{count} person", "{count} people", len(ids)).format(count=len(ids))

    # The verbs

    @work
    async def action_shortlist(self) -> None:
        """Put the person on the shortlist, or take them off; several at once are put on."""
        ids = self.targets()
        if len(ids) > 1:
            await self._move_to(ids, "shortlisted")
        elif ids:
            listed = {row.id for row in self.shortlists.shortlisted()}
            if ids[0] in listed:
                self.told(lambda: self.shortlists.unshortlist(ids[0]))
            else:
                await self._put_on_shortlist(ids[0])

    async def _put_on_shortlist(self, contact_id: str, drop: str = "", reason: str = "") -> None:
        """Shortlist; where a rule objects, ask whom to drop or why not to heed it, and try again."""
        try:
            sentence = self.shortlists.shortlist(contact_id, drop=drop, reason=reason)
        except RuleRefused as refused:
            if refused.rule in _FULL and not drop:
                answer = await self._whom_to_drop(contact_id, refused)
                if answer is None:
                    return
                drop = "" if answer == _KEEP_ALL else answer
            if not drop:
                reason = await self._why(refused, reason)
            if drop or reason:
                await self._put_on_shortlist(contact_id, drop, reason)
        except NetxError as error:
            self.refuse(error)
        else:
            self.done(sentence)

    async def _whom_to_drop(self, contact_id: str, refused: RuleRefused) -> str | None:
        company = self.shortlists.contact(contact_id).company if refused.rule == "company_full" else ""
        options = [(row.id, _in_short(row)) for row in self.shortlists.shortlisted(company)]
        if refused.overridable:
            options.append((_KEEP_ALL, _("nobody, because ...")))
        title = _("Who makes room?")
        return await self.choose(title, refused.message, options)

    async def _why(self, refused: RuleRefused, given: str = "") -> str:
        """The reason for an exception; empty where there is none, or where none helps."""
        if given or not refused.overridable:
            self.refuse(refused)
            return ""
        from netx_tui.widgets.dialogs import ReasonDialog

        return await self.app.push_screen_wait(ReasonDialog(_("Because ..."), refused.message)) or ""

    @work
    async def action_stage(self) -> None:
        """Choose another stage among those that can follow."""
        ids = self.targets()
        options = self.asked(lambda: self._stages(ids)) if ids else None
        if options is None:
            return
        if not options:
            self.notify(_("They have no next stage in common."), markup=False)
            return
        title = _("{whom}: which stage?").format(whom=self.whom(ids))
        stage = await self.choose(title, "", options)
        if stage:
            await self._move_to(ids, stage)

    def _stages(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """The stages that may follow for each of the people."""
        samples = {self.shortlists.contact(id).stage: id for id in ids}
        first, *others = (self.shortlists.stages_from(id) for id in samples.values())
        return [option for option in first if all(option in other for other in others)]

    async def _move_to(self, ids: Sequence[str], stage: str) -> None:
        try:
            sentence = self.shortlists.set_stage(ids, stage)
        except RuleRefused as refused:
            reason = await self._why(refused)
            if reason:
                self.told(lambda: self.shortlists.set_stage(ids, stage, reason))
        except NetxError as error:
            self.refuse(error)
        else:
            self.done(sentence)

    @work
    async def action_want(self) -> None:
        """Ask for 0 to 5: the digit is the answer."""
        ids = self.targets()
        company = self.asked(lambda: self._companies(ids)) if ids else None
        if not company:
            return
        sentence = _("How much do you want to work there?")
        answer = await self.choose(company, sentence, wishes())
        if answer is not None:
            value = int(answer) if answer.isdigit() else None
            self.told(lambda: self.shortlists.set_motivation(ids, value))

    def _companies(self, ids: Sequence[str]) -> str:
        """The name of the people's company, or how many they are."""
        names = {self.shortlists.contact(id).company for id in ids} - {""}
        if not names:
            raise NetxError(_("There is no company to rate. Press e and fill it in."))
        if len(names) == 1:
            return names.pop()
        return ngettext("{count} company", "{count} companies", len(names)).format(count=len(names))

    @work
    async def action_edit(self) -> None:
        """Open the form; what was changed is saved together."""
        ids = self.targets()
        contact = self.asked(lambda: self.shortlists.contact(ids[0])) if ids else None
        if contact is None:
            return
        from netx_tui.screens.contact_form import contact_form, shared_form

        form = contact_form(contact) if len(ids) == 1 else shared_form(len(ids))
        values = await self.app.push_screen_wait(form)
        if values:
            self.told(lambda: self._edited(ids, values))

    def _edited(self, ids: Sequence[str], values: dict[str, str]) -> str:
        count = self.shortlists.set_fields(ids, values)
        return ngettext("{count} person saved.", "{count} people saved.", count).format(count=count)

    @work
    async def action_research(self) -> None:
        """Ask what was found out, and where."""
        ids = self.targets()
        whom = self.asked(lambda: self.whom(ids)) if ids else None
        if whom is None:
            return
        from netx_tui.screens.contact_form import research_form

        values = await self.app.push_screen_wait(research_form(whom))
        if values and values.get("text"):
            self.told(lambda: self._noted(ids, values))

    def _noted(self, ids: Sequence[str], values: dict[str, str]) -> str:
        for contact_id in ids:
            self.shortlists.add_research(contact_id, values["text"], values.get("source", ""))
        return _("Noted.")

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
            self.app.copy_to_clipboard(text)
            self.notify(_("Copied: {text}").format(text=text), markup=False)

    def _to_copy(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        """What can be copied of these people, each with its label."""
        if len(ids) > 1:
            lines = [self._one_line(contact_id) for contact_id in ids]
            return [("\n".join(lines), "")]
        contact, card = self.shortlists.contact(ids[0]), self.shortlists.card(ids[0])
        texts = [*contact.emails, *contact.links.values(), search_words(card), *contact.phones]
        return [(text, text) for text in texts if text] or [(contact.name, contact.name)]

    def _one_line(self, contact_id: str) -> str:
        contact = self.shortlists.contact(contact_id)
        return ", ".join(
            part for part in (contact.name, contact.title, contact.company, *contact.emails[:1]) if part
        )

    # Undo, and other sessions

    def undo(self) -> None:
        """Take back the last change."""
        self._turn(self.shortlists.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(self.shortlists.redo)

    def _turn(self, call: Callable[[], str]) -> None:
        sentence = self.asked(call)
        if sentence is not None:
            self.notify(sentence, markup=False)
            self._show_change()

    def follow(self) -> None:
        """Show what another session wrote, and tell where it touched what this one wrote."""
        for sentence in self.shortlists.poll():
            self.notify(sentence, markup=False)
        if self.shortlists.version != self._seen:
            self._show_change()


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


def _in_short(row: PersonRow) -> str:
    return f"{row.band} {row.fit}  {row.name}, {row.company}".rstrip(", ")

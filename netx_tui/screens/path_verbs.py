"""Moving people along their path: on the shortlist, off it, to another stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from netx_tui.domain.errors import NetxError, RuleRefused
from netx_tui.domain.presenting import veiled
from netx_tui.domain.rows import PersonRow
from netx_tui.i18n import N_, _, ngettext
from netx_tui.screens.acting import ActingScreen
from netx_tui.widgets.veil import presents

Result = TypeVar("Result")

_FULL = ("shortlist_full", "company_full")
_KEEP_ALL = "keep"


def person_key(key: str, action: str, label: str, tooltip: str, *, show: bool = False) -> Binding:
    """A binding of a verb for people."""
    return Binding(key, action, label, tooltip=tooltip, id=f"person.{action}", show=show)


class PathVerbs(ActingScreen[Result]):
    """A screen on which there are people to move; a subclass says which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        person_key("s", "shortlist", N_("shortlist"), N_("On the shortlist, or off it again."), show=True),
        person_key("t", "stage", N_("stage"), N_("Move to another stage.")),
    ]

    def targets(self) -> Sequence[str]:
        """The ids of the people the next verb works on."""
        raise NotImplementedError

    def touch_contact(self) -> str:
        """Notes of contacts are about the one person a verb would work on."""
        ids = self.targets()
        return ids[0] if len(ids) == 1 else ""

    def whom(self, ids: Sequence[str]) -> str:
        """The person's name, or how many there are."""
        if len(ids) == 1:
            return self.shortlists.contact(ids[0]).name
        return ngettext("{count} person", "{count} people", len(ids)).format(count=len(ids))

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
        hides = presents(self)
        rows = self.shortlists.shortlisted(company)
        options = [(row.id, _in_short(veiled(row) if hides else row)) for row in rows]
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

        told = veiled(refused) if presents(self) else refused
        return await self.app.push_screen_wait(ReasonDialog(_("Because ..."), told.message)) or ""

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


def _in_short(row: PersonRow) -> str:
    return f"{row.band} {row.fit}  {row.name}, {row.company}".strip(", ")

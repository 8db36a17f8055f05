"""Actions: made of insights or by hand, moved over the board, ticked, finished or dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netx_tui.domain.action_fields import ACTION_FIELDS, action_values, due_from_now, with_fields
from netx_tui.domain.actions import COLUMNS, Action
from netx_tui.domain.board import (
    NeedsMore,
    check_move,
    home,
    in_order,
    lacking,
    moved,
    placements,
)
from netx_tui.domain.board_rows import Spot
from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.checklists import find_step, read_checklist
from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.text import clean_line, visible
from netx_tui.i18n import _, ngettext
from netx_tui.services.action_reader import ActionReader, quoted
from netx_tui.services.editing import field_names, nested
from netx_tui.services.finding import find_contact

if TYPE_CHECKING:
    from netx_tui.store.staging import Bases

TOP = "top"
"""Before the first card of a column."""


class Actions(ActionReader):
    """The verbs around actions on ``workspace``; ``columns`` holds the user's names and limits."""

    # -- making ----------------------------------------------------------------------------------

    def add(
        self,
        values: Mapping[str, str],
        *,
        insights: Sequence[str] = (),
        spot: Spot | None = None,
        override: str = "",
    ) -> str:
        """Make a card of typed ``values``, perhaps out of ``insights``; returns its id.

        Without a ``spot`` it enters at the top of the inbox, with a type and a day at the top of Next where
        there is room. Raises ``FieldError``, ``NotFound``, ``NeedsMore`` and ``ColumnFull``.
        """
        name = self._workspace.new_id("actions")
        blank = Action(name)
        fields = self._read({"title": "", **values}, blank)
        learned = [self.insight(insight) for insight in insights]
        if learned and not fields.get("contact"):
            fields["contact"] = learned[0].contact or None
        if learned and learned[0].meeting:
            fields["meeting"] = learned[0].meeting
        if learned:
            fields["insights"] = [insight.id for insight in learned]
        made = with_fields(blank, fields)
        spot = spot or self._entrance(made)
        if spot.column != "inbox":
            self._check(made, spot.column, override=override)
        ranks = self._placed([made], spot)
        fields |= {
            "column": spot.column,
            "entered_column_at": self._clock().isoformat(timespec="seconds"),
            "rank": ranks.pop(name),
        }
        changes: list[Change] = [
            Create("actions", name, nested(fields)),
            *_ranked(ranks),
            *(
                Update("insights", insight.id, {"actionable": "yes"})
                for insight in learned
                if insight.actionable != "yes"
            ),
        ]
        self._workspace.apply(changes, _("added the card {title}").format(title=quoted(made.title)))
        return name

    def join(self, insight_ids: Sequence[str], action_id: str) -> str:
        """These insights name what a card names already; returns a sentence. Raises ``NotFound``."""
        action = self.action(action_id)
        learned = [self.insight(name) for name in insight_ids]
        named = list(dict.fromkeys([*action.insights, *(insight.id for insight in learned)]))
        changes: list[Change] = [
            Update("actions", action_id, {"insights": named}),
            *(Update("insights", insight.id, {"actionable": "yes"}) for insight in learned),
        ]
        self._workspace.apply(changes, _("one more insight for {title}").format(title=quoted(action.title)))
        return _("Joined with {title}.").format(title=quoted(action.title))

    # -- moving ----------------------------------------------------------------------------------

    def move(
        self,
        action_ids: Sequence[str],
        spot: Spot,
        *,
        values: Mapping[str, str] | None = None,
        ticks: Collection[str] = (),
        reason: str = "",
        override: str = "",
    ) -> str:
        """Put cards at ``spot``, in one step; returns a sentence.

        ``before`` of the spot may be ``TOP``. ``values`` and ``ticks`` (ids of the checklist) are what a
        form asked for on the way. Raises ``RuleRefused``, ``NeedsMore``, ``ColumnFull``, ``FieldError`` and
        ``NotFound``; then nothing has changed.
        """
        if spot.column not in COLUMNS:
            raise NotFound(
                _("There is no column '{name}'. Columns: {known}.").format(
                    name=clean_line(spot.column), known=", ".join(COLUMNS)
                )
            )
        cards = [self.action(name) for name in action_ids]
        changes: list[Change] = []
        entering = 0
        for action in cards:
            fields = self._read(values or {}, action)
            fields |= {f"checklist.{step.id}.done": True for step in action.checklist if step.id in ticks}
            if home(action) != spot.column:
                ready = with_fields(action, fields)
                self._check(ready, spot.column, reason=reason, override=override, more=entering)
                move_id = f"h{self._workspace.new_id('history')[1:]}"
                fields |= moved(
                    ready, spot.column, self._clock(), move_id=move_id, reason=reason, override=override
                )
                entering += 1
            if fields:
                changes.append(Update("actions", action.id, fields))
        changes += _ranked(self._placed(cards, spot))
        label = _("{title} -> {column}").format(title=_titles(cards), column=self.columns.name(spot.column))
        self._workspace.apply(changes, label)
        return f"{label}."

    def set(
        self, action_ids: Sequence[str], values: Mapping[str, str], *, based_on: Bases | None = None
    ) -> str:
        """Write typed values; ``checklist`` has a step a line. Returns a sentence.

        Raises ``FieldError`` and ``NotFound``.
        """
        cards = [self.action(name) for name in action_ids]
        changes: list[Change] = []
        for action in cards:
            fields = self._read(values, action)
            if fields:
                changes.append(Update("actions", action.id, fields))
        told = {"fields": _fields_named(values), "title": _titles(cards)}
        self._workspace.apply(changes, _("{fields} of {title}").format(**told), based_on=based_on)
        return _("{title}: {fields} changed.").format(**told)

    def tag(self, action_ids: Sequence[str], tag: str) -> str:
        """Give cards a tag, or take it from them where all have it; returns a sentence."""
        word = clean_line(tag).removeprefix("+")
        if not word:
            raise FieldError(_("Which tag?"), field="tags")
        cards = [self.action(name) for name in action_ids]
        taken = all(word in card.tags for card in cards)
        changes: list[Change] = [
            Update("actions", card.id, {"tags": [own for own in card.tags if own != word] or None})
            if taken
            else Update("actions", card.id, {"tags": [*card.tags, word]})
            for card in cards
            if taken or word not in card.tags
        ]
        told = {"tag": word, "title": _titles(cards)}
        self._workspace.apply(changes, _("tag {tag}: {title}").format(**told))
        if taken:
            return _("{title}: no longer tagged {tag}.").format(**told)
        return _("{title}: tagged {tag}.").format(**told)

    def check(self, action_id: str, step: str) -> str:
        """Tick a step of the checklist, or take the tick away; ``step`` is its number or id.

        Returns a sentence. Raises ``NotFound``.
        """
        action = self.action(action_id)
        found = find_step(action, step)
        fields: dict[str, Any] = {f"checklist.{found.id}.done": not found.done}
        told = {"step": visible(found.text), "title": quoted(action.title)}
        if found.done:
            sentence = _("{title}: '{step}' is open again.").format(**told)
        else:
            sentence = _("{title}: '{step}' is done.").format(**told)
            later = due_from_now(action, found, self._clock())
            if later:
                fields["due"] = later
                sentence += " " + _("Due on {day} now.").format(day=told_day(later, self._clock().date()))
        self._workspace.apply([Update("actions", action_id, fields)], _("ticked {title}").format(**told))
        return sentence

    def check_next(self, action_id: str) -> str:
        """Tick the first step that is still open; returns a sentence. Raises ``NotFound``."""
        action = self.action(action_id)
        still = next((step.id for step in action.checklist if not step.done), "")
        if action.checklist and not still:
            return _("{title}: everything is ticked.").format(title=quoted(action.title))
        return self.check(action_id, still)

    # -- inside ----------------------------------------------------------------------------------

    def _read(self, values: Mapping[str, str], action: Action) -> dict[str, Any]:
        plain = {name: text for name, text in values.items() if name not in ("checklist", "insights")}
        fields = action_values(plain, action, self._clock())
        if fields.get("contact"):
            fields["contact"] = find_contact(self._workspace, fields["contact"])
        if "contact" in fields and action.unlinked:
            fields["unlinked"] = None
        if "checklist" in values:
            fields = {name: value for name, value in fields.items() if not name.startswith("checklist.")}
            fields |= read_checklist(values["checklist"], action.checklist)
        if "insights" in values:
            fields["insights"] = [self.insight(name.strip()).id for name in values["insights"].split(";")]
        return fields

    def _check(self, action: Action, to: str, *, reason: str = "", override: str = "", more: int = 0) -> None:
        there = sum(home(other) == to for other in self._workspace.actions.values()) + more
        try:
            check_move(action, to, there=there, columns=self.columns, reason=reason, override=override)
        except NeedsMore as error:
            raise NeedsMore(f"{quoted(action.title)}: {error.message}", error.fields) from None

    def _entrance(self, action: Action) -> Spot:
        if action.type and action.due and not lacking(action, "next"):
            limit = self.columns.limit("next")
            if not limit or len(in_order(self._workspace.actions.values(), "next")) < limit:
                return Spot("next", TOP)
        return Spot("inbox", TOP)

    def _placed(self, cards: Sequence[Action], spot: Spot) -> dict[str, str]:
        return placements(
            in_order(self._workspace.actions.values(), spot.column),
            cards,
            None if spot.before == TOP else spot.before,
        )


def _ranked(ranks: Mapping[str, str]) -> list[Change]:
    return [Update("actions", name, {"rank": rank}) for name, rank in ranks.items()]


def _titles(cards: Sequence[Action]) -> str:
    if len(cards) == 1:
        return quoted(cards[0].title)
    return ngettext("{count} card", "{count} cards", len(cards)).format(count=len(cards))


def _fields_named(values: Mapping[str, str]) -> str:
    known = {field.name for field in ACTION_FIELDS}
    names = [field_names([name], ACTION_FIELDS) for name in values if name in known]
    if "checklist" in values:
        names.append(_("checklist"))
    if "insights" in values:
        names.append(_("insights"))
    return ", ".join(names)

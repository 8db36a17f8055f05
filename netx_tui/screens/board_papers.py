"""What forms about cards are about: a card, a new one, one made of insights, what a column asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.action_fields import ACTION_FIELDS, DAYS, action_values, day_of
from netx_tui.domain.action_guess import guess_type
from netx_tui.domain.action_types import due_of, type_label, type_of
from netx_tui.domain.actions import SIZES, TYPES, Action
from netx_tui.domain.board_rows import Spot
from netx_tui.domain.checklists import read_checklist, write_checklist
from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.domain.fields import Kind, find, show, value_of
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.when import read_when
from netx_tui.i18n import N_, _
from netx_tui.screens.papers import Paper
from netx_tui.widgets.forms import FormDialog, FormField

if TYPE_CHECKING:
    from netx_tui.services.actions import Actions

KINDS = ("action", "act", "insights", "move")
"""The beginnings of the keys that ``card_paper`` knows."""
ABOUT = (
    "title",
    "type",
    "due",
    "cue",
    "step",
    "checklist",
    "evidence",
    "waiting_for",
    "nudge_on",
    "size",
    "tags",
    "contact",
    "notes",
)
"""The fields of the form of a card, in their order."""
NEW = ("title", "type", "due", "contact", "cue", "step", "notes")
_MANY = ","
TICK = "tick."
"""Begins the names of fields that tick a step."""
_CUES = N_("Sat 9:00 at home; after lunch; after another card")
_CHECKLIST = N_("a step a line; [x] is done, [ ] is open")


class CardPaper(Paper):
    """Everything about one card."""

    def __init__(self, actions: Actions, action_id: str, clock: Callable[[], datetime]) -> None:
        self.key = f"action:{action_id}"
        self._actions, self._id, self._clock = actions, action_id, clock

    def form(self) -> FormDialog:
        """The form of the card."""
        action = self._actions.action(self._id)
        texts = self.now()
        fields = [card_field(name, texts[name], action.type) for name in ABOUT]
        return FormDialog(_("Card"), fields, check=checker(action, self._clock), echo=echo_of(self._clock))

    def now(self) -> Mapping[str, str]:
        """What stands in the card now."""
        action = self._actions.action(self._id)
        return {name: self._text(action, name) for name in ABOUT}

    def save(self, values: dict[str, str]) -> str:
        """Save what was changed."""
        return self._actions.set([self._id], values)

    def _text(self, action: Action, name: str) -> str:
        if name == "checklist":
            return write_checklist(action.checklist)
        if name == "contact":
            return self._actions.name_of(action.contact)
        return (
            show(find(name, ACTION_FIELDS), value_of(action, name)).lower()
            if name == "size"
            else show(find(name, ACTION_FIELDS), value_of(action, name))
        )


class NewCardPaper(Paper):
    """A card that is not there yet, perhaps made of insights; ``new_id`` is its id once saved.

    ``values`` are what is proposed, ``spot`` where it is to stand if not where it belongs.
    """

    new_id = ""

    def __init__(
        self,
        actions: Actions,
        clock: Callable[[], datetime],
        *,
        insights: Sequence[str] = (),
        values: Mapping[str, str] | None = None,
        spot: Spot | None = None,
        override: str = "",
    ) -> None:
        self.key = _key("insights", _MANY.join(insights), *_place(spot, override)) if insights else "act:new"
        self._actions, self._clock = actions, clock
        self._insights, self._values = tuple(insights), dict(values or {})
        self._spot, self._override = spot, override

    def form(self) -> FormDialog:
        """The form, with what is proposed as if it had been typed."""
        title = _("A card of an insight") if self._insights else _("A new card")
        names = NEW if not self._insights else tuple(name for name in NEW if name != "contact")
        fields = [card_field(name, "") for name in names]
        blank = Action("")
        form = FormDialog(title, fields, check=checker(blank, self._clock), echo=self._echo)
        proposed = {name: text for name, text in self._values.items() if text and name in names}
        form.rows.propose(proposed)
        return form

    def save(self, values: dict[str, str]) -> str:
        """Add the card; a type that was not chosen is guessed from the title."""
        given = {**self._values, **values}
        if not given.get("type"):
            given["type"] = guess_type(given.get("title", ""))
        known = {name: text for name, text in given.items() if text or name == "title"}
        self.new_id = self._actions.add(
            known, insights=self._insights, spot=self._spot, override=self._override
        )
        return self._actions.added_sentence(self.new_id)

    def _echo(self, name: str, text: str) -> str | None:
        if name == "title" and text:
            kind = guess_type(text)
            if kind:
                usual = due_of(kind, self._clock().date())
                told = type_label(kind) + (f", {told_day(usual, self._clock().date())}" if usual else "")
                return _("understood as: {type}").format(type=told)
        return echo_of(self._clock)(name, text)


class MovePaper(Paper):
    """What a column asks for before cards may come to ``spot``; ``fields`` are the names of what lacks."""

    def __init__(
        self,
        actions: Actions,
        action_ids: Sequence[str],
        spot: Spot,
        clock: Callable[[], datetime],
        *,
        fields: Sequence[str],
        sentence: str,
        override: str = "",
    ) -> None:
        self.key = _key("move", spot.column, spot.before, _MANY.join(action_ids), override)
        self._actions, self._ids, self._spot = actions, tuple(action_ids), spot
        self._fields, self._sentence, self._clock = tuple(fields), sentence, clock
        self._override = override

    def form(self) -> FormDialog:
        """The fields the column asks for, with what is usual in them."""
        action = self._actions.action(self._ids[0])
        fields: list[FormField] = []
        for name in self._wanted(action):
            if name == "checklist":
                fields += [_tick(step.id, step.text) for step in action.checklist if not step.done]
            elif name == "reason":
                fields.append(FormField("reason", _("Why"), ""))
            else:
                fields.append(card_field(name, "", action.type))
        title = self._actions.columns.name(self._spot.column)
        form = FormDialog(
            title,
            fields,
            sentence=self._sentence,
            check=checker(action, self._clock),
            echo=echo_of(self._clock),
            must_save=True,
        )
        form.rows.propose(self._usual(action))
        return form

    def now(self) -> Mapping[str, str]:
        """Nothing stands below; the cards have to be there."""
        for action_id in self._ids:
            self._actions.action(action_id)
        return {}

    def save(self, values: dict[str, str]) -> str:
        """Write it and move the cards, in one step."""
        ticks = {
            name.removeprefix(TICK)
            for name, text in values.items()
            if name.startswith(TICK) and text == "yes"
        }
        plain = {name: text for name, text in values.items() if find_name(name) and text}
        return self._actions.move(
            self._ids,
            self._spot,
            values=plain,
            ticks=ticks,
            reason=values.get("reason", ""),
            override=self._override,
        )

    def _wanted(self, action: Action) -> tuple[str, ...]:
        """The fields asked for; those that belong together are shown together."""
        if len(self._ids) > 1:
            return self._fields
        groups: Mapping[str, tuple[str, ...]] = {
            "next": ("title", "type", "due"),
            "doing": ("cue", "step"),
            "waiting": ("waiting_for", "nudge_on"),
            "done": ("checklist", "evidence"),
        }
        group = groups.get(self._spot.column, ())
        return (*(name for name in self._fields if name not in group), *group)

    def _usual(self, action: Action) -> dict[str, str]:
        known = {name: show(find(name, ACTION_FIELDS), value_of(action, name)) for name in _PLAIN}
        if self._spot.column == "next" and not action.type:
            known["type"] = guess_type(action.title)
        kind = known["type"]
        if self._spot.column == "next" and not action.due:
            usual = due_of(kind, self._clock().date())
            known["due"] = usual.isoformat() if usual else ""
        if self._spot.column == "waiting" and not action.waiting_for:
            known["waiting_for"] = self._actions.name_of(action.contact)
        wanted = self._wanted(action)
        return {name: text for name, text in known.items() if text and name in wanted}


def _key(*parts: str) -> str:
    """The key of a form that is about several things; empty ones at the end are left out."""
    filled = max(place for place, part in enumerate(parts) if part)
    return ":".join(parts[: filled + 1])


def _parts(about: str) -> tuple[str, str, str, str]:
    """What a key is about; the last part may hold any text."""
    first, second, third, last, *_rest = (*about.split(":", 3), "", "", "", "")
    return first, second, third, last


def _place(spot: Spot | None, override: str) -> tuple[str, str, str]:
    return (spot.column, spot.before, override) if spot else ("", "", "")


_PLAIN = ("title", "type", "due", "cue", "step", "waiting_for", "nudge_on", "evidence")


def card_paper(key: str, actions: Actions, clock: Callable[[], datetime]) -> Paper | None:
    """The paper that a draft's ``key`` names; ``None`` where there is no such form here."""
    kind, _colon, about = key.partition(":")
    if kind == "action":
        return CardPaper(actions, about, clock)
    if kind == "act":
        return NewCardPaper(actions, clock)
    if kind == "insights":
        names, column, before, reason = _parts(about)
        ids = names.split(_MANY)
        spot = Spot(column, before) if column else None
        values = actions.proposal(ids)[0]
        return NewCardPaper(actions, clock, insights=ids, values=values, spot=spot, override=reason)
    if kind == "move":
        column, before, names, reason = _parts(about)
        ids, spot = names.split(_MANY), Spot(column, before)
        # What the cards lacked then may stand there by now; the text that was typed is shown all the same.
        lacking, sentence = actions.lacking(ids, column)
        return MovePaper(actions, ids, spot, clock, fields=lacking, sentence=sentence, override=reason)
    return None


def move_paper(
    actions: Actions,
    action_ids: Sequence[str],
    spot: Spot,
    clock: Callable[[], datetime],
    *,
    override: str = "",
) -> MovePaper | None:
    """The form that a move asks for; ``None`` where the cards lack nothing. Raises ``NotFound``."""
    lacking, sentence = actions.lacking(action_ids, spot.column)
    if not lacking:
        return None
    return MovePaper(actions, action_ids, spot, clock, fields=lacking, sentence=sentence, override=override)


def card_field(name: str, value: str, type_name: str = "") -> FormField:
    """The field ``name`` of a form about a card of the type ``type_name``."""
    if name == "checklist":
        return FormField(name, _("Checklist"), value, "text", hint=_(_CHECKLIST))
    spec = find(name, ACTION_FIELDS)
    label = _(spec.label)
    if name == "type":
        choices = (("", "–"), *((word, type_label(word)) for word in TYPES))
        return FormField(name, label, value, "choice", choices)
    if name == "size":
        sizes = (("", "–"), *((size.lower(), size) for size in SIZES))
        return FormField(name, label, value, "choice", sizes)
    if name == "evidence":
        label = _(type_of(type_name).evidence)
    hint = _(_CUES) if name == "cue" else _(spec.hint) if spec.hint else ""
    return FormField(name, label, value, "text" if spec.kind is Kind.TEXT else "line", hint=hint)


def checker(action: Action, clock: Callable[[], datetime]) -> Callable[[str, str], str | None]:
    """Says what is wrong with a field of ``action`` as it is typed."""

    def check(name: str, text: str) -> str | None:
        try:
            if name == "checklist":
                read_checklist(text, action.checklist)
            elif find_name(name) and (text or name == "title"):
                action_values({name: text}, action, clock())
        except (FieldError, NotFound) as error:
            return error.message
        return None

    return check


def echo_of(clock: Callable[[], datetime]) -> Callable[[str, str], str | None]:
    """Says how a day is understood while it is typed."""

    def echo(name: str, text: str) -> str | None:
        if name not in DAYS or not text:
            return None
        try:
            day_of(text, clock(), name)
        except FieldError as error:
            return error.message
        return read_when(text, clock()).echo

    return echo


def find_name(name: str) -> bool:
    """Whether ``name`` is a field of an action."""
    return any(spec.name == name for spec in ACTION_FIELDS)


def _tick(step_id: str, text: str) -> FormField:
    return FormField(f"{TICK}{step_id}", text, "no", "choice", (("yes", _("done")), ("no", _("open"))))

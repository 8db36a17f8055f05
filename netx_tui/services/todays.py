"""Today: the next steps of everything there is, what is hidden of them, and how the week stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from netx_tui.domain.board_columns import USUAL, Columns
from netx_tui.domain.errors import NotFound
from netx_tui.domain.rows import TodayRow
from netx_tui.domain.short_dates import told_day
from netx_tui.domain.steps.standing import Tick, rows_at, standing, tick_id
from netx_tui.domain.steps.step import Step
from netx_tui.i18n import _
from netx_tui.services.today_view import Standing, view_of

if TYPE_CHECKING:
    from netx_tui.domain.changes import Change
    from netx_tui.domain.profile import Profile
    from netx_tui.domain.today_rows import TodayView
    from netx_tui.services.ranking import Ranking
    from netx_tui.store.workspace import Workspace

TICKS = "meta"
_TICK = "tick-"
KEPT_DAYS = 400
"""After so many days nobody misses that a step was ticked."""
REVIEW_AT = (4, "16:00")


class Todays:
    """The next steps on ``workspace``; ``ranking`` gives the order of the moment, ``profile`` the goals.

    ``columns`` holds the user's limits of the board, ``review_at`` weekday (Monday is 0) and time of the
    weekly review; ``first`` is what the last run kept, shown until ``read_everything``.
    """

    def __init__(
        self,
        workspace: Workspace,
        clock: Callable[[], datetime],
        ranking: Callable[[], Ranking],
        *,
        profile: Callable[[], Profile],
        columns: Columns = USUAL,
        review_at: tuple[int, str] = REVIEW_AT,
        first: Standing | None = None,
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._ranking = ranking
        self._profile = profile
        self._columns = columns
        self._review_at = review_at
        self._first = first
        self._found: tuple[tuple[object, ...], Standing] = ((), Standing())

    def use_settings(self, columns: Columns, review_at: tuple[int, str]) -> None:
        """Find everything by other settings from now on."""
        self._columns, self._review_at = columns, review_at
        self._found = ((), Standing())

    # -- reading ---------------------------------------------------------------------------------

    def known(self) -> Standing:
        """How the day stands; found anew when data, rules or day have changed."""
        if self._first is not None:
            return self._first
        ranking, now = self._ranking(), self._clock()
        stands_on = (ranking, self._workspace.version, now.date(), now.tzinfo)
        if self._found[0] != stands_on:
            # All rules are in there; what was kept does without them.
            from netx_tui.services.today_finding import standing_of

            found = standing_of(self._workspace, ranking, self.ticks(), now, self._review_at)
            self._found = (stands_on, found)
        return self._found[1]

    @property
    def is_first(self) -> bool:
        """Whether it is what was kept from the last run, because the store is not read yet."""
        return self._first is not None

    def read_everything(self) -> None:
        """Leave what was kept behind; the store is read by then."""
        self._first = None

    def to_keep(self) -> Standing | None:
        """What the next run may show at once; ``None`` where nothing was found out in this one."""
        fresh = self._found[0][1:2] == (self._workspace.version,) if self._found[0] else False
        return self._found[1] if fresh else None

    def rows(self, days: int = 7) -> tuple[TodayRow, ...]:
        """The next steps as they stand now, the most urgent first; ``days`` is how far ahead is soon."""
        known = self.known()
        return rows_at(known.steps, self._clock(), days, known.ticks)

    def view(self, days: int = 7) -> TodayView:
        """The steps with everything else that the screen shows."""
        profile = self._profile()
        goals = (profile.weekly_talks, profile.weekly_invitations)
        return view_of(self.known(), goals, self._columns.limit("doing"), self._clock(), days)

    def ticks(self) -> dict[str, Tick]:
        """What was ticked or put off."""
        found = {}
        for name, document in self._workspace.documents(TICKS).items():
            if name.startswith(_TICK):
                situation, until = document.get("situation"), document.get("until")
                found[name] = Tick(str(situation or ""), until if isinstance(until, str) else "")
        return found

    # -- changing --------------------------------------------------------------------------------

    def tick(self, row: TodayRow) -> str:
        """Hide a step until its situation changes; returns a sentence. Raises ``NotFound``."""
        step = self._step(row)
        self._hide(step, "", _("ticked: {text}").format(text=step.text))
        return _("Ticked: {text}.").format(text=step.text.rstrip("."))

    def put_off(self, row: TodayRow, until: date) -> str:
        """Hide a step until a day, or until its situation changes; returns a sentence.

        A message that is only due by its rhythm puts the person off. Raises ``NotFound``.
        """
        from netx_tui.domain.changes import Update

        step = self._step(row)
        told = {"text": step.text, "day": told_day(until, self._clock().date())}
        label = _("put off to {day}: {text}").format(**told)
        if step.rule in ("N18", "N20"):
            asleep = Update("contacts", step.contact, {"snooze_until": until.isoformat()})
            self._workspace.apply([asleep], label)
        else:
            self._hide(step, until.isoformat(), label)
        return _("Put off to {day}: {text}.").format(**told)

    def look_at(self, row: TodayRow) -> None:
        """What changed about a person was looked at (N24): from now on this is how they are known."""
        from netx_tui.domain.changes import Update
        from netx_tui.domain.shortlist import seen

        step = self._step(row)
        contact = self._workspace.contacts.get(step.contact)
        if contact is None or contact.score_seen is None or contact.stage in ("parked", "declined"):
            self._hide(step, "", _("ticked: {text}").format(text=step.text))
            return
        entry = self._ranking().explained(contact.id)
        fields = {"score_seen": seen(entry.score, entry.proposal.contact, self._clock())}
        label = _("looked at {name} again").format(name=contact.name)
        self._workspace.apply([Update("contacts", contact.id, fields)], label)

    def _step(self, row: TodayRow) -> Step:
        known = self.known()
        for step in standing(known.steps, self._clock(), KEPT_DAYS, known.ticks):
            if (step.rule, step.subject) == (row.rule, row.subject):
                return step
        raise NotFound(_("That step is no longer there; something changed meanwhile."))

    def _hide(self, step: Step, until: str, label: str) -> None:
        from netx_tui.domain.changes import Create, Update

        fields: dict[str, Any] = {
            "situation": step.situation,
            "at": self._clock().isoformat(timespec="seconds"),
            "until": until or None,
        }
        name = tick_id(step.rule, step.subject)
        changes: list[Change] = self._forgotten()
        if name in self._workspace.documents(TICKS):
            changes.append(Update(TICKS, name, fields))
        else:
            changes.append(Create(TICKS, name, {key: value for key, value in fields.items() if value}))
        self._workspace.apply(changes, label)

    def _forgotten(self) -> list[Change]:
        """Ticks so old that nothing can be behind them."""
        from netx_tui.domain.changes import Delete
        from netx_tui.domain.workdays import local_day

        before = self._clock().date() - timedelta(days=KEPT_DAYS)
        found: list[Change] = []
        for name, document in self._workspace.documents(TICKS).items():
            if name.startswith(_TICK):
                day = local_day(str(document.get("at", "")))
                if day is not None and day < before:
                    found.append(Delete(TICKS, name))
        return found

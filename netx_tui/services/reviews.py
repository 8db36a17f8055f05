"""The weekly review: six steps over what stands open, kept as a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.board_columns import USUAL, Columns
from netx_tui.domain.changes import Create, Update
from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.domain.review_steps import NUMBERS, STEPS, ReviewStep, through, title_of
from netx_tui.domain.reviews import Review
from netx_tui.domain.rows import TodayRow
from netx_tui.domain.text import clean_line
from netx_tui.domain.weekly_review import due, open_week
from netx_tui.domain.workdays import stored_moment
from netx_tui.i18n import _
from netx_tui.services.review_open import OpenEnds

if TYPE_CHECKING:
    from netx_tui.domain.numbers.metric import Metric
    from netx_tui.store.workspace import Workspace

REVIEW_AT = (4, "16:00")
_HOUR = 60


class Reviews:
    """The verbs around reviews on ``workspace``.

    ``next_steps`` gives the next steps of the moment, ``metrics`` the numbers; ``review_at`` is when a review
    is due: a weekday (Monday is 0) and a time.
    """

    def __init__(
        self,
        workspace: Workspace,
        clock: Callable[[], datetime],
        *,
        next_steps: Callable[[], Sequence[TodayRow]],
        metrics: Callable[[], Sequence[Metric]],
        columns: Columns = USUAL,
        review_at: tuple[int, str] = REVIEW_AT,
    ) -> None:
        self._workspace = workspace
        self._clock = clock
        self._metrics = metrics
        self._review_at = review_at
        self._open = OpenEnds(workspace, clock, next_steps=next_steps, metrics=metrics, columns=columns)

    def use_settings(self, columns: Columns, review_at: tuple[int, str]) -> None:
        """Find everything by other settings from now on."""
        self._review_at = review_at
        self._open.columns = columns

    # -- reading ---------------------------------------------------------------------------------

    def current(self) -> Review | None:
        """The review of the week that is to be reviewed, if it was begun; of two the finished one."""
        week = self._week()
        found = [review for review in self._workspace.reviews.values() if review.week == week]
        return min(found, key=lambda one: (not one.finished_at, one.at, one.id), default=None)

    def due(self) -> datetime | None:
        """When the next review is or was due; ``None``: this week's is done."""
        return due(self._workspace.reviews.values(), self._clock(), *self._review_at)

    def past(self) -> tuple[Review, ...]:
        """The reviews that are done, the newest first."""
        done = [review for review in self._workspace.reviews.values() if review.finished_at]
        return tuple(sorted(done, key=lambda review: (review.at, review.id), reverse=True))

    def minutes(self) -> int | None:
        """For how many minutes the current review has gone on; ``None`` where that is more than an hour."""
        current = self.current()
        begun = stored_moment(current.at) if current else None
        count = int((self._clock() - begun).total_seconds() // 60) if begun else 0
        return max(0, count) if count <= _HOUR else None

    def steps(self) -> tuple[ReviewStep, ...]:
        """The six steps with what is left in each."""
        ended = through(self.current())
        return tuple(self._open.step(key, key in ended) for key in STEPS)

    def _week(self) -> str:
        return open_week(self._workspace.reviews.values(), self._clock(), *self._review_at)

    # -- changing --------------------------------------------------------------------------------

    def begin(self) -> str:
        """Begin the review of the week, or go on with it; returns its id."""
        current = self.current()
        if current is not None:
            return current.id
        name = self._workspace.new_id("reviews")
        fields = {"at": self._now(), "week": self._week()}
        self._workspace.apply([Create("reviews", name, fields)], _("began the weekly review"))
        return name

    def tick(self, step: str, answer: str = "") -> str:
        """A step is through, whatever is left of it; returns a sentence.

        ``answer`` is what was said in it; without one it is kept how much was left.
        """
        review = self._workspace.reviews[self.begin()]
        title = title_of(step)
        if step not in through(review):
            fields = {
                "steps": [*review.steps, step],
                f"answers.{step}": clean_line(answer) or str(self._left(step)),
            }
            label = _("review: {step}").format(step=title)
            self._workspace.apply([Update("reviews", review.id, fields)], label)
        return _("Through: {step}.").format(step=title)

    def finish(self, note: str) -> str:
        """The review is done, with what was learned in one sentence; returns a sentence.

        Raises ``FieldError`` without that sentence, or where the review is done already.
        """
        words = clean_line(note)
        if not words:
            raise FieldError(_("Say in one sentence what you learned."), field="note")
        review = self._workspace.reviews[self.begin()]
        if review.finished_at:
            raise FieldError(
                _("This review was finished meanwhile, perhaps in another session."), field="note"
            )
        ended = through(review)
        fields = {
            "steps": list(STEPS),
            **{f"answers.{step}": str(self._left(step)) for step in STEPS if step not in ended},
            **{f"numbers.{one.id}": f"{one.k}/{one.n}" for one in self._metrics()},
            "note": words,
            "finished_at": self._now(),
        }
        self._workspace.apply([Update("reviews", review.id, fields)], _("finished the weekly review"))
        return _("The review of this week is done.")

    def _left(self, step: str) -> int:
        return 0 if step == NUMBERS else self._open.step(step, False).left

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    # -- sharing ---------------------------------------------------------------------------------

    def markdown(self, review_id: str) -> str:
        """A review as Markdown: what was done in its week, the numbers, the sentence. Raises ``NotFound``."""
        from netx_tui.formats.review_markdown import review_markdown
        from netx_tui.services.review_week import WeekDone

        review = self._workspace.reviews.get(review_id)
        if review is None:
            raise NotFound(_("That review is no longer there; another session may have deleted it."))
        labels = {one.id: one.label for one in self._metrics()}
        week = WeekDone(self._workspace, review, self._clock())
        return review_markdown(review, week.when(), week.parts(labels))

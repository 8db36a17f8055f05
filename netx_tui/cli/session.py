"""What every verb works with: places, settings, the clock, the data file and the services over it.

Everything is made when it is first asked for, so that a verb pays only for what it uses.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

from netx_tui.cli.local_zone import HERE
from netx_tui.cli.output import Paint, tell
from netx_tui.config.paths import Paths
from netx_tui.domain.errors import NetxError, UsageError
from netx_tui.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace

    from netx_tui.config.settings import Settings
    from netx_tui.domain.scoring_rules import ScoringRules
    from netx_tui.domain.titles import Guess, TitleRules
    from netx_tui.services.agendas import Agendas
    from netx_tui.services.debriefs import Debriefs
    from netx_tui.services.letters import Letters
    from netx_tui.services.numbers import Numbers
    from netx_tui.services.ranking import Ranking
    from netx_tui.services.reviews import Reviews
    from netx_tui.services.shortlists import Shortlists
    from netx_tui.services.talks import Talks
    from netx_tui.services.today_view import Standing
    from netx_tui.services.todays import Todays
    from netx_tui.store.workspace import Workspace

TITLES_REMEMBERED = 4096
FIRST_YEAR, LAST_YEAR = 1900, 2999


class Session:
    """One run of netx: the global options and environment, resolved."""

    def __init__(self, options: Namespace, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.paths = Paths(environ, data=options.data, config=options.config)
        self.paint = Paint(options.color)
        self.problems: list[str] = []
        """What could not be used in the user's settings and rules; told on stderr as well."""
        self.keeps_first_page = True
        """Whether the first page of the list is kept for the next start; not for data that go away."""
        self._now = options.now or environ.get("NETX_NOW", "")

    @cached_property
    def settings(self) -> Settings:
        """What ``config.yaml`` says."""
        from netx_tui.config.settings import load_settings

        settings = load_settings(self.paths.config, cache=self.paths.cache)
        self._note(settings.problems)
        return settings

    def use_settings(self, settings: Settings) -> None:
        """Work by ``settings`` from now on; what is wrong with rules they change raises ``BadInput``.

        Then everything stays as it was.
        """
        before, known, told = self.settings, dict(vars(self)), [*self.problems]
        self.problems[:] = settings.problems
        self.settings = settings
        try:
            if settings.scoring != before.scoring:
                vars(self).pop("rules", None)
                _read = self.rules
            if settings.holidays != before.holidays:
                vars(self).pop("holidays", None)
                _days = self.holidays
        except NetxError:
            vars(self).update(known)
            self.problems[:] = told
            raise

    @cached_property
    def clock(self) -> Callable[[], datetime]:
        """Gives the time with its zone: the machine's, or the one ``--now`` stopped."""
        if not self._now:
            return lambda: datetime.now(HERE)
        stopped = read_time(self._now)
        return lambda: stopped

    @cached_property
    def holidays(self) -> frozenset[date]:
        """The days on which nobody works, besides Saturdays and Sundays."""
        wanted = self.settings.holidays
        if not any(wanted):
            return frozenset()
        from netx_tui.config.holidays import holidays_of

        folder = os.path.dirname(self.paths.config)
        found, problems = holidays_of(wanted, self.clock().date(), folder=folder, cache=self.paths.cache)
        self._note(problems)
        return found

    @property
    def data(self) -> str:
        """The data file."""
        return self.paths.data(self.settings.data)

    @cached_property
    def rules(self) -> ScoringRules:
        """The rules of the score, the user's own numbers included."""
        from netx_tui.config.rules import scoring_rules

        rules, problems = scoring_rules(self.settings, self.paths)
        self._note(problems)
        return rules

    @cached_property
    def guess(self) -> Callable[[str], Guess]:
        """Turns a job title into facts; the rules for it are read at the first title."""
        rules: list[TitleRules] = []

        @lru_cache(maxsize=TITLES_REMEMBERED)
        def guess(title: str) -> Guess:
            from netx_tui.domain import titles

            if not rules:
                rules.append(self._title_rules())
            return titles.guess(title, rules[0])

        return guess

    @contextmanager
    def workspace(self, *, read_only: bool = False, who: str = "") -> Iterator[Workspace]:
        """The data file, open; closed again at the end. Edits belong to ``who``, else to who works here."""
        workspace = self._open(read_only, who)
        try:
            yield workspace
        finally:
            workspace.close()

    @contextmanager
    def late_workspace(self) -> Iterator[tuple[Workspace, Shortlists]]:
        """The data file for the screens: while nothing has changed since, its first page is there at once."""
        from netx_tui.config.yaml_files import kept
        from netx_tui.services.first_page import page_of
        from netx_tui.store.late import LateWorkspace

        late = LateWorkspace(self._open)
        page = kept(self.paths.cache, self._stamp()) if self.keeps_first_page else None
        if page is None or page_of(page) is None:
            page = None
            late.opened()
        workspace = cast("Workspace", late)
        shortlists = self.shortlists_on(workspace, page)
        try:
            yield workspace, shortlists
        finally:
            late.close()
            self._keep(self._stamp, workspace, shortlists.next_first_page)

    @contextmanager
    def shortlists(self, *, read_only: bool = False) -> Iterator[Shortlists]:
        """The verbs of choosing on the data file."""
        # What is wrong with settings and rules is told before the data are touched.
        _told = self.settings, self.rules, self.clock, self.holidays
        with self.workspace(read_only=read_only) as workspace:
            yield self.shortlists_on(workspace)

    def shortlists_on(
        self, workspace: Workspace, first_page: Mapping[str, object] | None = None
    ) -> Shortlists:
        """The verbs of choosing on a data file."""
        from netx_tui.services.shortlists import Shortlists

        return Shortlists(
            workspace,
            self.rules,
            self.settings.profile,
            self.guess,
            self.clock,
            first_page=first_page,
            holidays=self.holidays,
        )

    @contextmanager
    def todays(self) -> Iterator[Todays]:
        """The next steps: as the last run found them while nothing has changed since, else found anew."""
        # What is wrong with settings and rules is told before the data are touched.
        _told = self.settings, self.rules, self.clock, self.holidays
        from netx_tui.store.late import LateWorkspace

        late = LateWorkspace(lambda: self._open(read_only=True))
        workspace = cast("Workspace", late)
        todays = self.todays_on(workspace, first=self.kept_day())
        try:
            yield todays
        finally:
            late.close()
            if not todays.is_first:
                self.keep_day(workspace, todays)

    def kept_day(self) -> Standing | None:
        """How the last run found that this day stands, while nothing has changed since."""
        if not self.keeps_first_page:
            return None
        from netx_tui.config.yaml_files import kept
        from netx_tui.services.today_view import from_kept

        found = kept(self.paths.cache, self._day_stamp())
        return from_kept(found) if found is not None else None

    def keep_day(self, workspace: Workspace, todays: Todays) -> None:
        """Keep how the day stands for the next run, once the store is closed."""
        from netx_tui.services.today_view import kept

        def found() -> dict[str, Any] | None:
            standing = todays.to_keep()
            return kept(standing) if standing is not None else None

        self._keep(self._day_stamp, workspace, found)

    def forget_pages(self) -> None:
        """Remove what was kept for the next start: it names people."""
        from netx_tui.config.yaml_files import forget

        for stamp in (self._stamp(), self._day_stamp()):
            forget(self.paths.cache, stamp[0])

    def _keep(
        self,
        stamp: Callable[[], list[Any]],
        workspace: Workspace,
        found: Callable[[], dict[str, Any] | None],
    ) -> None:
        """Keep what was ``found``, unless another session wrote something that is not in it."""
        if not self.keeps_first_page:
            return
        from netx_tui.config.yaml_files import keep

        before = stamp()
        with suppress(NetxError):
            workspace.poll()
            content = found()
            if content is not None and stamp() == before:
                keep(self.paths.cache, before, content)

    def _stamp(self) -> list[Any]:
        """What the first page depends on."""
        from netx_tui import i18n
        from netx_tui.services.first_page import stamp

        profile, today = self.settings.profile, self.clock().date()
        return stamp(self.data, self.rules, profile, today, i18n.language(), holidays=self.holidays)

    def _day_stamp(self) -> list[Any]:
        """What the state of a day depends on, besides: the review's hour, the user's clock."""
        from netx_tui import __version__

        data, *known = self._stamp()
        offset = str(self.clock().utcoffset())
        return [f"today-{data}", *known, offset, list(self.settings.review), __version__]

    def todays_on(
        self,
        workspace: Workspace,
        shortlists: Shortlists | None = None,
        *,
        first: Standing | None = None,
    ) -> Todays:
        """The next steps on a data file; ``first`` is what the last run kept."""
        from netx_tui.services.todays import Todays

        known: list[Shortlists] = [shortlists] if shortlists else []

        def ranking() -> Ranking:
            if not known:
                known.append(self.shortlists_on(workspace))
            return known[0].ranking

        return Todays(
            workspace,
            self.clock,
            ranking,
            profile=lambda: self.settings.profile,
            columns=self.settings.board,
            review_at=self.settings.review,
            first=first,
        )

    def numbers_on(self, workspace: Workspace, shortlists: Shortlists | None = None) -> Numbers:
        """The numbers on a data file."""
        from netx_tui.services.numbers import Numbers
        from netx_tui.services.touches import Touches

        choosing = shortlists or self.shortlists_on(workspace)
        touches = Touches(workspace, self.clock, lambda: choosing.ranking)
        return Numbers(workspace, self.clock, lambda: choosing.ranking, touches)

    def reviews_on(self, workspace: Workspace, todays: Todays, numbers: Numbers) -> Reviews:
        """The weekly reviews on a data file."""
        from netx_tui.services.reviews import Reviews

        return Reviews(
            workspace,
            self.clock,
            next_steps=todays.rows,
            metrics=numbers.metrics,
            columns=self.settings.board,
            review_at=self.settings.review,
        )

    def letters_on(self, workspace: Workspace, shortlists: Shortlists | None = None) -> Letters:
        """The verbs around letters on a data file."""
        from netx_tui.config.templates import mail_templates
        from netx_tui.services.letters import Letters

        templates, problems = mail_templates(self.paths)
        self._note(problems)
        choosing = shortlists or self.shortlists_on(workspace)
        return Letters(
            workspace,
            templates,
            lambda: self.settings.profile,
            ranking=lambda: choosing.ranking,
            clock=self.clock,
            meetings=workspace.meetings,
        )

    def talks_on(self, workspace: Workspace, shortlists: Shortlists | None = None) -> Talks:
        """The verbs around meetings on a data file."""
        from netx_tui.services.talks import Talks

        choosing = shortlists or self.shortlists_on(workspace)
        return Talks(workspace, self.clock, ranking=lambda: choosing.ranking)

    def agendas_on(self, workspace: Workspace, talks: Talks) -> Agendas:
        """The verbs around agendas on a data file."""
        from netx_tui.config.questions import question_bank
        from netx_tui.services.agendas import Agendas

        bank, problems = question_bank(self.paths)
        self._note(problems)
        return Agendas(workspace, bank, talks, self.clock, profile=lambda: self.settings.profile)

    def debriefs_on(self, workspace: Workspace, talks: Talks) -> Debriefs:
        """The verbs of what comes after a talk on a data file."""
        from netx_tui.services.debriefs import Debriefs

        return Debriefs(workspace, talks, self.clock)

    def _open(self, read_only: bool = False, who: str = "") -> Workspace:
        from netx_tui.store.workspace import Workspace

        who = who or user_name()
        return Workspace.open(self.data, who=who, run=run_id(), clock=self.clock, read_only=read_only)

    def _note(self, problems: Iterable[str]) -> None:
        for problem in problems:
            self.problems.append(problem)
            tell(problem)

    def _title_rules(self) -> TitleRules:
        from netx_tui.config.rules import title_rules

        rules, problems = title_rules(self.paths)
        self._note(problems)
        return rules


def read_time(text: str) -> datetime:
    """The time written as ISO 8601; without an offset it is meant in the machine's zone.

    Raises ``UsageError`` with an example.
    """
    try:
        time = datetime.fromisoformat(text)
        # Rules look years back and ahead; near its ends the calendar has no room for that.
        if FIRST_YEAR <= time.year <= LAST_YEAR:
            return time if time.tzinfo else time.astimezone()
    except ValueError:
        pass
    raise UsageError(_("'{text}' is not a time. Write it like 2026-11-23T09:00+01:00.").format(text=text))


def user_name() -> str:
    """Who works: the login name, by which undo knows whose edits to take back."""
    from pwd import getpwuid

    try:
        return getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def run_id() -> str:
    """A name for this run of the program, unlike that of any other run."""
    return os.urandom(6).hex()

"""What the rules of the next steps look at: everything of one moment, looked up once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from netx_tui.domain.actions import Action
from netx_tui.domain.ageing import Limits
from netx_tui.domain.contacts import Company, Contact, Mail
from netx_tui.domain.mails.values import ends, starts
from netx_tui.domain.meetings import Insight, Meeting
from netx_tui.domain.reviews import Review
from netx_tui.domain.scoring import Person, Scorer
from netx_tui.domain.shortlist import Asked
from netx_tui.domain.touch.planning import Planned
from netx_tui.domain.workdays import NO_HOLIDAYS, local_day, stored_moment

OUT_OF_REACH = ("archived",)
HOUR = timedelta(hours=1)


class Situation:
    """Data and clock as the rules see them.

    ``people`` are everybody, best first; ``best`` the candidates of ``better_person``, ``companies`` by their
    key, ``planned`` the next touches by contact, ``review_at`` weekday and time (``HH:MM``) of the review.
    """

    def __init__(
        self,
        now: datetime,
        *,
        people: Sequence[Person],
        scorer: Scorer,
        best: Mapping[str, tuple[Person, ...]],
        companies: Mapping[str, Company],
        asked: Asked,
        meetings: Iterable[Meeting] = (),
        mails: Iterable[Mail] = (),
        insights: Iterable[Insight] = (),
        actions: Collection[Action] = (),
        reviews: Iterable[Review] = (),
        planned: Mapping[str, Planned] | None = None,
        own_limits: Limits | None = None,
        review_at: tuple[int, str] = (4, "16:00"),
        holidays: frozenset[date] = NO_HOLIDAYS,
    ) -> None:
        self.now, self.holidays = now, holidays
        self.people, self.scorer, self.best, self.companies, self.asked = (
            people,
            scorer,
            best,
            companies,
            asked,
        )
        self.meetings, self.mails, self.insights = tuple(meetings), tuple(mails), tuple(insights)
        self.actions, self.reviews = actions, tuple(reviews)
        self.planned = planned or {}
        self.own_limits, self.review_at = own_limits, review_at

    @property
    def today(self) -> date:
        """The day on the user's clock."""
        return self.now.date()

    @cached_property
    def contacts(self) -> dict[str, Contact]:
        """Everybody by id."""
        return {person.contact.id: person.contact for person in self.people}

    @cached_property
    def sent(self) -> dict[str, list[tuple[datetime, Mail]]]:
        """The mails that went out, by contact, oldest first."""
        found: dict[str, list[tuple[datetime, Mail]]] = {}
        for mail in self.mails:
            moment = stored_moment(mail.sent_at)
            if moment is not None and moment <= self.now:
                found.setdefault(mail.contact, []).append((moment, mail))
        for theirs in found.values():
            theirs.sort(key=lambda item: (item[0], item[1].id))
        return found

    @cached_property
    def talks(self) -> dict[str, list[Meeting]]:
        """The meetings by contact, by their beginning."""
        found: dict[str, list[Meeting]] = {}
        for meeting in self.meetings:
            found.setdefault(meeting.contact, []).append(meeting)
        for theirs in found.values():
            theirs.sort(key=lambda meeting: (meeting.at, meeting.id))
        return found

    def wrote(self, contact: str, kinds: Collection[str], since: datetime, meeting: str = "") -> bool:
        """Whether a mail of one of ``kinds`` went to ``contact`` after ``since``, or about ``meeting``."""
        return any(
            mail.kind in kinds and (moment >= since or (meeting and mail.meeting == meeting))
            for moment, mail in self.sent.get(contact, ())
        )

    def reachable(self, contact_id: str) -> Contact | None:
        """The person, if they may be written to: there, not archived, not to be left in peace."""
        contact = self.contacts.get(contact_id)
        if contact is None or contact.do_not_contact or contact.stage in OUT_OF_REACH:
            return None
        return contact

    def asked_already(self, contact_id: str) -> bool:
        """Whether a person is past choosing: asked, met or at rest."""
        contact = self.contacts.get(contact_id)
        return contact is None or contact.stage not in ("lead", "shortlisted")

    def begin(self, meeting: Meeting) -> datetime | None:
        """When a meeting begins, in UTC, where hours can be added in nights when the clocks change."""
        moment = starts(meeting)
        return moment.astimezone(UTC) if moment else None

    def end(self, meeting: Meeting) -> datetime | None:
        """When a meeting ended or will, in UTC."""
        moment = ends(meeting)
        return moment.astimezone(UTC) if moment else None

    def here(self, moment: datetime) -> datetime:
        """``moment`` on the user's clock."""
        return moment.astimezone(self.now.tzinfo)

    def day(self, stored: str) -> date | None:
        """The day of a stored time on the user's clock."""
        return local_day(stored, self.now.tzinfo)

    def asleep(self, contact: Contact) -> bool:
        """Whether the user put this person off until a later day."""
        return contact.snooze_until > self.today.isoformat()

    def awake(self, contact: Contact, due: date) -> date:
        """``due``, or the day on which a snoozed person wakes up if that is later."""
        until = local_day(contact.snooze_until)
        return max(due, until) if until else due

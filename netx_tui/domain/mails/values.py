"""The values of a mail, as far as contact, meeting and profile know them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from netx_tui.domain.calendar_words import day_in_mail, month_name, weekday_name
from netx_tui.domain.contacts import Contact, LifeEvent, Mail
from netx_tui.domain.mails.brief import BriefQuestion, as_list
from netx_tui.domain.mails.filling import fill
from netx_tui.domain.mails.greeting import connection, names, salutation, way_to
from netx_tui.domain.minutes import lasting
from netx_tui.domain.profile import Profile
from netx_tui.domain.workdays import local_day, stored_moment

USUAL_MINUTES = 20
_OCCASIONS: Mapping[str, Mapping[str, str]] = {
    "en": {"birthday": "your birthday", "award": "your award", "anniversary": "your anniversary"},
    "de": {"birthday": "Ihrem Geburtstag", "award": "Ihrer Auszeichnung", "anniversary": "Ihrem Jubiläum"},
    "de_du": {
        "birthday": "deinem Geburtstag",
        "award": "deiner Auszeichnung",
        "anniversary": "deinem Jubiläum",
    },
}


class Talk(Protocol):
    """What mails need to know of a meeting; the fields are those of its document."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def at(self) -> str: ...  # noqa: D102
    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def minutes(self) -> int: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def topic(self) -> str: ...  # noqa: D102
    @property
    def field(self) -> str: ...  # noqa: D102
    @property
    def objective(self) -> str: ...  # noqa: D102
    @property
    def ended_at(self) -> str: ...  # noqa: D102


def starts(meeting: Talk) -> datetime | None:
    """When a meeting begins, on the clock of its own zone; ``None`` where that is not known."""
    try:
        zone: tzinfo = ZoneInfo(meeting.zone) if meeting.zone else UTC
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None
    moment = stored_moment(meeting.at)
    return moment.astimezone(zone) if moment else None


def ends(meeting: Talk) -> datetime | None:
    """When a meeting ended, or will: ``ended_at``, else begin plus minutes."""
    ended = stored_moment(meeting.ended_at)
    if ended:
        return ended
    begin = starts(meeting)
    return begin + timedelta(minutes=lasting(meeting.minutes)) if begin else None


def values_for(
    contact: Contact,
    profile: Profile,
    lang: str,
    *,
    meeting: Talk | None = None,
    questions: Iterable[BriefQuestion] = (),
    mails: Iterable[Mail] = (),
    event: LifeEvent | None = None,
    referrer: str = "",
    common: str = "",
    zone: tzinfo | None = None,
    own: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Every value that is known; ``own`` are those the user typed, which win.

    ``questions`` are those chosen for the brief, whose own places are filled as well; ``mails`` those sent
    to the contact; ``referrer`` is the name of who recommended them, ``common`` what one shares otherwise,
    ``zone`` that of the user.
    """
    first, last = names(contact)
    way = way_to(contact)
    variant = "de_du" if lang == "de" and contact.formality == "du" else "de" if lang == "de" else "en"
    found = {
        "salutation": salutation(contact, lang),
        "first_name": first,
        "last_name": last,
        "referrer": referrer,
        "connection": connection(way, lang, referrer if way == "referral" else common, contact.formality),
        "company": contact.company,
        "new_role": contact.title,
        "sender_name": profile.sender_name,
        "sender_line": profile.sender_line,
        "minutes": str(USUAL_MINUTES),
        "invite_date": _invite_date(mails, lang, zone),
        "occasion": _OCCASIONS[variant].get(event.kind, "") if event else "",
    }
    if meeting is not None:
        found |= _of_meeting(meeting, lang)
    known = {name: value for name, value in {**found, **(own or {})}.items() if value}
    listed = fill(as_list(questions), known)
    return {"questions": listed, **known} if listed else known


def _of_meeting(meeting: Talk, lang: str) -> dict[str, str]:
    found = {
        "topic": meeting.topic,
        "field": meeting.field,
        "objective": meeting.objective,
        "place": meeting.place,
        "minutes": str(meeting.minutes or USUAL_MINUTES),
    }
    begin = starts(meeting)
    if begin is not None:
        day, weekday = begin.date(), weekday_name(begin.date(), lang)
        found |= {
            "weekday": weekday,
            "meeting_date": f"{weekday}, {day_in_mail(day, lang)}",
            "meeting_time": f"{begin:%H:%M}" + (" Uhr" if lang == "de" else ""),
            "month_met": month_name(day, lang),
        }
    return found


def _invite_date(mails: Iterable[Mail], lang: str, zone: tzinfo | None) -> str:
    sent = max((mail.sent_at for mail in mails if mail.kind == "invitation"), default="")
    day = local_day(sent, zone)
    return day_in_mail(day, lang) if day else ""

"""Names of days and months: as mails write them in English and German, and as people type them."""

from collections.abc import Mapping
from datetime import date

from netx_tui.domain.text import search_key
from netx_tui.i18n import N_, _

WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": (
        N_("Monday"),
        N_("Tuesday"),
        N_("Wednesday"),
        N_("Thursday"),
        N_("Friday"),
        N_("Saturday"),
        N_("Sunday"),
    ),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        N_("January"),
        N_("February"),
        N_("March"),
        N_("April"),
        N_("May"),
        N_("June"),
        N_("July"),
        N_("August"),
        N_("September"),
        N_("October"),
        N_("November"),
        N_("December"),
    ),
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
}
_SHORT_WEEKDAYS = (
    "mo mon",
    "di tu tue tues",
    "mi we wed weds",
    "do th thu thur thurs",
    "fr fri",
    "sa sat",
    "so su sun",
)
_SHORT_MONTHS = (
    "jan janner",
    "feb febr",
    "mar mrz maerz",
    "apr",
    "",
    "jun",
    "jul",
    "aug",
    "sep sept",
    "oct okt",
    "nov",
    "dec dez",
)


def _by_word(names: Mapping[str, tuple[str, ...]], short: tuple[str, ...]) -> dict[str, int]:
    words = {word: number for number, typed in enumerate(short) for word in typed.split()}
    for spoken in names.values():
        words |= {search_key(name): number for number, name in enumerate(spoken)}
    return words


WEEKDAY_WORDS: Mapping[str, int] = {**_by_word(WEEKDAYS, _SHORT_WEEKDAYS), "sonnabend": 5}
"""What people type for a weekday, folded by ``search_key``; Monday is 0."""
MONTH_WORDS: Mapping[str, int] = {
    word: number + 1 for word, number in _by_word(MONTHS, _SHORT_MONTHS).items()
}
"""What people type for a month, folded by ``search_key``; January is 1."""


def weekday_name(day: date, lang: str) -> str:
    """The weekday of ``day`` in the language of a mail."""
    return WEEKDAYS["de" if lang == "de" else "en"][day.weekday()]


def month_name(day: date, lang: str) -> str:
    """The month of ``day`` in the language of a mail."""
    return MONTHS["de" if lang == "de" else "en"][day.month - 1]


def day_in_mail(day: date, lang: str) -> str:
    """``12 November`` or ``12. November``."""
    return f"{day.day}{'.' if lang == 'de' else ''} {month_name(day, lang)}"


def spoken_day(day: date) -> str:
    """``Thursday 26 November 2026``, in the user's language."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=_(WEEKDAYS["en"][day.weekday()]),
        day=day.day,
        month=_(MONTHS["en"][day.month - 1]),
        year=day.year,
    )

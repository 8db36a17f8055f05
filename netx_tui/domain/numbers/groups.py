"""Invitations in groups: by band, nearness, template and weekday (M16)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo

from netx_tui.domain.better_person import WARM
from netx_tui.domain.calendar_words import WEEKDAYS
from netx_tui.domain.mails.kinds import kind_label
from netx_tui.domain.numbers.invitations import Invitation
from netx_tui.domain.numbers.metric import Part
from netx_tui.domain.text import visible
from netx_tui.i18n import _

Key = Callable[[Invitation, tzinfo | None], tuple[str, str]]
"""Gives the place of an invitation among the groups, as a text that sorts, and the name of its group."""
_BANDS = "ABCD?X"


def grouped(invitations: Iterable[Invitation], group: str, zone: tzinfo | None = None) -> list[Part]:
    """The answers in each group by ``group``, one of ``GROUPS``, in the order of what they are.

    Invitations of which it is not known are left out; ``zone`` is the user's, by which weekdays go.
    """
    key = GROUPS[group]
    found: dict[tuple[str, str], list[bool]] = {}
    for one in invitations:
        place = key(one, zone)
        if place[1]:
            found.setdefault(place, []).append(one.replied)
    return [Part(place[1], sum(flags), len(flags), group) for place, flags in sorted(found.items())]


def _band(one: Invitation, _zone: tzinfo | None) -> tuple[str, str]:
    band = visible(one.mail.band_at_sending)
    return f"{_BANDS.find(band):02}", _("band {band}").format(band=band) if band else ""


def _warmth(one: Invitation, _zone: tzinfo | None) -> tuple[str, str]:
    warmth = one.mail.warmth_at_sending
    if warmth is None:
        return "", ""
    if warmth >= WARM:
        return "0", _("near")
    return ("1", _("a little near")) if warmth > 0 else ("2", _("strangers"))


def _template(one: Invitation, _zone: tzinfo | None) -> tuple[str, str]:
    lang = visible(one.mail.lang)
    return lang, f"{kind_label(one.mail.kind)} {lang}".rstrip()


def _weekday(one: Invitation, zone: tzinfo | None) -> tuple[str, str]:
    number = one.sent.astimezone(zone).weekday()
    return str(number), _(WEEKDAYS["en"][number])


GROUPS: Mapping[str, Key] = {
    "band": _band,
    "warmth": _warmth,
    "template": _template,
    "weekday": _weekday,
}

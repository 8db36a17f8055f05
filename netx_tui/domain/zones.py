"""Time zones by their IANA names: a meeting keeps its own, so that its hour is right across clock changes."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from netx_tui.domain.errors import FieldError
from netx_tui.domain.text import clean_line
from netx_tui.i18n import _

_HOUR = timedelta(hours=1)


def zone_named(name: str) -> tzinfo:
    """The zone called ``name``; an empty one is UTC. Raises ``FieldError`` for one that does not exist."""
    name = clean_line(name, 60)
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise FieldError(_no_zone(name), field="zone") from None


def name_of(zone: tzinfo | None, at: datetime) -> str:
    """An IANA name for ``zone`` as a clock shows it at ``at``; empty (UTC) where there is none.

    A bare offset of whole hours has one too (``Etc/GMT-1`` is an hour ahead of UTC).
    """
    key = getattr(zone, "key", "")
    if key:
        return str(key)
    offset = at.astimezone(zone).utcoffset() if zone else None
    if not offset or offset % _HOUR:
        return ""
    hours = int(offset / _HOUR)
    return f"Etc/GMT{-hours:+d}" if -14 <= -hours <= 12 else ""


def _no_zone(name: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    told = _("There is no time zone '{name}'; they are called like Europe/Berlin.").format(name=name)
    known = available_timezones()
    folded = {zone.casefold(): zone for zone in known}
    cities = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(known)}
    near = folded.get(name.casefold()) or cities.get(name.casefold().replace(" ", "_"))
    if not near:
        found = get_close_matches(name, known, n=1)
        near = found[0] if found else ""
    return told + (" " + _("Did you mean '{near}'?").format(near=near) if near else "")

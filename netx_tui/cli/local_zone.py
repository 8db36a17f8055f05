"""The zone of this machine, for times of any season."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """The machine's zone as the system knows it.

    The zone that ``datetime.astimezone`` gives is a mere offset: it would read a time of last summer by
    the clock of this winter.
    """

    def fromutc(self, dt: datetime) -> datetime:
        """``dt``, which is in UTC, as a clock here shows it."""
        local = dt.replace(tzinfo=UTC).astimezone()
        here = local.replace(tzinfo=self)
        # The hour that comes twice in autumn: the second one is marked.
        return here if here.utcoffset() == local.utcoffset() else here.replace(fold=1)

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """How far a clock here is ahead of UTC at ``dt``."""
        return None if dt is None else dt.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, dt: datetime | None) -> timedelta | None:
        """Not known: the system tells only the whole offset."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """What the zone is called at ``dt``."""
        return None if dt is None else dt.replace(tzinfo=None).astimezone().tzname()


HERE = LocalZone()

"""Drafts in memory: those of this session, and those that wait to be taken up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from threading import RLock

from netx_tui.domain.drafts import Draft


class DraftMemory:
    """May be used from any thread; ``clock`` gives the time with its zone."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._mine: dict[str, Draft] = {}
        self._waiting: tuple[Draft, ...] = ()
        self._offered: list[Draft] = []
        self._guard = RLock()

    def keep(
        self,
        key: str,
        title: str,
        values: Mapping[str, str],
        base: Mapping[str, str] | None = None,
        at: datetime | None = None,
    ) -> None:
        """Keep the changed fields ``values`` of a form that showed ``base``; without any, nothing is kept."""
        with self._guard:
            kept = self._mine.get(key)
            if not values:
                self._mine.pop(key, None)
            elif kept is None or kept.values != values or kept.base != (base or {}):
                self._mine[key] = Draft(key, title, at or self._clock(), dict(values), dict(base or {}))
        self._changed()

    def drop(self, key: str) -> None:
        """Forget what this session keeps under ``key``: it was saved, or thrown away."""
        self.keep(key, "", {})

    def every(self) -> tuple[Draft, ...]:
        """All drafts there are."""
        with self._guard:
            return (*self._mine.values(), *self._waiting)

    def waiting(self, key: str = "") -> tuple[Draft, ...]:
        """What may be taken up again, the newest first; with ``key`` only of that form."""
        return tuple(draft for draft in self._waiting if key in ("", draft.key))

    def next_offer(self, fits: Callable[[str], bool]) -> Draft | None:
        """A draft that was not offered yet and whose key ``fits``; it is not given again."""
        for draft in self._waiting:
            if fits(draft.key) and not any(draft is one for one in self._offered):
                self._offered.append(draft)
                return draft
        return None

    def take_up(self, draft: Draft, key: str = "") -> None:
        """The draft stands in a form again, maybe that of another ``key``: it is this session's own now."""
        with self._guard:
            self._forget(draft)
            self._mine[key or draft.key] = draft._replace(key=key or draft.key)
        self._changed()

    def throw_away(self, draft: Draft) -> None:
        """Nobody wants the draft any more."""
        self._forget(draft)
        self._changed()

    def put_aside(self, key: str) -> None:
        """What this session keeps under ``key`` waits until it is taken up again."""
        with self._guard:
            draft = self._mine.pop(key, None)
            if draft:
                self._offered.append(draft)
                self._waiting = (draft, *self._waiting)
        self._changed()

    def _take_over(self, found: tuple[Draft, ...]) -> None:
        with self._guard:
            self._waiting = (*self._waiting, *found)

    def _forget(self, draft: Draft) -> None:
        with self._guard:
            self._waiting = tuple(one for one in self._waiting if one is not draft)

    def _changed(self) -> None:
        """Called after each change, with nothing locked."""

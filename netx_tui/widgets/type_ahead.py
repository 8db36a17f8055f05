"""Keys one after the other: what one key opens, the next one is typed into.

A slow line hands over many keys at once. The framework passes each on to what has the focus at that
moment, before the key in front has done its work, so that ``/kranich`` would open a filter with the
first key and run seven commands with the others. Here a key waits until the one before has settled.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

SETTLE_SECONDS = 0.5
"""How long a key may hold back the next one; after that it is taken to wait for something else."""
FOCUS_SECONDS = 0.3
"""How long a new screen may take until something on it has the focus."""
LOOK_SECONDS = 0.005


class OrderedKeys(App[None], inherit_bindings=False):
    """An app in which no key overtakes another; a single key is not delayed."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self._waiting_keys: deque[events.Key] = deque()
        self._settling: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hold back a key while the one before it is still at work."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._settling is not None:
            self._waiting_keys.append(event)
        else:
            await self._hand_over(event)

    async def _hand_over(self, event: events.Key) -> None:
        screen, focused = self.screen, self.focused
        await super().on_event(event)
        path = [*focused.ancestors_with_self] if focused is not None else [screen, self]
        self._settling = asyncio.create_task(self._settle(screen, path))

    async def _settle(self, screen: object, path: Sequence[MessagePump]) -> None:
        """Wait until the key went all its way, then hand over the next."""
        try:
            done = asyncio.Event()
            # A second time through the app: moving the focus is itself put off until then.
            self._follow([*path, self], done)
            await asyncio.wait_for(done.wait(), SETTLE_SECONDS)
        except TimeoutError:
            pass
        # Only somebody who waits needs the new screen to be ready.
        if self._waiting_keys:
            await self._wait_for_focus(screen)
        if self._waiting_keys:
            # Still settling until then: a key that comes in between has to wait behind the others.
            self.call_later(self._hand_over, self._waiting_keys.popleft())
        else:
            self._settling = None

    def _follow(self, path: Sequence[MessagePump], done: asyncio.Event) -> None:
        """Run behind the key through the queues of all that it may bubble to."""
        while path:
            if path[0].call_later(self._follow, path[1:], done):
                return
            path = path[1:]
        done.set()

    async def _wait_for_focus(self, before: object) -> None:
        """Give what the key opened the time to appear and to take the focus."""
        for _look in range(int(FOCUS_SECONDS / LOOK_SECONDS)):
            await asyncio.sleep(LOOK_SECONDS)
            if self.screen is before or self.focused is not None:
                return

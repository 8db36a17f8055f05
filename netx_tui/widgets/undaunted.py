"""Apps and screens that live on when what they waited for was given up."""

from __future__ import annotations

import asyncio

from textual.message_pump import MessagePump


class Undaunted(MessagePump):
    """Ends only where somebody ends it.

    The framework lets a loop end without a word when something a key or a message waited for is cancelled,
    a dialog whose screen was closed meanwhile for example: netx would be gone, or a screen dead.
    """

    async def _process_messages_loop(self) -> None:
        while True:
            try:
                await super()._process_messages_loop()
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if self._closed or task is None or task.cancelling():
                    raise
            else:
                return

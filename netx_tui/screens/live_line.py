"""What stands half-typed in the line of a talk: kept while one types, put back after a kill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.services.drafts import Drafts
    from netx_tui.services.live import Live
    from netx_tui.widgets.live_field import NoteField


class HalfTyped:
    """The draft of the line ``entry`` in the talk ``meeting_id``. Nobody is asked during a talk."""

    def __init__(self, drafts: Drafts, live: Live, meeting_id: str, entry: NoteField) -> None:
        self._drafts, self._live = drafts, live
        self._meeting, self._entry = meeting_id, entry
        self._key = f"live:{meeting_id}"
        drafts.open_form(self._key, _("Talk"), self._typed)

    def put_back(self) -> None:
        """Put into the empty line what a kill left, unless it became a note after all."""
        waiting = self._drafts.waiting(self._key)
        if not waiting or self._entry.value or self._entry.kind:
            return
        kind, text = (waiting[0].values.get(name, "") for name in ("kind", "text"))
        if self._live.is_kept(self._meeting, kind or "answer", text):
            self._drafts.throw_away(waiting[0])
        else:
            self._entry.take_up(kind, text)
            self._drafts.take_up(waiting[0], self._key)

    def drop(self) -> None:
        """The line was kept as a note."""
        self._drafts.drop(self._key)

    def close(self) -> None:
        """The screen closes; the line waits until the talk is opened again."""
        self._drafts.leave_form(self._key)

    def _typed(self) -> tuple[dict[str, str], dict[str, str]]:
        text = self._entry.value
        return ({"text": text, "kind": self._entry.kind} if text.strip() else {}), {}

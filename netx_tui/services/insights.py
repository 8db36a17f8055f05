"""Insights: what was learned, from whom, and whether something is to be done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from netx_tui.domain.captures import words_of
from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.errors import Ambiguous, FieldError, NotFound
from netx_tui.domain.meetings import INSIGHT_KINDS, Insight
from netx_tui.i18n import _
from netx_tui.services.finding import SHORTEST_PREFIX, find_contact

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace


class Insights:
    """The verbs around insights on ``workspace``."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._clock = clock

    def add(self, about: str, text: str, kind: str = "fact") -> str:
        """Keep something learned in a meeting or from a person, as ``about`` names it; returns its id.

        Raises ``FieldError``, ``NotFound`` and ``Ambiguous``.
        """
        words = words_of(text)
        if kind not in INSIGHT_KINDS:
            raise FieldError(
                _("A kind is one of: {known}.").format(known=", ".join(INSIGHT_KINDS)), field="kind"
            )
        meeting = self._meeting(about)
        contact = (
            self._workspace.meetings[meeting].contact if meeting else find_contact(self._workspace, about)
        )
        fields = {
            "meeting": meeting,
            "contact": contact,
            "text": words,
            "kind": kind,
            "actionable": "undecided",
            "captured_at": self._clock().isoformat(timespec="seconds"),
        }
        name = self._workspace.new_id("insights")
        known = {key: value for key, value in fields.items() if value}
        person = self._workspace.contacts.get(contact)
        label = _("noted an insight of {name}").format(name=person.name if person else "–")
        self._workspace.apply([Create("insights", name, known)], label)
        return name

    def listing(self) -> list[dict[str, Any]]:
        """The rows of ``insight list --json``, newest first."""
        rows = sorted(
            self._workspace.insights.values(), key=lambda one: (one.captured_at, one.id), reverse=True
        )
        return [self.shown(insight.id) for insight in rows]

    def shown(self, insight_id: str) -> dict[str, Any]:
        """One insight as the command line gives it; raises ``NotFound``."""
        insight = self._insight(insight_id)
        person = self._workspace.contacts.get(insight.contact)
        return {
            "id": insight.id,
            "meeting": insight.meeting,
            "contact": insight.contact,
            "name": person.name if person else "",
            "text": insight.text,
            "kind": insight.kind,
            "actionable": insight.actionable,
            "captured_at": insight.captured_at,
            "from_memory": insight.from_memory,
        }

    def find(self, name: str) -> str:
        """The id of the insight meant, by id or its beginning; raises ``NotFound`` or ``Ambiguous``."""
        return find_insight(self._workspace, name)

    def only_to_know(self, *insight_ids: str) -> str:
        """Nothing is to be done about these; returns a sentence. Raises ``NotFound``."""
        changes: list[Change] = [
            Update("insights", self._insight(name).id, {"actionable": "no"}) for name in insight_ids
        ]
        self._workspace.apply(changes, _("insight only to know"))
        return _("Only to know.")

    def _insight(self, insight_id: str) -> Insight:
        insight = self._workspace.insights.get(insight_id)
        if insight is None:
            raise NotFound(_("That insight is no longer there; another session may have deleted it."))
        return insight

    def _meeting(self, name: str) -> str:
        known = self._workspace.meetings
        found = [key for key in known if key == name or (len(name) > 3 and key.startswith(name))]
        return found[0] if len(found) == 1 else ""


def find_insight(workspace: Workspace, name: str) -> str:
    """The id of the insight meant, by id or its beginning; raises ``NotFound`` or ``Ambiguous``."""
    known = workspace.insights
    if name in known:
        return name
    found = [key for key in known if len(name) >= SHORTEST_PREFIX and key.startswith(name)]
    if len(found) > 1:
        raise Ambiguous(
            _("'{name}' can mean several insights: {candidates}.").format(
                name=name, candidates=", ".join(found)
            )
        )
    if not found:
        raise NotFound(_("There is no insight '{name}'. `netx insight list` shows them.").format(name=name))
    return found[0]

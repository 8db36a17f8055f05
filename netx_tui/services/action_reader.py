"""What one asks about actions before something is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from netx_tui.domain.action_guess import guess_type, title_from
from netx_tui.domain.action_types import due_of
from netx_tui.domain.actions import Action
from netx_tui.domain.board import check_room, home, lacking, needs_sentence
from netx_tui.domain.board_columns import USUAL, Columns
from netx_tui.domain.errors import Ambiguous, NotFound
from netx_tui.domain.meetings import Insight
from netx_tui.domain.same_thing import already
from netx_tui.domain.text import clean_line, same_name, visible
from netx_tui.i18n import _
from netx_tui.services.finding import SHORTEST_PREFIX
from netx_tui.services.insights import find_insight

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace

LONGEST_LABEL = 40


class ActionReader:
    """Actions and insights of ``workspace``; ``columns`` holds the user's names and limits."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime], columns: Columns = USUAL) -> None:
        self._workspace = workspace
        self._clock = clock
        self.columns = columns

    def find(self, name: str) -> str:
        """The id of the action meant, by id or its beginning; raises ``NotFound`` or ``Ambiguous``."""
        known = self._workspace.actions
        name = name.removeprefix("#")
        if name in known:
            return name
        found = [key for key in known if len(name) >= SHORTEST_PREFIX and key.startswith(name)]
        if len(found) > 1:
            listed = ", ".join(f"{key} ({visible(known[key].title)})" for key in found)
            raise Ambiguous(
                _("'{name}' can mean several actions: {candidates}. Use the id.").format(
                    name=name, candidates=listed
                )
            )
        if not found:
            raise NotFound(
                _("There is no action '{name}'. `netx action list` shows them.").format(name=clean_line(name))
            )
        return found[0]

    def action(self, action_id: str) -> Action:
        """The action; raises ``NotFound`` when it is gone."""
        action = self._workspace.actions.get(action_id)
        if action is None:
            raise NotFound(_("That card is no longer there; another session may have deleted it."))
        return action

    def proposal(self, insight_ids: Sequence[str]) -> tuple[dict[str, str], Action | None]:
        """What a card made of these insights would say, and an open one that names the same thing."""
        insights = [self.insight(name) for name in insight_ids]
        first = insights[0]
        people = [contact.name for contact in self._workspace.contacts.values()]
        kind = guess_type(first.text, first.kind, people)
        title = title_from(first.text)
        usual = due_of(kind, self._clock().date())
        values = {"title": title, "type": kind, "due": usual.isoformat() if usual else ""}
        return values, already(title, kind, self._workspace.actions.values())

    def lacking(self, action_ids: Sequence[str], column: str) -> tuple[tuple[str, ...], str]:
        """What these cards lack for a column, and the sentence that asks for it; raises ``NotFound``."""
        cards = [self.action(name) for name in action_ids]
        wanted = {field: card for card in reversed(cards) for field in lacking(card, column)}
        if not wanted:
            return (), ""
        first = next(card for card in cards if lacking(card, column))
        fields = tuple(field for field in lacking(first, column)) + tuple(
            field for field in wanted if field not in lacking(first, column)
        )
        return fields, needs_sentence(first, column, fields, self.columns)

    def check_room(self, column: str) -> None:
        """Raise ``ColumnFull`` where no further card fits into a column."""
        there = sum(home(action) == column for action in self._workspace.actions.values())
        check_room(column, there, self.columns)

    def insight(self, name: str) -> Insight:
        """The insight meant by its id or the beginning of it; raises ``NotFound`` or ``Ambiguous``."""
        return self._workspace.insights[find_insight(self._workspace, name)]

    def name_of(self, contact_id: str) -> str:
        """How a person is written in a form: by name, or by id where several are called so."""
        contact = self._workspace.contacts.get(contact_id)
        if contact is None:
            return ""
        namesakes = sum(
            same_name(other.name) == same_name(contact.name) for other in self._workspace.contacts.values()
        )
        return contact.name if namesakes == 1 else contact_id

    def added_sentence(self, action_id: str) -> str:
        """Where a card came that was added, and why there."""
        action = self.action(action_id)
        told = {"title": quoted(action.title), "column": self.columns.name(home(action))}
        if home(action) == "inbox" and action.type and action.due:
            return _("{title} waits in {column}: {next} is full.").format(
                next=self.columns.name("next"), **told
            )
        return _("{title} is in {column}.").format(**told)


def quoted(title: str) -> str:
    """A title in a sentence."""
    words = visible(title)
    if len(words) > LONGEST_LABEL:
        words = words[:LONGEST_LABEL].rstrip() + "…"
    return _('"{title}"').format(title=words)

"""What an import brings besides people: their companies and the touches with them, none of them twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netx_tui.domain.changes import Change, Create, Update
from netx_tui.domain.text import same_name
from netx_tui.formats.problems import ImportedTouch
from netx_tui.i18n import _

if TYPE_CHECKING:
    from netx_tui.store.workspace import Workspace


class NewCompanies:
    """The companies of an import: each new name once, wishes only where none was told yet."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known = {same_name(company.name): company for company in workspace.companies.values()}
        self._created: dict[str, dict[str, Any]] = {}
        self._updated: dict[str, dict[str, Any]] = {}

    @property
    def new(self) -> int:
        """How many companies are created."""
        return len(self._created)

    def note(self, name: str, wishes: Mapping[str, Any], kept: list[str]) -> bool:
        """Take note of a person's company; whether an existing company changes by it."""
        if not name:
            return False
        key = same_name(name)
        company = self._known.get(key)
        if company is None:
            fields = self._created.setdefault(key, {"name": name})
        else:
            fields = self._updated.setdefault(company.id, {}) if wishes else {}
        before = len(fields)
        for field, value in wishes.items():
            mine = fields.get(field, getattr(company, field, None))
            if mine is None:
                fields[field] = value
            elif mine != value:
                message = _("{company}: {field} stays {mine}; the file says {theirs}.")
                kept.append(message.format(company=name, field=field, mine=mine, theirs=value))
        return len(fields) > before

    def changes(self) -> tuple[Change, ...]:
        """What the store has to write."""
        new = (Create("companies", self._workspace.new_id("companies"), f) for f in self._created.values())
        return (*new, *(Update("companies", id_, f) for id_, f in self._updated.items() if f))


class NewTouches:
    """The touches of an import, none of them twice."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: set[tuple[str, ...]] | None = None
        self.created: list[Create] = []

    def note(self, contact: str, touch: ImportedTouch) -> bool:
        """Take note of a touch with the contact of that id; whether it is new."""
        if self._known is None:
            self._known = set()
            for known in self._workspace.touches.values():
                self._remember(known.contact, known.on, known.kind, known.direction, known.channel)
        exact = (contact, touch.on, touch.kind, touch.direction, touch.channel)
        # a file that does not say the direction means any touch of that day and kind
        if (exact if touch.direction else exact[:3]) in self._known:
            return False
        direction = touch.direction or "out"
        self._remember(contact, touch.on, touch.kind, direction, touch.channel)
        fields = {"contact": contact, "on": touch.on, "kind": touch.kind, "direction": direction}
        if touch.channel:
            fields["channel"] = touch.channel
        self.created.append(Create("touches", self._workspace.new_id("touches"), fields))
        return True

    def _remember(self, contact: str, on: str, kind: str, direction: str, channel: str) -> None:
        assert self._known is not None
        self._known.update({(contact, on, kind, direction, channel), (contact, on, kind)})

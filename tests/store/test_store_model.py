"""Random edits of two users, undo, compaction, restarts and torn writes, against a plain dict."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.domain.errors import NetxError, NotFound, RuleRefused
from netx_tui.store.workspace import Workspace

PATHS = ("name", "city", "links.web", "links.xing", "events.e1", "a\\.b")
values = st.one_of(st.integers(0, 3), st.sampled_from(["", "Ann", "Zoë \u2028"]), st.just(None))
fields = st.dictionaries(st.sampled_from(PATHS), values, min_size=1, max_size=3)
users = st.sampled_from(["ann", "bob"])

Flat = dict[str, Any]


def flat(document: Any) -> Flat:
    """A document as its paths and values, without what the store itself keeps."""
    own = {key: value for key, value in document.items() if key not in ("id", "rev", "created", "updated")}
    return flattened(own)


def flattened(tree: Any, above: str = "") -> Flat:
    result: Flat = {}
    for key, value in tree.items():
        name = above + key.replace(".", "\\.")
        result.update(flattened(value, f"{name}.") if isinstance(value, dict) else {name: value})
    return result


def nested(flat_fields: Flat) -> dict[str, Any]:
    """The fields of a new document that has these paths and values."""
    result: dict[str, Any] = {}
    for path, value in flat_fields.items():
        *above, last = path.split(".") if "\\" not in path else [path.replace("\\.", ".")]
        below = result
        for key in above:
            below = below.setdefault(key, {})
        below[last] = value
    return result


def removed_above(path: str, view: Flat, current: Flat) -> Flat:
    """What an edit at ``path`` brings back: the map around it, where somebody removed all of that."""
    keys = path.split(".") if "\\" not in path else [path]
    for depth in range(1, len(keys)):
        above = ".".join(keys[:depth]) + "."
        if not any(one.startswith(above) for one in current):
            seen = {one: value for one, value in view.items() if value is not None}
            return {one: value for one, value in seen.items() if one.startswith(above)}
    return {}


class StoreMachine(RuleBasedStateMachine):
    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="netx-model-"))
        self.path = self.folder / "netx.json"
        self.runs = 0
        self.model: dict[str, Flat] = {}
        # per user: (old documents, new documents) of what stands, and of what was undone
        self.done: dict[str, list[dict[str, tuple[Flat | None, Flat | None]]]] = {"ann": [], "bob": []}
        self.undone: dict[str, list[dict[str, tuple[Flat | None, Flat | None]]]] = {"ann": [], "bob": []}
        self.stores = {who: self.opened(who) for who in self.done}

    def opened(self, who: str) -> Workspace:
        self.runs += 1
        clock = lambda: datetime(2026, 11, 23, tzinfo=UTC)  # noqa: E731
        return Workspace.open(self.path, who=who, run=f"run-{self.runs}", clock=clock)

    def record(self, who: str, changed: dict[str, tuple[Flat | None, Flat | None]]) -> None:
        changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
        if changed:
            self.done[who].append(changed)
            self.undone[who].clear()
        for name, (_old, new) in changed.items():
            self.put(name, new)

    def put(self, name: str, document: Flat | None) -> None:
        if document is None:
            self.model.pop(name, None)
        else:
            self.model[name] = document

    @rule(target=ids, who=users, content=fields)
    def create(self, who: str, content: Flat) -> str:
        name = self.stores[who].new_id("contacts")
        self.stores[who].apply([Create("contacts", name, nested(content))], "create")
        self.record(who, {name: (None, {path: v for path, v in content.items() if v is not None})})
        return name

    @rule(who=users, name=ids, other=ids, content=fields, more=fields)
    def update(self, who: str, name: str, other: str, content: Flat, more: Flat) -> None:
        store = self.stores[who]
        known = store.documents("contacts")
        seen = {key: flat(known[key]) for key in (name, other) if key in known}
        changes = [Update("contacts", name, content), Update("contacts", other, more)]
        if name not in self.model or other not in self.model:
            try:
                store.apply(changes, "update")
            except NotFound:
                return
            raise AssertionError("an update of a missing document went through")
        store.apply(changes, "update")
        old = {key: dict(self.model[key]) for key in (name, other)}
        new = {key: dict(self.model[key]) for key in (name, other)}
        for key, wanted in ((name, content), (other, more)):
            view = seen.get(key, new[key])
            for path, value in wanted.items():
                if view.get(path) != value:
                    if value is not None:
                        new[key].update(removed_above(path, view, new[key]))
                    new[key].pop(path, None)
                    if value is not None:
                        new[key][path] = value
                view = {**view, path: value}
            seen[key] = view
        self.record(who, {key: (old[key], new[key]) for key in old})

    @rule(who=users, name=ids)
    def delete(self, who: str, name: str) -> None:
        self.stores[who].apply([Delete("contacts", name)], "delete")
        self.record(who, {name: (self.model.get(name), None)})

    @rule(who=users)
    def undo(self, who: str) -> None:
        self.take_back(who, self.done[who], self.undone[who], self.stores[who].undo)

    @rule(who=users)
    def redo(self, who: str) -> None:
        self.take_back(who, self.undone[who], self.done[who], self.stores[who].redo)

    def take_back(self, who: str, source: list[Any], target: list[Any], call: Any) -> None:
        expected = self.inverted(source[-1]) if source else None
        try:
            call()
        except RuleRefused:
            assert source and expected is None
        except NetxError:
            assert not source
        else:
            assert expected is not None
            changed = source.pop()
            target.append({name: (new, old) for name, (old, new) in changed.items()})
            for name, document in expected.items():
                self.put(name, document)

    def inverted(self, changed: dict[str, tuple[Flat | None, Flat | None]]) -> dict[str, Flat | None] | None:
        """The documents after taking ``changed`` back; ``None`` where that would overwrite a later edit."""
        result: dict[str, Flat | None] = {}
        for name, (old, new) in changed.items():
            now = self.model.get(name)
            if old is None or new is None:
                if now != new:
                    return None
                result[name] = old
                continue
            if now is None:
                return None
            after = dict(now)
            for path in {**old, **new}:
                if old.get(path) != new.get(path):
                    if now.get(path) != new.get(path):
                        return None
                    after.pop(path, None)
                    if path in old:
                        after[path] = old[path]
            result[name] = after
        return result

    @rule(who=users)
    def poll(self, who: str) -> None:
        self.stores[who].poll()

    @rule(who=users)
    def compact(self, who: str) -> None:
        self.stores[who].compact(force=True)

    @rule(who=users)
    def restart(self, who: str) -> None:
        self.stores[who].close(compact=False)
        self.stores[who] = self.opened(who)

    @rule(length=st.integers(1, 400))
    def tear(self, length: int) -> None:
        """A session dies in the middle of a write."""
        journal = Path(f"{self.path}.journal")
        if journal.exists():
            torn = b'{"seq":1,"at":"2026","who":"ann","n":1,"of":9,"label":"torn",' + b"x" * length
            with journal.open("ab") as file:
                file.write(torn[:length])

    @invariant()
    def everybody_reads_the_model(self) -> None:
        check = self.opened("check")
        assert {name: flat(document) for name, document in check.documents("contacts").items()} == self.model

    @invariant()
    def sessions_that_look_see_the_model(self) -> None:
        if self.runs % 3 == 0:
            for store in self.stores.values():
                store.poll()
                documents = store.documents("contacts")
                assert {name: flat(document) for name, document in documents.items()} == self.model

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


TestStore = StoreMachine.TestCase
TestStore.settings = settings(
    max_examples=60, stateful_step_count=30, derandomize=True, deadline=None, database=None
)

"""Random edits of two users, some of whom die at any byte of a write, against a plain dict."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from netx_tui.domain.changes import Create, Delete, Update
from tests.store.test_store_model import Flat, StoreMachine, fields, flat, nested, users, values
from tests.torture.disk import Recorder

ITEMS = ("research.r1.text", "research.r1.rank", "research.r2.text", "tags.list")
items = st.dictionaries(st.sampled_from(ITEMS), values, min_size=1, max_size=3)
Documents = dict[str, Flat | None]


def known(content: Flat) -> Flat:
    return {path: value for path, value in content.items() if value is not None}


class CrashMachine(StoreMachine):
    ids = StoreMachine.ids

    def __init__(self) -> None:
        super().__init__()
        self.imports = 0

    @rule(who=users, name=ids, content=items)
    def edit_items(self, who: str, name: str, content: Flat) -> None:
        self.stores[who].poll()
        if name in self.model:
            self.update(who, name, name, content, {})

    @rule(who=users, name=ids, content=fields, count=st.integers(1, 12))
    def bring_in_many(self, who: str, name: str, content: Flat, count: int) -> None:
        new, changes = self.many(content, count)
        changes.append(Delete("contacts", name))
        self.stores[who].apply(changes, "import")
        self.record(who, {key: (None, document) for key, document in new.items()} | {name: self.gone(name)})

    @rule(who=users)
    def back_up(self, who: str) -> None:
        store = self.stores[who]
        store.poll()
        target = self.path.with_name("copy.json")
        store.backup(target)
        assert self.shown_by(store.open(target, who=who, run="copy", clock=None)) == self.model

    @rule(
        who=users,
        name=ids,
        content=items,
        doing=st.sampled_from(["edit", "import", "delete", "undo", "redo", "compact", "back up"]),
        call=st.integers(0, 22),
        share=st.sampled_from([0.0, 0.01, 0.3, 0.5, 0.9, 0.99, 1.0]),
    )
    def die(self, who: str, name: str, content: Flat, doing: str, call: int, share: float) -> None:
        store = self.stores[who]
        store.poll()
        before = copy.deepcopy((self.model, self.done, self.undone))
        work = self.prepared(store, who, name, content, doing)
        if work is None:
            return
        recorder = Recorder(self.folder)
        with recorder.recording(), recorder.dying_at(call, share):
            work()
        self.stores[who] = self.opened(who)
        found = self.shown_by(self.stores[who])
        if found != self.model:
            self.model, self.done, self.undone = before
            assert found == self.model, "half of it is there"

    def prepared(
        self, store: Any, who: str, name: str, content: Flat, doing: str
    ) -> Callable[[], object] | None:
        """The work, while the model already has it done; ``None`` where it is not possible."""
        if doing == "compact":
            return lambda: store.compact(force=True)
        if doing == "back up":
            return lambda: store.backup(self.path.with_name("copy.json"))
        if doing in ("undo", "redo"):
            source, target = (self.done, self.undone) if doing == "undo" else (self.undone, self.done)
            return self.taken_back(source[who], target[who], getattr(store, doing))
        if doing == "import":
            new, changes = self.many(content, 5)
            self.record(who, {key: (None, document) for key, document in new.items()})
            return lambda: store.apply(changes, doing)
        if name not in self.model:
            return None
        old = self.model[name]
        if doing == "delete":
            self.record(who, {name: self.gone(name)})
            return lambda: store.apply([Delete("contacts", name)], doing)
        new_one = known({**old, **content})
        self.record(who, {name: (old, new_one)})
        return lambda: store.apply([Update("contacts", name, content)], doing)

    def taken_back(self, source: list[Any], target: list[Any], work: Any) -> Callable[[], object] | None:
        expected = self.inverted(source[-1]) if source else None
        if expected is None:
            return None
        target.append({key: (new, old) for key, (old, new) in source.pop().items()})
        for key, document in expected.items():
            self.put(key, document)
        return lambda: work()

    def many(self, content: Flat, count: int) -> tuple[dict[str, Flat], list[Any]]:
        names = [f"m{self.imports + number}" for number in range(count)]
        self.imports += count
        changes: list[Any] = [Create("contacts", key, nested(content)) for key in names]
        return {key: known(content) for key in names}, changes

    def gone(self, name: str) -> tuple[Flat | None, None]:
        return self.model.get(name), None

    def shown_by(self, store: Any) -> dict[str, Flat]:
        return {name: flat(document) for name, document in store.documents("contacts").items()}


TestStoreThatDies = CrashMachine.TestCase
TestStoreThatDies.settings = settings(
    max_examples=80, stateful_step_count=40, derandomize=True, deadline=None, database=None
)

"""A day of a store, told edit by edit: what the tests of power cuts and kills let happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from netx_tui.domain.changes import Create, Delete, Update
from netx_tui.store.workspace import Workspace

State = dict[str, dict[str, Any]]


def opened(path: Path, run: str = "check", who: str = "ann", **options: Any) -> Workspace:
    """A session with a clock that stands still."""
    clock = lambda: datetime(2026, 11, 23, 8, tzinfo=UTC)  # noqa: E731
    return Workspace.open(path, who=who, run=run, clock=clock, **options)


def state_of(store: Workspace) -> State:
    """All documents in ``store`` that are in any table."""
    return {table: dict(store.documents(table)) for table in store.tables() if store.documents(table)}


def edited(name: str = "c1", **fields: Any) -> list[Update]:
    return [Update("contacts", name, fields)]


def day(path: Path) -> Iterator[tuple[str, Callable[[], object], Workspace]]:
    """The steps of a day: a name, what to do, and the session to ask for the state after it."""
    store = opened(path, "run-1")

    def step(label: str, *changes: Any) -> tuple[str, Callable[[], object], Workspace]:
        return label, lambda: store.apply(changes, label), store

    yield step("add Ann", Create("contacts", "c1", {"name": "Ann Berg", "notes": "x" * 700}))
    yield step("move", *edited(city="Bonn", tags=["a", "b"]))
    yield step("shorter", *edited(notes="y"))
    yield "compact", lambda: store.compact(force=True), store
    yield step("add Bo", Create("contacts", "c2", {"name": "Bo Lind"}), *edited(city="Ulm"))
    yield step("delete", Delete("contacts", "c2"))
    people = [Create("contacts", f"i{n}", {"name": f"Import {n}", "notes": "z" * (n * 7)}) for n in range(50)]
    yield step("import", *people)
    yield "undo", store.undo, store
    yield "redo", store.redo, store
    yield "compact", lambda: store.compact(force=True), store
    yield step("after", *edited("i7", city="Jena", notes=None))
    yield f"backup {path.parent}/copy.json", lambda: store.backup(path.parent / "copy.json"), store
    other = opened(path, "run-2", who="bob")
    yield "bob", lambda: other.apply(edited(lang="de"), "bob"), other
    yield "bob compacts", lambda: other.compact(force=True), other
    yield step("ann again", *edited(title="Lead", links={"web": "https://ann.example"}))
    yield "bob again", lambda: other.apply([Delete("contacts", "i9")], "bob again"), other
    yield step("last", *edited("i8", notes="n" * 1500))

"""Every verb on poisoned data: it says something clean, or refuses in one sentence; never a traceback."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from netx_tui.cli.main import OWN_FAULT, run
from netx_tui.domain.changes import Update
from netx_tui.store.workspace import Workspace
from tests.conftest import NOW
from tests.hostile.poison import TEXTS, Tables, clean, poisoned_texts, poisoned_values, written

FILES = {"texts": poisoned_texts, "values": poisoned_values}
READING = (
    ("contact", "list"),
    ("contact", "list", "--json"),
    ("contact", "list", "ann", "--stage", "lead,shortlisted", "--limit", "3"),
    ("company", "list"),
    ("company", "list", "--json"),
    ("today",),
    ("today", "--json"),
    ("today", "--motd"),
    ("history",),
    ("history", "--json"),
    ("export", "contacts", "--to", "csv"),
    ("export", "contacts", "--to", "json"),
    ("export", "contacts", "--to", "json", "--private"),
    ("doctor",),
    ("doctor", "--json"),
    ("profile", "show"),
    (),
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)
    monkeypatch.setenv("NETX_NOW", NOW.isoformat())
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(params=list(FILES))
def tables(request: pytest.FixtureRequest) -> Tables:
    return FILES[request.param]()


@pytest.fixture
def file(tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = written(tmp_path / "netx.json", tables)
    monkeypatch.setenv("NETX_DATA", str(path))
    return path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a verb says, which must be clean, and its end orderly."""
    capsys.readouterr()
    status = run(list(words))
    out, err = capsys.readouterr()
    assert status != OWN_FAULT, (words, crash())
    assert status in (0, 1, 2, 65, 73, 74), (words, status, err)
    assert "Traceback" not in err
    for text in (out, err):
        assert clean(text), (words, [line for line in text.splitlines() if not clean(line)][:3])
    return out


def crash() -> str:
    """The end of the log of failures."""
    log = Path(os.environ["XDG_STATE_HOME"]) / "netx" / "netx.log"
    return log.read_text()[-1500:] if log.exists() else ""


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_verb_that_reads_says_nothing_that_acts(
    words: tuple[str, ...], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(capsys, *words)
    if "--json" in words:
        json.loads(out)


def test_everybody_can_be_shown_changed_moved_and_deleted(
    tables: Tables, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verbs = (("set", "city=Kiel", "tags=a;b"), ("stage", "parked"), ("delete",))
    for place, contact in enumerate(tables["contacts"]):
        said(capsys, "contact", "show", contact)
        verb, *words = verbs[place % len(verbs)]
        said(capsys, "contact", verb, contact, *words)
    for company in list(tables["companies"])[::3]:
        said(capsys, "company", "set", company, "motivation=3", "notes=x")


def test_everybody_is_told_to_a_script(
    tables: Tables, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_card = [row["id"] for row in json.loads(said(capsys, "contact", "list", "--json"))]
    assert sorted(with_card) == sorted(tables["contacts"])
    for contact in with_card[::4]:
        assert json.loads(said(capsys, "contact", "show", contact, "--json"))["id"] == contact


def test_the_past_of_poisoned_documents_is_clean(
    tables: Tables, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace.open(file, who=TEXTS["csi"], run="run", clock=lambda: NOW)
    contacts = list(tables["contacts"])
    for kind, text in TEXTS.items():
        changes = [Update("contacts", contacts[0], {"name": text, "city": text, f"links.{kind}": text})]
        workspace.apply(changes, text)
    workspace.close(compact=False)
    said(capsys, "history")
    said(capsys, "history", contacts[0])
    json.loads(said(capsys, "history", "--json"))
    for verb in ("undo", "redo", "undo"):
        said(capsys, verb)


def test_what_was_typed_is_told_cleanly(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "contact", "add", "Bea")
    for text in TEXTS.values():
        typed = text.replace("\x00", "")
        for words in (
            ("contact", "show", typed),
            ("contact", "list", typed),
            ("contact", "stage", typed, typed),
            ("contact", "set", "Bea", f"{typed}=1"),
            ("contact", "add", typed, "--level", typed),
            ("contact", "list", "--stage", typed),
            ("company", "set", typed, "motivation=9"),
            ("import", typed),
            ("export", "contacts", "--to", typed),
            ("locate", typed),
            (typed,),
            ("today", "--days", typed),
            ("--now", typed, "today"),
        ):
            said(capsys, *words)


@pytest.mark.parametrize(
    "content",
    [
        {"contacts": []},
        {"contacts": "text"},
        {"contacts": {"1": "text", "2": None, "3": []}},
        {"contacts": {"1": {"id": 7, "name": "Ann"}, "2": {"id": None}, "3": {"name": "no id"}}},
        {"contacts": {"x\x1b[2J": {"id": "c1", "name": "Ann"}}},
        {"\x1b]0;table\x07": {"1": {"id": "c1"}}, "contacts": {}},
        {"meta": {"1": {"id": "store", "schema": "\x1b[2J", "generation": 7}}, "contacts": {}},
        {"meta": {"1": {"id": "store", "schema": 10**30, "generation": "x"}}, "contacts": {}},
        ["\x1b[2J"],
        "\x1b[2J",
    ],
    ids=str,
)
def test_a_file_of_another_shape_is_read_or_refused(
    content: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "netx.json"
    path.write_text(json.dumps(content))
    monkeypatch.setenv("NETX_DATA", str(path))
    for words in (
        ("contact", "list"),
        ("contact", "list", "--json"),
        ("today",),
        ("contact", "add", "Bea"),
        ("doctor",),
    ):
        said(capsys, *words)
    assert path.exists()


@pytest.fixture
def export(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[dict[str, Path]]:
    made = {name: tmp_path / f"out.{name}" for name in ("csv", "json")}
    for name, path in made.items():
        said(capsys, "export", "contacts", "--to", name, "--out", str(path))
    return made


def test_an_export_of_poison_can_be_imported_elsewhere(
    export: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, path in export.items():
        monkeypatch.setenv("NETX_DATA", str(tmp_path / f"other_{name}.json"))
        said(capsys, "import", str(path), "--dry-run")
        said(capsys, "import", str(path))
        said(capsys, "contact", "list")

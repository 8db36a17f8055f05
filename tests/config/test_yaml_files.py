"""Reading YAML that may come from anywhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netx_tui.config.yaml_files import SIZE_LIMIT, read_yaml, told_at
from netx_tui.config.yaml_loader import parse_yaml
from netx_tui.domain.errors import BadInput


def refusal(content: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        parse_yaml(content, "c.yaml")
    return caught.value.message


def test_plain_settings_become_plain_values() -> None:
    found = parse_yaml(b"a: 1\nb: [x, yes, 2.5]\nc: {d: null}\n", "c.yaml")
    assert found == {"a": 1, "b": ["x", True, 2.5], "c": {"d": None}}


def test_names_are_texts_whatever_they_look_like() -> None:
    assert parse_yaml(b"no: 1\n1: 2\nnull: 3\n", "c.yaml") == {"no": 1, "1": 2, "null": 3}


def test_days_stay_texts() -> None:
    assert parse_yaml(b"on: 2026-11-23\n", "c.yaml") == {"on": "2026-11-23"}


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfa: 1\nb: x\n", b"a: 1\r\nb: x\r\n", b"a: 1\rb: x\r"])
def test_the_mark_and_the_line_ends_of_other_editors_are_fine(content: bytes) -> None:
    assert parse_yaml(content, "c.yaml") == {"a": 1, "b": "x"}


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert parse_yaml(b"# nothing\n", "c.yaml") == {}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a: 1\nb: &x 2\n", "line 2"),
        (b"a: 1\nb: *x\n", "line 2"),
        (b"a: 1\n<<: {b: 2}\n", "line 2"),
        (b"a: 1\nb: 2\na: 3\n", "line 3: 'a' is there twice"),
        (b"a: !!python/object/apply:os.system [x]\n", "line 1: tags"),
        (b"a: " + b"9" * 5000, "line 1: this number"),
        (b"a: .inf\n", "line 1: this number"),
        (b"a:\n\t- b\n", "line 2: there is a tab"),
        (b"a:\n  b: 1\n\tc: 2\n", "line 3: there is a tab"),
        (b"a: 'x\nb: 2\n", "line 3: a quote is not closed"),
        (b"a: [x\n", "line 2: a bracket is not closed"),
        (b"a: b: c\n", "line 1: this line does not fit"),
        (b"a:\n  b: 1\n c: 2\n", "line 3: this line does not fit"),
        (b"a: 1\nmouse\nb: 2\n", "line 3: a ':' is missing"),
        (b"a: @x\n", "line 1: this value needs quotes"),
        (b"a:\n  b: 1\n  b: 2\n", "line 3: 'b' is there twice"),
        (b"ok: 1\nbad: \xff\n", "line 2: this is not UTF-8"),
        (b"- a\n", "line 1: expected lines"),
        (b"a: 1\n---\nb: 2\n", "c.yaml, line 2"),
        (b"\xef\xbb\xbfa: 1\nb: \x1b[2J\n", "c.yaml, line 2: a control character"),
        ("a: 1\n".encode("utf-16"), "line 1: this is not UTF-8"),
    ],
)
def test_what_settings_do_not_need_is_refused_with_its_line(content: bytes, told: str) -> None:
    assert told in refusal(content)


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- "])
def test_deep_nesting_is_refused_before_it_costs_anything(opening: bytes) -> None:
    assert "levels" in refusal(b"a:\n  " + opening * 60_000)


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_no_bytes_do_worse_than_a_sentence(content: bytes) -> None:
    try:
        assert isinstance(parse_yaml(content, "c.yaml"), dict)
    except BadInput as error:
        assert error.message.startswith("c.yaml")


def test_a_missing_file_is_an_error_unless_it_may_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        read_yaml(str(tmp_path / "no.yaml"))
    assert read_yaml(str(tmp_path / "no.yaml"), missing_ok=True) == {}


def test_a_folder_a_pipe_and_a_giant_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_yaml(str(tmp_path))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="is not a file"):
        read_yaml(str(tmp_path / "pipe"))
    giant = tmp_path / "giant.yaml"
    giant.write_bytes(b"#" * (SIZE_LIMIT + 1))
    with pytest.raises(BadInput, match="at most 256 KB"):
        read_yaml(str(giant))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "c.yaml"
    path.write_text("a: 1\n")
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def kept(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def test_what_was_parsed_is_kept_for_its_owner_only(file: Path, cache: Path) -> None:
    read_yaml(str(file), cache=str(cache))
    assert kept(cache).stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_the_second_reading_takes_what_was_kept(file: Path, cache: Path) -> None:
    read_yaml(str(file), cache=str(cache))
    content = json.loads(kept(cache).read_text())
    kept(cache).write_text(json.dumps({**content, "content": {"a": "kept"}}))
    assert read_yaml(str(file), cache=str(cache)) == {"a": "kept"}


def test_a_changed_file_is_read_anew(file: Path, cache: Path) -> None:
    read_yaml(str(file), cache=str(cache))
    file.write_text("a: 22\n")
    assert read_yaml(str(file), cache=str(cache)) == {"a": 22}


@pytest.mark.parametrize("content", ["", "[]", "nonsense", '{"key": 1}', "[" * 5000])
def test_a_damaged_copy_is_not_used(file: Path, cache: Path, content: str) -> None:
    read_yaml(str(file), cache=str(cache))
    kept(cache).write_text(content)
    assert read_yaml(str(file), cache=str(cache)) == {"a": 1}


def test_a_copy_that_others_may_write_is_not_used(file: Path, cache: Path) -> None:
    read_yaml(str(file), cache=str(cache))
    content = json.loads(kept(cache).read_text())
    kept(cache).write_text(json.dumps({**content, "content": {"a": "planted"}}))
    kept(cache).chmod(0o666)
    assert read_yaml(str(file), cache=str(cache)) == {"a": 1}


def test_a_link_in_place_of_the_copy_is_not_followed(file: Path, cache: Path, tmp_path: Path) -> None:
    read_yaml(str(file), cache=str(cache))
    place = kept(cache)
    elsewhere = tmp_path / "elsewhere.json"
    content = json.loads(place.read_text())
    elsewhere.write_text(json.dumps({**content, "content": {"a": "planted"}}))
    place.unlink()
    place.symlink_to(elsewhere)
    assert read_yaml(str(file), cache=str(cache)) == {"a": 1}


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(file: Path) -> None:
    assert read_yaml(str(file), cache="/proc/no/such/folder") == {"a": 1}


def test_a_sentence_can_say_where_a_name_stands(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("# hello\nscoring:\n  bands:\n    A: x\n")
    assert told_at(str(path), "scoring.bands.A") == f"{path}, line 4: "

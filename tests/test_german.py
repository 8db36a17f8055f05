"""The German catalogue: whole, with every place kept, and loaded when German is asked for."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import netx_tui
from netx_tui import i18n
from netx_tui.config.settings import load_settings
from netx_tui.config.template import settings_template

PACKAGE = Path(netx_tui.__file__).parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
OLD_PLACES = re.compile(r"%(?:\(\w+\))?[a-z]")

Key = tuple[str | None, str | tuple[str, ...]]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (PACKAGE / "locales" / "de" / "LC_MESSAGES" / "netx.po").open("rb") as file:
        return read_po(file, locale="de")


@pytest.fixture(scope="module")
def sentences() -> set[Key]:
    """Every sentence in the program."""
    found = extract_from_dir(PACKAGE, keywords=KEYWORDS)
    return {(context, message) for _file, _line, message, _comments, context in found}


def known(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def test_every_sentence_has_a_german_one(catalogue: Catalog, sentences: set[Key]) -> None:
    told = {(message.context, message.id) for message in known(catalogue) if all(texts(message.string))}
    assert sorted(map(str, sentences - told)) == []


def test_no_german_sentence_is_left_over(catalogue: Catalog, sentences: set[Key]) -> None:
    assert sorted(str(m.id) for m in known(catalogue) if (m.context, m.id) not in sentences) == []


def test_no_sentence_waits_for_a_second_look(catalogue: Catalog) -> None:
    assert [message.id for message in known(catalogue) if message.fuzzy] == []


def test_german_sentences_have_the_same_places_and_outer_blanks(catalogue: Catalog) -> None:
    for message in known(catalogue):
        english, german = texts(message.id), texts(message.string)
        assert len(english) == len(german), message.id
        for source, said in zip(english, german, strict=True):
            assert places(source) == places(said), source
            assert (source[:1].isspace(), source[-1:].isspace()) == (said[:1].isspace(), said[-1:].isspace())


@pytest.fixture
def german(catalogue: Catalog, tmp_path: Path) -> str:
    """The folder of a catalogue made of the sentences as they are now."""
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "netx.mo").open("wb") as file:
        write_mo(file, catalogue)
    return str(tmp_path)


def test_the_german_template_of_the_settings_works_line_by_line(german: str, tmp_path: Path) -> None:
    english = settings_template()
    i18n.use("de", german)
    file = tmp_path / "config.yaml"
    file.write_text(re.sub(r"(?m)^#(?=[a-z]|  )", "", settings_template()))
    assert settings_template() != english
    assert load_settings(str(file)).problems == ()


def test_netx_speaks_german_when_asked(german: str) -> None:
    assert i18n.use("de_AT.UTF-8", german) == "de"
    assert i18n._("Nothing is due.") == "Nichts ist fällig."
    assert i18n.ngettext("{count} person", "{count} people", 2) == "{count} Leute"


def texts(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else said


def places(text: str) -> set[str]:
    """The names in braces, or else those after a percent sign, as argparse writes them."""
    named = {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}
    return named or set(OLD_PLACES.findall(text))


YOU = re.compile(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|euch|euer\w*|eure\w*)\b")
ABOUT_YOU = re.compile(r"„[^“]*“|Du oder Sie|^Du$")
"""Sentences about how letters speak to somebody name the words themselves."""


def test_the_interface_says_du_to_nobody(catalogue: Catalog) -> None:
    said = [ABOUT_YOU.sub("", text) for message in known(catalogue) for text in texts(message.string)]
    assert [text for text in said if YOU.search(text)] == []


def test_quotes_are_german_ones(catalogue: Catalog) -> None:
    for message in known(catalogue):
        for text in texts(message.string):
            assert text.count("„") == text.count("“"), text

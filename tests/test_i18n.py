"""Sentences come out in the user's language, and fall back to English."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from netx_tui import i18n
from netx_tui.domain import fields


@pytest.fixture
def german(tmp_path: Path) -> Path:
    catalogue = Catalog(locale="de")
    catalogue.add("Name", "Name")
    catalogue.add("{field} must not be empty.", "{field} darf nicht leer sein.")
    catalogue.add(("{n} person", "{n} people"), ("{n} Person", "{n} Personen"))
    target = tmp_path / "locales" / "de" / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "netx.mo").open("wb") as file:
        write_mo(file, catalogue)
    return tmp_path / "locales"


def test_a_sentence_of_the_domain_speaks_german(german: Path) -> None:
    assert i18n.use("de_AT.UTF-8", str(german)) == "de"
    with pytest.raises(fields.FieldError, match="Name darf nicht leer sein"):
        fields.parse(fields.CONTACT_FIELDS[0], "")


def test_plurals_follow_the_language(german: Path) -> None:
    i18n.use("de", str(german))
    assert [i18n.ngettext("{n} person", "{n} people", n).format(n=n) for n in (1, 2)] == [
        "1 Person",
        "2 Personen",
    ]


@pytest.mark.parametrize("language", ["", "C", "POSIX", "en_GB.UTF-8", "xx", "xx_YY@euro"])
def test_an_unknown_language_falls_back_to_english(language: str, german: Path) -> None:
    assert i18n.use(language, str(german)) == "en"
    assert i18n._("Name") == "Name"
    assert i18n.ngettext("one", "many", 2) == "many"


def test_english_needs_no_catalogue_at_all() -> None:
    assert i18n.use("en") == "en"
    assert i18n.language() == "en"
    assert i18n.pgettext("board", "Next") == "Next"

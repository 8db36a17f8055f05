"""The reading inbox as whole command lines."""

from __future__ import annotations

from tests.cli.conftest import Netx

URL = "https://example.org/teams"


def test_an_article_is_kept_and_listed(netx: Netx, ayla: str) -> None:
    words = ("--title", "Small teams", "--why", "short", "--fields", "data,ops", "--for", "Ayla Brandt")
    kept = netx("article", "add", URL, *words, "--json").json
    assert netx("article", "list", "--json").json == [kept]
    assert (kept["fields"], kept["readers"], kept["sent"]) == ("data, ops", "Ayla Brandt", 0)
    assert netx("article", "list").out.split("  ")[1:3] == ["Small teams", "Ayla Brandt, data, ops"]
    netx("undo")
    assert netx("article", "list", "--json").json == []


def test_every_key_is_told_in_the_help(netx: Netx) -> None:
    kept = netx("article", "add", URL, "--json").json
    for verb in ("add", "list"):
        told = " ".join(netx("article", verb, "--help").out.split())
        assert all(f" {key}" in told for key in kept)


def test_what_is_no_link_is_refused(netx: Netx) -> None:
    refused = netx("article", "add", "javascript:alert(1)")
    assert refused.status == 2 and "begins with https://" in refused.err and not refused.out
    assert netx("article", "add", URL, "--for", "Nobody").status == 1
    assert "reading inbox is empty" in netx("article", "list").err


def test_an_article_for_their_field_is_proposed_and_fills_the_letter(netx: Netx, ayla: str) -> None:
    netx("contact", "set", ayla, "tier=active", "department=data")
    netx("touch", "add", ayla, "--kind", "meeting", "--on", "2026-08-01")
    netx("article", "add", URL, "--title", "Small teams", "--why", "It is short", "--fields", "data")
    assert netx("touch", "list", "--json").json[0]["kind"] == "share_article"
    assert URL in netx("mail", "draft", "share_article", ayla).out


def test_an_article_is_changed_and_thrown_away(netx: Netx, ayla: str) -> None:
    kept = netx("article", "add", URL, "--title", "Small teams", "--json").json
    changed = netx("article", "set", kept["id"][:4], "title=Large teams", "for=Ayla Brandt", "--json").json
    assert (changed["title"], changed["readers"]) == ("Large teams", "Ayla Brandt")
    assert netx("article", "set", kept["id"], "colour=red").status == 2
    removed = netx("article", "remove", kept["id"])
    assert removed.out.strip() == kept["id"] and "takes it back" in removed.err
    assert netx("article", "list", "--json").json == []
    netx("undo")
    assert netx("article", "list", "--json").json == [changed]


def test_an_article_that_is_not_there_is_named(netx: Netx) -> None:
    refused = netx("article", "remove", "zzz")
    assert refused.status == 1 and "netx article list" in refused.err

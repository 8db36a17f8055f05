"""The templates that ship, under the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from netx_tui.config.paths import Paths
from netx_tui.config.templates import mail_templates, sample_values
from netx_tui.domain.mails.filling import draft
from netx_tui.domain.mails.kinds import KINDS


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "rules").mkdir()
    return Paths({"HOME": str(tmp_path)}, config=str(tmp_path / "config.yaml"))


def write(paths: Paths, text: str) -> str:
    file = Path(paths.rules) / "templates.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_all_kinds_ship_without_a_problem(paths: Paths) -> None:
    templates, problems = mail_templates(paths)
    assert problems == ()
    assert tuple(templates) == KINDS


def test_the_sample_fills_every_template(paths: Paths) -> None:
    templates, _problems = mail_templates(paths)
    for variant, values in sample_values(paths).items():
        formality = "du" if variant == "de_du" else ""
        for template in templates.values():
            assert draft(template, variant[:2], values, formality=formality).missing == ()


def test_the_users_copy_overrides_by_kind_and_only_what_it_holds(paths: Paths) -> None:
    write(paths, "templates:\n  nudge:\n    limits: {warn: 70}\n    en: {subject: Once more}\n")
    templates, problems = mail_templates(paths)
    shipped, _problems = mail_templates(Paths({"HOME": "/nowhere"}))
    assert problems == ()
    assert templates["nudge"].limits == shipped["nudge"].limits._replace(warn=70)
    assert templates["nudge"].variants["en"].subject == "Once more"
    assert templates["nudge"].variants["en"].body == shipped["nudge"].variants["en"].body
    assert templates["brief"] == shipped["brief"]


def test_the_users_copy_may_leave_out_the_outermost_name(paths: Paths) -> None:
    write(paths, "nudge:\n  en: {subject: Once more}\n")
    assert mail_templates(paths)[0]["nudge"].variants["en"].subject == "Once more"


def test_broken_yaml_is_named_with_its_line_and_the_shipped_templates_are_used(paths: Paths) -> None:
    file = write(paths, "templates:\n  nudge:\n    en: {subject: [\n")
    templates, (problem,) = mail_templates(paths)
    assert tuple(templates) == KINDS
    assert problem.startswith(f"{file}, line ")
    assert problem.endswith("The templates that ship are used.")


def test_one_wrong_kind_is_named_with_its_line_and_costs_only_itself(paths: Paths) -> None:
    file = write(
        paths, "templates:\n  brief:\n    en: {subject: Mine}\n  nudge:\n    limits:\n      warn: many\n"
    )
    templates, (problem,) = mail_templates(paths)
    assert problem == (
        f"{file}, line 6: nudge.limits.warn in the templates must be a whole number from 0 to 2000. "
        "The one that ships is used."
    )
    assert templates["brief"].variants["en"].subject == "Mine"
    assert templates["nudge"].limits.warn == 60


def test_an_unknown_kind_is_told_with_the_nearest_one(paths: Paths) -> None:
    file = write(paths, "templates:\n  invitaton:\n    en: {subject: Hello}\n")
    _templates, (problem,) = mail_templates(paths)
    assert problem == f"{file}, line 2: there is no kind of mail 'invitaton'. Did you mean 'invitation'?"


@pytest.mark.parametrize("text", ["templates: 7\n", "templates: [a]\n"])
def test_something_else_than_templates_is_told(paths: Paths, text: str) -> None:
    file = write(paths, text)
    templates, (problem,) = mail_templates(paths)
    assert problem.startswith(f"{file}, line 1: lines of the form")
    assert tuple(templates) == KINDS

"""The bank of questions that ships, with the user's own over it.

The user's ``rules/questions.yaml`` lies beside ``config.yaml`` and overrides by id; new ids are added. What
is wrong with it is told with file and line, and what ships is used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from netx_tui.config.paths import Paths
from netx_tui.config.rules import SHIPPED
from netx_tui.config.yaml_files import read_yaml, told_at
from netx_tui.domain.errors import BadInput
from netx_tui.domain.question_bank import Bank, BankQuestion, WrongQuestion, question_from, sets_from
from netx_tui.i18n import _

FILE = "questions.yaml"


def question_bank(paths: Paths) -> tuple[Bank, tuple[str, ...]]:
    """The bank, and a sentence for everything in the user's file that cannot be used."""
    shipped = read_yaml(os.path.join(SHIPPED, FILE), cache=paths.cache)
    questions = {row[0]: question_from(row, shipped["delicate"]) for row in shipped["questions"]}
    bank = Bank(questions, sets_from(shipped["sets"]), tuple(shipped["always"]))
    file = os.path.join(paths.rules, FILE)
    try:
        own = read_yaml(file, cache=paths.cache, missing_ok=True)
    except BadInput as error:
        return bank, (error.message + " " + _("The questions that ship are used."),)
    problems: list[str] = []
    delicate = {*shipped["delicate"], *_names(own.get("delicate", ()), file, "delicate", problems)}
    questions.update(_questions(own.get("questions", []), delicate, file, problems))
    always = tuple(_names(own.get("always", bank.always), file, "always", problems))
    return Bank(questions, {**bank.sets, **_sets(own.get("sets", {}), file, problems)}, always), tuple(
        problems
    )


def _questions(rows: Any, delicate: Iterable[str], file: str, problems: list[str]) -> dict[str, BankQuestion]:
    if not isinstance(rows, list):
        problems.append(told_at(file, "questions") + _("a list of questions is wanted."))
        return {}
    found: dict[str, BankQuestion] = {}
    for place, row in enumerate(rows):
        try:
            question = question_from(row, delicate)
            if question.id in found:
                raise WrongQuestion(
                    _("the id {id} is there twice; the first one counts.").format(id=question.id)
                )
            found[question.id] = question
        except WrongQuestion as error:
            problems.append(told_at(file, f"questions.{place}") + error.message)
    return found


def _sets(data: Any, file: str, problems: list[str]) -> Mapping[str, Any]:
    try:
        return sets_from(data)
    except WrongQuestion as error:
        problems.append(told_at(file, "sets") + error.message)
        return {}


def _names(data: Any, file: str, name: str, problems: list[str]) -> tuple[str, ...]:
    if isinstance(data, (list, tuple)) and all(isinstance(word, str) for word in data):
        return tuple(data)
    problems.append(told_at(file, name) + _("a list of ids is wanted."))
    return ()

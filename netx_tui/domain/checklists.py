"""Checklists of actions as text, a step a line: ``[x] bought`` is done, ``[ ] read`` is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from netx_tui.domain.actions import Action, Step
from netx_tui.domain.errors import FieldError, NotFound
from netx_tui.domain.text import clean_line, clean_text, same_name
from netx_tui.i18n import _

MOST_STEPS = 30
_LINE = re.compile(r"\s*(?:[-*]\s+)?(?:\[(?P<tick>[ xX]?)\]\s*)?(?P<text>.*)")


def write_checklist(steps: Sequence[Step]) -> str:
    """The steps as text, which ``read_checklist`` reads back."""
    return "\n".join(f"[{'x' if step.done else ' '}] {clean_line(step.text)}" for step in steps)


def read_checklist(text: str, steps: Sequence[Step]) -> dict[str, Any]:
    """What to write so that an action with ``steps`` has those of ``text``, in its order.

    A step keeps its id where its text stays; lines in the place of those that went keep theirs in turn. A
    line without a box is a step that is open. Raises ``FieldError`` for too many of them.
    """
    wanted = [_step(line) for line in clean_text(text).split("\n") if _step(line)[1]]
    if len(wanted) > MOST_STEPS:
        raise FieldError(
            _("A checklist has at most {most} steps.").format(most=MOST_STEPS), field="checklist"
        )
    free = {step.id: step for step in steps}
    ids: list[str] = []
    for _done, words in wanted:
        same = next((name for name, step in free.items() if same_name(step.text) == same_name(words)), "")
        free.pop(same, None)
        ids.append(same)
    left = list(free)
    used = {step.id for step in steps}
    for place, name in enumerate(ids):
        if not name:
            ids[place] = left.pop(0) if left else _unused(used)
            used.add(ids[place])
    fields: dict[str, Any] = {f"checklist.{name}": None for name in left}
    for number, (name, (done, words)) in enumerate(zip(ids, wanted, strict=True), 1):
        item: dict[str, Any] = {"text": words, "rank": f"{number:06d}"}
        fields[f"checklist.{name}"] = {**item, "done": True} if done else item
    return fields


def find_step(action: Action, wanted: str) -> Step:
    """The step meant by its number (from 1) or its id; raises ``NotFound``."""
    for number, step in enumerate(action.checklist, 1):
        if wanted in (step.id, str(number)):
            return step
    if not action.checklist:
        raise NotFound(_("This card has no checklist."))
    raise NotFound(
        _("There is no step {step}; the checklist has 1 to {last}.").format(
            step=clean_line(wanted, 20), last=len(action.checklist)
        )
    )


def _step(line: str) -> tuple[bool, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        return False, ""
    return (match["tick"] or "") in ("x", "X"), clean_line(match["text"])


def _unused(used: set[str]) -> str:
    number = len(used) + 1
    while f"s{number}" in used:
        number += 1
    return f"s{number}"

"""The five jobs with one person, done or still to do, as they really went (R67)."""

from collections.abc import Iterable, Mapping
from typing import Any

from netx_tui.domain.agenda import musts
from netx_tui.domain.meetings import Meeting
from netx_tui.domain.rows import PathStep
from netx_tui.i18n import N_, _

JOBS = (N_("Choose"), N_("Plan"), N_("Goal"), N_("Touch"), N_("Use"))
CHOSEN = ("shortlisted", "invited", "nudged", "in_dialogue", "scheduled", "met", "in_touch", "dormant")
"""Stages of people who were chosen; who is parked or said no is to be chosen again."""
CALLED_OFF = ("cancelled", "no_show")


def jobs_done(stage: str, meetings: Iterable[Meeting], *, used: bool) -> tuple[bool, ...]:
    """Whether each of ``JOBS`` is done for a person at ``stage`` with these ``meetings``.

    Choose: shortlisted or later. Plan: an agenda with a goal and a must. Goal: its brief was sent. Touch: in
    touch. Use: ``used``, an action that came from them is done. Talks that were called off do not count.
    """
    talks = [meeting for meeting in meetings if meeting.status not in CALLED_OFF]
    planned = any(talk.objective.strip() and musts(talk.questions) for talk in talks)
    briefed = any(talk.brief_sent_at for talk in talks)
    return (stage in CHOSEN, planned, briefed, stage == "in_touch", used)


def steps(done: Iterable[bool]) -> tuple[PathStep, ...]:
    """The path as the card draws it; the first job that is not done is the current one."""
    drawn: list[PathStep] = []
    state = "current"
    for label, is_done in zip(JOBS, done, strict=True):
        drawn.append(PathStep(_(label), "done" if is_done else state))
        state = state if is_done else "open"
    return tuple(drawn)


def concerns(action: Mapping[str, Any], contact: str, insights: Iterable[str]) -> bool:
    """Whether an action has to do with the person ``contact``, whose ``insights`` are ids."""
    named = action.get("insights")
    return action.get("contact") == contact or (
        isinstance(named, list) and not set(insights).isdisjoint(map(str, named))
    )

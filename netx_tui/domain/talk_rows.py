"""Rows that services prepare of meetings and agendas; every text in them is clean and translated."""

from typing import NamedTuple

from netx_tui.domain.lint.letter import Finding


class TalkRow(NamedTuple):
    """One meeting in the list; ``ready`` is 0 to 5, ``todo`` what is missing or what comes next.

    ``group`` orders the list: going on, to be finished, to come, without a date, over.
    """

    id: str
    contact: str
    name: str
    company: str
    at: str
    when: str
    minutes: int
    status: str
    status_label: str
    ready: int
    todo: str
    group: int


class QuestionRow(NamedTuple):
    """One question of an agenda, ready to be drawn; ``answered_by`` names who answered it before."""

    id: str
    priority: str
    section: str
    section_label: str
    text: str
    minutes: int
    sendable: bool
    delicate: bool
    for_brief: bool
    sent: bool
    state: str
    answer: str
    answered_by: str


class BankRow(NamedTuple):
    """A question that may be added: from the bank, or left open by an earlier talk (``source``)."""

    id: str
    section: str
    section_label: str
    priority: str
    minutes: int
    text: str
    sendable: bool
    source: str = ""
    answered_by: str = ""


class AgendaView(NamedTuple):
    """Everything the agenda of one talk shows; ``todo`` is what is missing to be ready."""

    row: TalkRow
    objective_start: str
    objective: str
    objective_verb: str
    topic: str
    field: str
    place: str
    person_notes: str
    field_notes: str
    company_notes: str
    give: str
    sources: tuple[tuple[str, str, str], ...]
    questions: tuple[QuestionRow, ...]
    planned: int
    core: int
    shares: tuple[tuple[str, int], ...]
    ready: int
    todo: str
    brief: str
    findings: tuple[Finding, ...]
    research: tuple[str, ...]

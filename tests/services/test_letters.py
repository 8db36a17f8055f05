"""Letters on a real store: what is prepared, what may be chosen, what is recorded once one was sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from netx_tui.domain.changes import Create, Update
from netx_tui.domain.errors import FieldError, NetxError, NotFound, RuleRefused, UsageError
from netx_tui.domain.lint.rules import lint
from netx_tui.domain.mails.kinds import KINDS
from netx_tui.domain.profile import Profile
from netx_tui.domain.scoring_rules import rules_from
from netx_tui.domain.titles import Guess
from netx_tui.services.letters import Letters, Prepared, Wanted
from netx_tui.services.shortlists import Shortlists
from netx_tui.store.workspace import Workspace
from tests.domain.mail_examples import template

RULES = Path(__file__).parents[2] / "netx_tui" / "rules" / "scoring.yaml"
ME = Profile(target_departments=("data",), sender_name="Robin Keller", sender_line="a teacher of statistics")
AYLA = {
    "name": "Ayla Brandt",
    "given": "Ayla",
    "family": "Brandt",
    "company": "Nordlicht",
    "title": "Head of Data",
    "department": "data",
    "level": "department_head",
    "company_since": "2022-01",
    "mutual_connections": 6,
    "emails": ["ayla@example.org"],
    "stage": "shortlisted",
    "lang": "en",
}
FIELDS = {
    "topic": "building a first data platform team",
    "field": "data platforms",
    "specific": "your talk about small teams",
    "slots": "Tuesday or Thursday afternoon next week",
    "connection": "I came across you through your talk on small teams.",
}
QUESTIONS = {
    "q1": {"text": "What changes?", "priority": "must", "sendable": True},
    "q2": {"text": "What would you read?", "priority": "should", "sendable": True},
    "q3": {"text": "Whom should I ask?", "priority": "must", "sendable": False},
    "q4": {"text": "What did it cost you?", "priority": "must", "sendable": True, "delicate": True},
}


class Desk:
    """Letters to Ayla, and what the store says of them."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.now, self.me = now, ME
        clock = lambda: self.now  # noqa: E731
        self.workspace = Workspace.open(path, who="robin", run="run1", clock=clock)
        rules = rules_from(yaml.safe_load(RULES.read_text())["scoring"])
        self.choosing = Shortlists(self.workspace, rules, ME, lambda _title: Guess("", ""), clock)
        questions = {
            name: {"state": "open", "minutes": 3, "section": "advice", "rank": f"{at:06d}", **question}
            for at, (name, question) in enumerate(QUESTIONS.items())
        }
        talk: dict[str, Any] = {
            "contact": "c1",
            "status": "scheduled",
            "at": (now + timedelta(hours=30)).isoformat(),
            "zone": "Europe/Berlin",
            "minutes": 20,
            "place": "Café Anker",
            "topic": "data platforms",
            "field": "data platforms",
            "objective": "which three skills a newcomer must show",
            "objective_verb": "know",
            "questions": questions,
        }
        company = {"name": "Nordlicht", "motivation": 5, "staff": 400}
        creations = [("contacts", "c1", AYLA), ("companies", "k1", company), ("meetings", "m1", talk)]
        self.workspace.apply([Create(table, id, fields) for table, id, fields in creations], "began")
        self.letters = Letters(
            self.workspace,
            {kind: template(kind) for kind in KINDS},
            lambda: self.me,
            ranking=lambda: self.choosing.ranking,
            clock=clock,
            meetings=self.workspace.meetings,
        )

    def prepared(self, kind: str = "invitation", **how: Any) -> Prepared:
        wanted = Wanted(kind, "c1", how.pop("meeting", ""), **{"typed": FIELDS, **how})
        return self.letters.prepare(wanted)

    def brief(self, **how: Any) -> Prepared:
        return self.prepared("brief", meeting="m1", **how)

    @property
    def stage(self) -> str:
        return self.workspace.contacts["c1"].stage


@pytest.fixture
def desk(tmp_path: Path, now: datetime) -> Iterator[Desk]:
    desk = Desk(tmp_path / "netx.json", now)
    yield desk
    desk.workspace.close(compact=False)


# -- preparing ---------------------------------------------------------------------------------------


def test_what_is_known_is_filled_in_and_what_is_missing_is_named(desk: Desk) -> None:
    bare = desk.prepared(typed={})
    assert bare.letter.text.startswith("Dear Ayla Brandt,")
    assert "Robin Keller" in bare.letter.text
    assert {"topic", "specific", "slots"} <= set(bare.missing)
    assert "{{specific}}" in bare.letter.text
    assert not desk.prepared().missing


def test_what_the_user_says_of_themselves_holds_from_the_next_letter_on(desk: Desk) -> None:
    desk.me = ME._replace(sender_name="Robin K. Keller")
    assert desk.prepared().letter.text.endswith("Robin K. Keller")


def test_a_typed_value_stays_literal_even_if_it_looks_like_a_place(desk: Desk) -> None:
    letter = desk.prepared(typed={**FIELDS, "specific": "{{sender_name}} [bold]"}).letter
    assert "{{sender_name}} [bold]" in letter.text


def test_the_language_is_that_of_the_person_unless_another_is_wanted(desk: Desk) -> None:
    assert desk.prepared().letter.lang == "en"
    assert desk.prepared(lang="de").letter.text.startswith("Guten Tag Ayla Brandt,")


def test_a_text_of_ones_own_is_missing_nothing_but_is_read_by_the_rules(desk: Desk) -> None:
    own = desk.letters.prepare(Wanted("invitation", "c1"), subject="Hello", text="Send {{topic}} please")
    assert (own.missing, own.letter.subject) == ((), "Hello")
    assert any(finding.rule == "L001" for finding in own.findings)


def test_a_cure_changes_the_letter_and_takes_its_finding_away(desk: Desk) -> None:
    prepared = desk.brief()
    bare = prepared.letter.rewritten(text="Dear Ayla Brandt,\n\nMy topic: data platforms.\n\nRobin Keller")
    ill = prepared._replace(letter=bare, findings=lint(bare))
    assert any(finding.cure == "no_reply" for finding in ill.findings)
    well = desk.letters.cured(ill, "no_reply")
    assert "no need to answer" in well.letter.text
    assert not any(finding.cure == "no_reply" for finding in well.findings)


def test_an_unknown_kind_value_person_and_a_brief_without_a_talk_are_refused(desk: Desk) -> None:
    for wanted, error in (
        (Wanted("poem", "c1"), UsageError),
        (Wanted("invitation", "c1", typed={"topicc": "x"}), UsageError),
        (Wanted("invitation", "nobody"), NotFound),
        (Wanted("brief", "c1"), RuleRefused),
        (Wanted("brief", "c1", "nowhere"), NotFound),
    ):
        with pytest.raises(error):
            desk.letters.prepare(wanted)


# -- choosing ----------------------------------------------------------------------------------------


def test_the_kinds_begin_with_the_likely_one_and_a_brief_needs_a_talk_ahead(desk: Desk) -> None:
    kinds = desk.letters.kinds("c1")
    assert kinds[:2] == ("brief", "invitation")
    assert set(kinds) == set(KINDS)
    desk.workspace.apply([Update("meetings", "m1", {"status": "cancelled"})], "called off")
    kinds = desk.letters.kinds("c1")
    assert kinds[0] == "invitation"
    assert "brief" not in kinds


def test_only_what_may_be_sent_is_offered_and_the_usual_choice_is_the_musts(desk: Desk) -> None:
    wanted = desk.brief().wanted
    assert [question.id for question in desk.letters.offered(wanted)] == ["q1", "q2"]
    assert desk.brief().questions == ("q1",)
    assert "- What changes?" in desk.brief().letter.text


def test_a_brief_may_go_out_without_questions(desk: Desk) -> None:
    brief = desk.brief(questions=())
    assert brief.questions == ()
    assert "What changes?" not in brief.letter.text


def test_the_chosen_questions_are_kept_in_the_agenda_as_one_step(desk: Desk) -> None:
    desk.letters.choose(desk.brief().wanted, ["q2"])
    marks = {question.id: question.for_brief for question in desk.workspace.meetings["m1"].questions}
    assert marks == {"q1": False, "q2": True, "q3": False, "q4": False}
    assert desk.brief().questions == ("q2",)
    desk.letters.undo()
    assert desk.brief().questions == ("q1",)


def test_a_question_for_the_talk_only_is_not_sent_ahead(desk: Desk) -> None:
    for question in ("q3", "q4"):
        with pytest.raises(RuleRefused, match="not sent ahead"):
            desk.brief(questions=(question,))


# -- sent --------------------------------------------------------------------------------------------


def test_a_sent_invitation_moves_the_person_and_undo_takes_all_of_it_back(desk: Desk) -> None:
    sentence = desk.letters.send(desk.prepared())
    assert "Ayla Brandt" in sentence
    assert desk.stage == "invited"
    (mail,) = desk.workspace.mails.values()
    (touch,) = desk.workspace.touches.values()
    assert (mail.kind, mail.sent_at, touch.kind) == (
        "invitation",
        desk.now.isoformat(timespec="seconds"),
        "mail",
    )
    assert "sent to Ayla Brandt" in desk.letters.undo()
    assert (desk.stage, list(desk.workspace.mails), list(desk.workspace.touches)) == ("shortlisted", [], [])
    desk.letters.redo()
    assert desk.stage == "invited"


def test_the_time_of_sending_may_lie_back_but_not_ahead(desk: Desk) -> None:
    with pytest.raises(FieldError, match="still to come"):
        desk.letters.send(desk.prepared(), desk.now + timedelta(minutes=1))
    earlier = desk.now - timedelta(days=1)
    desk.letters.send(desk.prepared(), earlier)
    (mail,) = desk.workspace.mails.values()
    assert datetime.fromisoformat(mail.sent_at) == earlier


def test_an_error_keeps_a_letter_back_until_there_is_a_reason(desk: Desk) -> None:
    bare = desk.prepared(typed={})
    with pytest.raises(RuleRefused) as refused:
        desk.letters.send(bare)
    assert refused.value.overridable
    assert not desk.workspace.mails
    desk.letters.send(bare, reason="she knows the rest")
    (mail,) = desk.workspace.mails.values()
    assert mail.override_reason == "she knows the rest"


def test_no_reason_helps_where_somebody_wants_no_letters(desk: Desk) -> None:
    desk.workspace.apply([Update("contacts", "c1", {"do_not_contact": True})], "wants none")
    with pytest.raises(RuleRefused) as refused:
        desk.letters.check(desk.prepared(), "I want to")
    assert not refused.value.overridable


def test_a_letter_may_be_checked_without_being_recorded(desk: Desk) -> None:
    desk.letters.check(desk.prepared())
    assert not desk.workspace.mails
    with pytest.raises(RuleRefused):
        desk.letters.check(desk.prepared(typed={}))


def test_a_sent_brief_stamps_its_talk_and_the_questions_in_it(desk: Desk) -> None:
    desk.letters.send(desk.brief())
    meeting = desk.workspace.meetings["m1"]
    assert meeting.brief_sent_at == desk.now.isoformat(timespec="seconds")
    assert [question.id for question in meeting.questions if question.sent_in_brief] == ["q1"]


# -- handing over ------------------------------------------------------------------------------------


def test_the_letter_as_a_file_and_as_a_link_holds_address_subject_and_text(desk: Desk) -> None:
    prepared = desk.prepared()
    data = desk.letters.eml(prepared)
    assert b"X-Unsent: 1\r\n" in data
    assert b"ayla@example.org" in data
    link = desk.letters.mailto(prepared)
    assert link is not None
    assert link.startswith("mailto:ayla@example.org?subject=")


def test_without_an_address_there_is_neither_file_nor_link(desk: Desk) -> None:
    desk.workspace.apply([Update("contacts", "c1", {"emails": []})], "address gone")
    for hand_over in (desk.letters.eml, desk.letters.mailto):
        with pytest.raises(NetxError, match="not an e-mail address"):
            hand_over(desk.prepared())

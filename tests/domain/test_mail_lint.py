"""The rules for mails: each with an example it speaks up about and one it lets pass."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.contacts import LifeEvent, Touch
from netx_tui.domain.lint.brief import says_no_reply
from netx_tui.domain.lint.cures import CURES, cure, cure_label
from netx_tui.domain.lint.letter import Letter
from netx_tui.domain.lint.rules import errors, lint
from netx_tui.domain.mails.kinds import KINDS
from tests.domain.mail_examples import (
    ALL,
    AYLA,
    BERLIN,
    START,
    TWO_DAYS_BEFORE,
    Question,
    Talk,
    found,
    rendered,
    says,
    sent,
    with_sentence,
)


@pytest.mark.parametrize(("kind", "variant"), ALL)
def test_every_shipped_template_passes_with_its_sample_values(kind: str, variant: str) -> None:
    assert lint(rendered(kind, variant)) == ()


# -- L001 to L013 ------------------------------------------------------------------------------------


def test_l001_an_empty_place_is_an_error_that_says_what_is_wanted() -> None:
    (finding,) = found(rendered("invitation", values={"connection": ""}), "L001")
    assert finding.severity == "error"
    assert finding.sentence == "'Connection' is still empty: a sentence: how you know of each other."
    assert says(rendered("invitation", add="{{colour}}"), "L001") == "error"


def test_l001_an_empty_optional_place_only_costs_its_paragraph() -> None:
    letter = rendered("thank_you", values={"referral": ""})
    assert not says(letter, "L001")
    assert "Thank you also" not in letter.text


def test_l002_a_line_break_in_subject_or_address_is_an_error() -> None:
    assert says(rendered("check_in", subject="Hello\nBcc: x@example.org"), "L002") == "error"
    assert says(rendered("check_in", to="a@example.org\r\nBcc: x@example.org"), "L002") == "error"
    assert not says(rendered("check_in"), "L002")


def test_l003_without_an_address_or_against_somebodys_wish_nothing_is_sent() -> None:
    nowhere = AYLA._replace(emails=())
    assert says(rendered("check_in", contact=nowhere, to=""), "L003") == "error"
    assert says(rendered("check_in", contact=AYLA._replace(do_not_contact=True)), "L003") == "error"
    linked = nowhere._replace(links={"linkedin": "https://example.org/in/ayla"})
    assert not says(rendered("linkedin_note", contact=linked, to=""), "L003")


@pytest.mark.parametrize(
    ("kind", "warn", "error"),
    [
        ("invitation", 110, 150),
        ("nudge", 60, 80),
        ("brief", 160, 200),
        ("thank_you", 110, 150),
        ("close_the_loop", 100, 140),
        ("share_article", 70, 100),
        ("congrats", 50, 80),
        ("congrats_job", 50, 80),
        ("congrats_baby", 40, 60),
        ("check_in", 90, 120),
        ("referral_request", 130, 160),
        ("decline_reply", 60, 80),
    ],
)
def test_l010_a_mail_has_as_many_words_as_its_kind_allows(kind: str, warn: int, error: int) -> None:
    assert not says(rendered(kind, text="word " * warn), "L010")
    assert says(rendered(kind, text="word " * (warn + 1)), "L010") == "warn"
    assert says(rendered(kind, text="word " * error), "L010") == "warn"
    assert says(rendered(kind, text="word " * (error + 1)), "L010") == "error"


def test_l011_a_subject_is_there_and_short() -> None:
    assert says(rendered("check_in", subject="  "), "L011") == "error"
    assert (
        says(rendered("check_in", subject="one two three four five six seven eight nine"), "L011") == "warn"
    )
    assert says(rendered("check_in", subject="Donaudampfschifffahrtsgesellschaft " * 2), "L011") == "warn"
    assert not says(rendered("check_in", subject="one two three four five six seven eight"), "L011")
    assert not says(rendered("linkedin_note"), "L011")


def test_l012_a_linkedin_note_has_200_characters_and_300_with_premium() -> None:
    assert says(rendered("linkedin_note", text="x" * 201), "L012") == "error"
    assert not says(rendered("linkedin_note", text="x" * 200), "L012")
    assert not says(rendered("linkedin_note", text="x" * 300, premium=True), "L012")
    assert says(rendered("linkedin_note", text="x" * 301, premium=True), "L012") == "error"


def test_l013_an_invitation_of_a_few_words_is_too_short() -> None:
    assert says(rendered("invitation", text="word " * 49), "L013") == "warn"
    assert not says(rendered("invitation", text="word " * 50), "L013")


# -- L020 to L034 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["invitation", "nudge", "check_in", "referral_request", "new_date"])
def test_l020_a_mail_that_asks_has_exactly_one_question(kind: str) -> None:
    letter = rendered(kind)
    assert says(letter.rewritten(text=letter.text.replace("?", ".")), "L020") == "error"
    assert says(rendered(kind, add="And how is the family?"), "L020") == "warn"


def test_l020_question_marks_in_titles_and_addresses_are_no_questions() -> None:
    values = {"article_title": "Why boring?", "article_url": "https://example.org/?a=b"}
    assert not says(rendered("check_in", values=values), "L020")


@pytest.mark.parametrize("said", ["15 minutes", "15-20 minutes", "half an hour", "zwanzig Minuten", "30 min"])
def test_l021_an_invitation_names_a_time_box(said: str) -> None:
    text = f"Dear Ayla Brandt,\n\nCould we talk for {said}?"
    assert not says(rendered("invitation", text=text), "L021")


@pytest.mark.parametrize("said", ["a moment", "60 minutes", "5 minutes"])
def test_l021_no_time_box_or_a_long_one_is_told(said: str) -> None:
    text = f"Dear Ayla Brandt,\n\nCould we talk for {said}?"
    assert says(rendered("invitation", text=text), "L021") == "warn"
    assert says(rendered("nudge", text=text), "L021") == "warn"


def test_l022_an_invitation_offers_a_day_or_to_fit_in() -> None:
    assert says(rendered("invitation", text="Dear Ayla Brandt,\n\nCould we talk?"), "L022") == "info"
    for offer in ("on Tuesday", "on 12 November", "am 12. November", "am 12.11.", "around your calendar"):
        text = f"Dear Ayla Brandt,\n\nCould we talk {offer}?"
        assert not says(rendered("invitation", text=text), "L022")


def test_l023_the_connection_stands_at_the_beginning() -> None:
    late = "Dear Ayla Brandt,\n\n" + "word " * 30 + "Mira Okafor suggested that I write to you."
    assert says(rendered("invitation", text=late, values={"connection": "Mira Okafor suggested it."}), "L023")
    early = "Dear Ayla Brandt,\n\n" + "word " * 20 + "Mira Okafor suggested that I write to you."
    assert not says(rendered("invitation", text=early), "L023")
    own = {"connection": "My neighbour Tom is on your team."}
    assert not says(rendered("invitation", values=own), "L023")


@pytest.mark.parametrize("kind", ["invitation", "nudge", "brief"])
@pytest.mark.parametrize(
    "said",
    ["I have attached my CV.", "Here is my résumé.", "See my attached resume.", "Mein Lebenslauf hängt an."],
)
def test_l030_a_cv_stays_at_home(kind: str, said: str) -> None:
    assert says(rendered(kind, add=said), "L030") == "error"
    assert says(rendered(kind, attachments=("cv.pdf",)), "L030") == "error"


def test_l030_to_resume_a_talk_is_no_resume() -> None:
    assert not says(rendered("invitation", add="Let us resume our talk of last year."), "L030")


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        ("en", "Do you have a job for me."),
        ("en", "Is there a vacancy."),
        ("en", "I would like to apply for it."),
        ("de", "Ist bei Ihnen eine Stelle frei."),
        ("de", "Gibt es offene Stellen."),
        ("de", "Meine Bewerbung folgt."),
    ],
)
def test_l031_asking_for_a_job_is_told(variant: str, said: str) -> None:
    assert says(rendered("invitation", variant, add=said), "L031") == "warn"


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        ("en", "What do people learn on the job with you."),
        ("de", "Ich möchte Ihnen gern Fragen stellen."),
        ("de", "Ich bin für alles offen und stelle wenige Fragen."),
        ("de", "An dieser Stelle danke."),
        ("en", "This is not about a job."),
        ("de", "Ich suche keine offene Stelle."),
    ],
)
def test_l031_words_that_only_look_like_it_pass(variant: str, said: str) -> None:
    assert not says(rendered("invitation", variant, add=said), "L031")


def test_l031_a_question_on_the_list_may_be_about_their_jobs() -> None:
    asked = {"questions": "- Which decisions led you from the job of a tester to this one?"}
    assert not says(rendered("brief", values=asked), "L031")


@pytest.mark.parametrize("said", ["I want to pick your brain.", "A quick chat.", "Let's touch base."])
def test_l032_vague_words_are_told(said: str) -> None:
    assert says(rendered("invitation", add=said), "L032") == "info"
    assert says(rendered("invitation", "de", add="Wollen wir mal quatschen."), "L032") == "info"
    assert not says(rendered("invitation", add="I chatted with Mira."), "L032")


def test_l033_the_same_reason_for_two_people_within_a_month_is_told() -> None:
    reason = "your talk about small teams and boring tools"
    again = sent("invitation", 30, "kofi", specific=f" {reason.upper()} ")
    assert says(rendered("invitation", mails=(again,)), "L033") == "warn"
    assert not says(rendered("invitation", mails=(sent("invitation", 31, "kofi", specific=reason),)), "L033")
    assert not says(rendered("invitation", mails=(sent("invitation", 5, specific=reason),)), "L033")


def test_l034_an_invitation_is_easy_to_turn_down() -> None:
    assert says(rendered("invitation", text="Dear Ayla Brandt,\n\nCould we talk?"), "L034") == "info"
    for way in ("just leave it", "no problem", "lassen Sie die Mail einfach liegen", "kein Problem"):
        assert not says(rendered("invitation", text=f"Dear Ayla Brandt,\n\nIf not, {way}."), "L034")


# -- L040 to L044 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "There is no need to answer by e-mail."),
        ("en", "No need to reply."),
        ("en", "Please don’t expect an answer, I mean: I do not expect a reply."),
        ("en", "No response\nneeded."),
        ("de", "Eine Antwort per E-Mail ist nicht nötig."),
        ("de", "Zu antworten ist nicht erforderlich."),
        ("de", "Ich brauche keine Antwort."),
        ("de", "Bitte nicht per E-Mail antworten."),
        ("de", "Sie müssen nicht antworten."),
        ("de", "Du musst nicht antworten."),
    ],
)
def test_l040_these_say_that_no_reply_is_needed(lang: str, said: str) -> None:
    assert says_no_reply(said, lang)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Please reply by Friday."),
        ("en", "There is no need to bring anything."),
        ("en", "Eine Antwort ist nicht nötig."),
        ("de", "Bitte antworten Sie, auch wenn es nicht nötig ist."),
        ("de", "Vorbereitung ist nicht nötig."),
        ("de", "Ich freue mich auf Ihre Antwort."),
    ],
)
def test_l040_these_do_not(lang: str, said: str) -> None:
    assert not says_no_reply(said, lang)


@pytest.mark.parametrize("variant", ["en", "de", "de_du"])
def test_l040_a_brief_without_it_is_an_error_with_a_cure(variant: str) -> None:
    text = "Guten Tag Ayla Brandt,\n\nbis bald.\n\nGruß\nRobin"
    letter = rendered("brief", variant, text=text)
    assert says(letter, "L040") == "error"
    assert not says(cure("no_reply", letter), "L040")


def test_l041_a_brief_names_the_topic_or_the_field() -> None:
    letter = rendered("brief", text="Dear Ayla Brandt,\n\nSee you soon.\n\nBest\nRobin")
    assert says(letter, "L041") == "error"
    assert not says(cure("topic", letter), "L041")
    assert not says(letter.rewritten(text="It is about Data\nPlatforms."), "L041")
    nameless = rendered("brief", meeting=Talk(topic="", field=""), values={"topic": "", "field": ""})
    assert [finding.cure for finding in found(nameless, "L041")] == [""]


def test_l042_a_brief_has_up_to_five_questions_and_none_that_is_for_the_talk_only() -> None:
    assert says(rendered("brief", values={"questions": ""}), "L042") == "info"
    many = "\n".join(f"- Question {number}?" for number in range(6))
    assert says(rendered("brief", values={"questions": many}), "L042") == "warn"
    delicate = Question("q1", "What does it pay?", delicate=True)
    held_back = Question("q2", "Who decides?", sendable=False)
    asked = {"questions": "- What does it pay?\n- Who decides?"}
    assert says(rendered("brief", values=asked, questions=(delicate, held_back)), "L042") == "warn warn"
    open_place = Question("q3", "What pays {{field}}?", delicate=True)
    filled = {"questions": "- What pays data platforms?"}
    assert says(rendered("brief", values=filled, questions=(open_place,)), "L042") == "warn"
    five = "\n".join(f"- Question {number}?" for number in range(5))
    assert not says(rendered("brief", values={"questions": five}, questions=(delicate,)), "L042")


def test_l043_a_brief_goes_out_from_two_business_days_to_18_hours_before() -> None:
    for now in (START - timedelta(hours=18), datetime(2026, 11, 10, tzinfo=BERLIN)):
        assert not says(rendered("brief", now=now), "L043")
    early = rendered("brief", now=datetime(2026, 11, 9, 23, 59, tzinfo=BERLIN))
    assert found(early, "L043")[0].sentence.endswith("from Tuesday 10 November 2026 on.")
    late = rendered("brief", now=START - timedelta(hours=17, minutes=59))
    assert "first sentence of the talk" in found(late, "L043")[0].sentence


def test_l043_the_window_opens_earlier_over_a_holiday() -> None:
    monday = datetime(2026, 11, 9, 9, tzinfo=BERLIN)
    assert says(rendered("brief", now=monday), "L043") == "warn"
    assert not says(rendered("brief", now=monday, holidays=frozenset([date(2026, 11, 11)])), "L043")


@pytest.mark.parametrize(
    "said", ["on 12 November at 16:00", "am 12. November um 16 Uhr", "12.11., 16.00 Uhr", "November 12, 4 pm"]
)
def test_l044_a_brief_names_date_and_time(said: str) -> None:
    assert not says(rendered("brief", text=f"Dear Ayla Brandt,\n\nSee you {said}."), "L044")


@pytest.mark.parametrize("said", ["soon", "on 12 November", "at 16:00", "on 13 November at 16:00"])
def test_l044_a_brief_without_date_or_time_is_told(said: str) -> None:
    letter = rendered("brief", text=f"Dear Ayla Brandt,\n\nSee you {said}.\n\nBest\nRobin")
    assert says(letter, "L044") == "warn"
    assert not says(cure("date", letter), "L044")


# -- L050 to L071 ------------------------------------------------------------------------------------


def test_l050_thanks_name_an_insight_and_a_next_step() -> None:
    assert says(rendered("thank_you", values={"insight": "trust"}), "L050") == "warn"
    bare = "Dear Ayla Brandt,\n\nThank you very much for your time.\n\nBest\nRobin"
    assert says(rendered("thank_you", text=bare, values={"insight": "", "action": ""}), "L050") == "warn warn"
    own = bare.replace("time.", "time. You showed me that trust comes from one report. I will build it.")
    assert not says(rendered("thank_you", text=own, values={"insight": "", "action": ""}), "L050")


def test_l051_thanks_come_within_a_day() -> None:
    end = START + timedelta(minutes=20)
    assert not says(rendered("thank_you", now=end + timedelta(hours=24)), "L051")
    assert says(rendered("thank_you", now=end + timedelta(hours=24, minutes=1)), "L051") == "info"
    longer = Talk(ended_at="2026-11-12T16:00:00+00:00")
    assert not says(rendered("thank_you", now=end + timedelta(hours=24, minutes=30), meeting=longer), "L051")


@pytest.mark.parametrize(
    "kind", ["thank_you", "close_the_loop", "share_article", "congrats_baby", "congrats", "linkedin_note"]
)
def test_l052_a_mail_that_gives_asks_nothing(kind: str) -> None:
    letter = rendered(kind, add="Could we talk again?")
    assert says(letter, "L052") == "warn"
    assert not says(cure("no_question", letter), "L052")


def test_l052_a_question_mark_in_a_title_is_no_question() -> None:
    values = {"article_title": "Why boring?", "article_url": "https://example.org/?a=b"}
    assert not says(rendered("share_article", values=values), "L052")


def test_l060_an_article_has_an_address_and_a_reason() -> None:
    letter = rendered("share_article")
    assert says(letter.rewritten(text=letter.text.replace("https://", "")), "L060") == "error"
    assert says(rendered("share_article", values={"article_why": "worth a read"}), "L060") == "warn"


def test_l070_a_congratulation_names_the_occasion() -> None:
    text = "Dear Ayla Brandt,\n\nAll the best!\n\nBest\nRobin"
    for kind in ("congrats", "congrats_job", "congrats_promotion", "congrats_baby"):
        assert says(rendered(kind, text=text), "L070") == "warn"
    assert not says(rendered("congrats", text=text, values={"occasion": "All the best"}), "L070")


@pytest.mark.parametrize("on", ["--11-10", "1980-11-10", "--11-09", "--12-31"])
def test_l070_on_the_day_or_after_it_is_fine(on: str) -> None:
    now = TWO_DAYS_BEFORE if on != "--12-31" else datetime(2027, 1, 2, 9, tzinfo=BERLIN)
    assert not says(rendered("congrats", event=LifeEvent("e1", "birthday", on), now=now), "L070")


@pytest.mark.parametrize("on", ["--11-11", "1980-11-11"])
def test_l070_never_before_the_day(on: str) -> None:
    (finding,) = found(rendered("congrats", event=LifeEvent("e1", "birthday", on)), "L070")
    assert finding.sentence == "Not before the day: Wednesday 11 November 2026."


def test_l070_a_leap_day_is_kept_on_28_february_in_other_years() -> None:
    birthday = LifeEvent("e1", "birthday", "--02-29")
    now = datetime(2027, 2, 28, 9, tzinfo=BERLIN)
    assert not says(rendered("congrats", event=birthday, now=now), "L070")
    assert says(rendered("congrats", event=birthday, now=now - timedelta(days=1)), "L070") == "warn"


@pytest.mark.parametrize(("variant", "said"), [("en", "How is work."), ("de", "Die Arbeit kann warten.")])
def test_l071_no_work_in_a_mail_about_a_baby(variant: str, said: str) -> None:
    assert says(rendered("congrats_baby", variant, add=said), "L071") == "error"
    assert not says(rendered("congrats_baby", variant, add="Alles Gute. Worked out well."), "L071")


# -- L080 to L097 ------------------------------------------------------------------------------------


def test_l080_twenty_days_after_the_last_mail_is_too_early() -> None:
    (finding,) = found(rendered("check_in", mails=(sent("share_article", 12),)), "L080")
    assert finding.sentence == "12 days since your last mail: wait until Thursday 19 November 2026."
    assert not says(rendered("check_in", mails=(sent("share_article", 21),)), "L080")
    assert not says(rendered("thank_you", mails=(sent("share_article", 1),)), "L080")
    assert not says(rendered("congrats", mails=(sent("share_article", 7),)), "L080")
    assert says(rendered("congrats", mails=(sent("share_article", 6),)), "L080") == "warn"


def test_l080_a_light_touch_and_an_answer_of_theirs_do_not_count() -> None:
    touches = (
        Touch("t1", "ayla", "2026-11-08", "reaction"),
        Touch("t2", "ayla", "2026-11-09", "reply", "", "in"),
    )
    assert not says(rendered("check_in", touches=touches), "L080")
    assert says(rendered("check_in", touches=(Touch("t3", "ayla", "2026-11-08", "call"),)), "L080") == "warn"


def test_l080_the_circle_caps_the_mails_of_a_year() -> None:
    wide = AYLA._replace(tier="wide", lang="en")
    three = tuple(sent("check_in", days) for days in (300, 200, 100))
    assert says(rendered("share_article", contact=wide, mails=three), "L080") == "warn"
    assert not says(rendered("share_article", contact=wide, mails=three[1:]), "L080")
    assert not says(rendered("congrats", contact=wide, mails=three), "L080")
    briefs = tuple(sent("brief", days) for days in (300, 200, 100))
    assert not says(rendered("share_article", contact=wide, mails=briefs), "L080")


def test_l080_a_mail_and_the_touch_it_filed_count_once() -> None:
    light = AYLA._replace(tier="wide", lang="en")
    mails = tuple(sent("check_in", days, id=f"x{days}") for days in (200, 100))
    touches = tuple(Touch(mail.id, "ayla", mail.sent_at[:10], "mail") for mail in mails)
    assert not says(rendered("share_article", contact=light, mails=mails, touches=touches), "L080")


def test_l081_the_same_kind_twice_within_60_days_is_told() -> None:
    assert says(rendered("check_in", mails=(sent("check_in", 59),)), "L081") == "warn"
    assert not says(rendered("check_in", mails=(sent("check_in", 60),)), "L081")
    assert not says(rendered("check_in", mails=(sent("check_in", 5, "kofi"),)), "L081")
    assert not says(rendered("brief", mails=(sent("brief", 20, meeting="m0"),)), "L081")


def test_l090_du_and_sie_do_not_mix() -> None:
    assert says(rendered("check_in", "de", add="Hast du Zeit."), "L090") == "error"
    assert says(rendered("check_in", "de_du", add="Ich danke Ihnen."), "L090") == "error"
    assert not says(rendered("check_in", "de_du", add="Sie leitet das Team."), "L090")
    assert not says(rendered("brief", "de", values={"place": "Café du Nord"}), "L090")
    assert not says(rendered("check_in", "en", add="Du Ihnen."), "L090")


def test_l091_the_mail_is_in_the_language_of_the_contact() -> None:
    assert says(rendered("check_in", "en", contact=AYLA._replace(lang="de")), "L091") == "warn"
    assert not says(rendered("check_in", "en", contact=AYLA._replace(lang="")), "L091")


def test_l092_one_exclamation_mark_no_shouting_and_no_emoji_for_sie() -> None:
    letter = rendered("check_in", add="Great! Wow!")
    assert says(letter, "L092") == "warn"
    assert not says(cure("one_bang", letter), "L092")
    assert says(rendered("check_in", add="This is URGENT."), "L092") == "warn"
    assert not says(rendered("check_in", add="I learn SQL and use an API."), "L092")
    assert says(rendered("check_in", "de", add="Bis bald 😀"), "L092") == "warn"
    assert not says(rendered("check_in", "de_du", add="Bis bald 😀"), "L092")


@pytest.mark.parametrize(("variant", "limit"), [("en", 20), ("de", 18)])
def test_l093_long_sentences_are_told(variant: str, limit: int) -> None:
    text = "Guten Tag Ayla Brandt,\n\n" + "wort " * limit
    assert not says(rendered("check_in", variant, text=text + "."), "L093")
    assert says(rendered("check_in", variant, text=text + "mehr."), "L093") == "info"


def test_l094_one_word_of_praise_is_enough() -> None:
    assert says(rendered("check_in", add="Your amazing, brilliant talk."), "L094") == "info"
    assert not says(rendered("check_in", add="Your brilliant talk."), "L094")
    assert says(rendered("check_in", "de", add="Ihr großartiger, beeindruckender Vortrag."), "L094") == "info"


@pytest.mark.parametrize(
    ("variant", "said"),
    [("en", "Sorry to bother you again."), ("de", "Bitte entschuldigen Sie die Störung.")],
)
def test_l095_asking_needs_no_apology(variant: str, said: str) -> None:
    letter = rendered("check_in", variant, add=said)
    assert says(letter, "L095") == "info"
    assert not says(cure("no_apology", letter), "L095")
    assert not says(rendered("check_in", variant, add="I am sorry that it took a while."), "L095")


def test_l095_an_apology_that_holds_the_request_is_left_to_the_writer() -> None:
    letter = rendered("check_in", add="Sorry to bother you, but how are you?")
    assert [finding.cure for finding in found(letter, "L095")] == [""]


def test_l096_the_greeting_names_the_person_written_to() -> None:
    letter = rendered("check_in", values={"salutation": "Dear Kofi,"}, people=("Kofi Hartmann",))
    assert says(letter, "L096") == "error"
    cured = cure("salutation", letter)
    assert cured.text.startswith("Dear Ayla Brandt,\n\n")
    assert not says(cured, "L096")
    assert not says(rendered("check_in", people=("Kofi Hartmann", "Ayla Tag")), "L096")
    assert not says(
        rendered("check_in", values={"salutation": "Dear team,"}, people=("Kofi Hartmann",)), "L096"
    )


def test_l097_the_mail_names_no_other_company_one_knows() -> None:
    known = ("Nordlicht Analytics", "Kranich Werke")
    assert says(rendered("check_in", add="Greetings to Kranich Werke.", companies=known), "L097") == "warn"
    assert not says(rendered("check_in", add="Greetings to Nordlicht Analytics.", companies=known), "L097")
    assert not says(rendered("referral_request", companies=known), "L097")


# -- together ----------------------------------------------------------------------------------------


def test_errors_come_first_and_can_be_told_apart() -> None:
    findings = lint(rendered("brief", text="Sorry to bother you!!", subject=""))
    assert [finding.severity for finding in findings] == sorted(
        (finding.severity for finding in findings), key=["error", "warn", "info"].index
    )
    assert {finding.rule for finding in errors(findings)} == {"L011", "L040", "L041"}


def test_the_cure_for_two_questions_keeps_the_first_and_all_else() -> None:
    letter = rendered("nudge", add="Was it 9.5 or 10? It does not matter.")
    cured = cure("one_ask", letter)
    assert not says(cured, "L020")
    assert cured.text == with_sentence(rendered("nudge").text, "It does not matter.")


def test_every_cure_a_rule_offers_has_a_name_and_works() -> None:
    letter = rendered("invitation", subject="a\nb", text="Dear Kofi,\n\nHi! You! One? Two?\n\nBest\nRobin")
    offered = {finding.cure for finding in lint(letter)} - {""}
    assert offered >= {"subject_line", "one_ask", "exit", "one_bang"}
    for code in CURES:
        assert cure_label(code)
        assert isinstance(cure(code, letter), Letter)


@given(st.text(max_size=200), st.text(max_size=60), st.sampled_from(KINDS), st.sampled_from(("en", "de")))
def test_no_text_makes_a_rule_or_a_cure_fail(text: str, subject: str, kind: str, lang: str) -> None:
    letter = rendered(kind, lang, text=text, subject=subject)
    for finding in lint(letter):
        assert finding.sentence
        if finding.cure:
            cure(finding.cure, letter)

"""Templates, what fills them, salutations, the questions of a brief, and the counting of words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netx_tui.domain.contacts import LifeEvent
from netx_tui.domain.errors import NotFound, RuleRefused
from netx_tui.domain.mails.brief import as_list, chosen, offered, usual_choice
from netx_tui.domain.mails.filling import Draft, after_greeting, draft, placeholders
from netx_tui.domain.mails.greeting import connection, salutation, salutations, way_to
from netx_tui.domain.mails.kinds import (
    KINDS,
    PLACEHOLDERS,
    Limits,
    WrongTemplate,
    fact,
    hint,
    kind_label,
    template_from,
)
from netx_tui.domain.mails.values import Talk as TalkLike
from netx_tui.domain.mails.values import ends, starts, values_for
from netx_tui.domain.mails.words import sentences, word_count, words
from netx_tui.domain.profile import Profile
from tests.domain.mail_examples import AYLA, BERLIN, Question, Talk, sample, sent, shipped, template

ROBIN = Profile("Robin Keller", "a statistics teacher")


def small(subject: str, body: str, **more: Any) -> Draft:
    values = more.pop("values", {})
    text = {"subject": subject, "body": body, **more.pop("text", {})}
    made = template_from("check_in", {"en": text, "de": text, **more.pop("template", {})})
    return draft(made, more.pop("lang", "en"), values, **more)


# -- templates ---------------------------------------------------------------------------------------


def test_every_kind_ships_in_both_languages_and_for_first_names() -> None:
    assert set(shipped()["templates"]) == set(KINDS)
    for kind in KINDS:
        assert set(template(kind).variants) == {"en", "de", "de_du"}
        assert kind_label(kind)


def test_the_templates_use_known_places_only() -> None:
    for kind in KINDS:
        for lang, formality in (("en", ""), ("de", ""), ("de", "du")):
            assert set(placeholders(template(kind), lang, formality)) <= set(PLACEHOLDERS)


def test_the_limits_are_those_of_the_kind() -> None:
    assert template("invitation").limits == Limits(50, 110, 150)
    assert template("linkedin_note").limits == Limits(max_chars=200)


def test_the_invitation_has_a_calming_fact_and_most_values_a_hint() -> None:
    assert "50 %" in fact("invitation")
    assert fact("brief") == ""
    assert hint("insight").startswith("a clause")
    assert hint("last_name") == ""


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (None, "x"),
        ({"en": {"subject": "a", "body": "b"}}, "x.de"),
        ({"en": {"subject": 1, "body": "b"}, "de": {}}, "x.en.subject"),
        ({"en": {"subject": "a", "body": "b", "foot": "c"}}, "x.en.foot"),
        ({"fr": {}}, "x.fr"),
        (
            {"limits": {"warn": -1}, "en": {"subject": "", "body": ""}, "de": {"subject": "", "body": ""}},
            "x.limits.warn",
        ),
        (
            {"limits": {"max": 1}, "en": {"subject": "", "body": ""}, "de": {"subject": "", "body": ""}},
            "x.limits.max",
        ),
        ({"required": ["company"]}, "x.required"),
        ({"en": {"subject": "", "body": "", "goal": {"be": "b"}}}, "x.en.goal.be"),
    ],
)
def test_a_wrong_template_names_what_is_wrong(data: object, key: str) -> None:
    with pytest.raises(WrongTemplate) as error:
        template_from("x", data)
    assert error.value.key == key
    assert key in error.value.message


# -- filling -----------------------------------------------------------------------------------------


def test_values_take_their_places() -> None:
    found = small(
        "{{field}} now", "{{salutation}}\n\nabout {{field}}.", values={"salutation": "Hi,", "field": "data"}
    )
    assert found == Draft("data now", "Hi,\n\nAbout data.")


def test_an_unknown_place_stays_visible() -> None:
    found = small("a", "{{colour}} {{Field}} {{field.x}} {{ field }}")
    assert found.text == "{{colour}} {{Field}} {{field.x}} {{ field }}"
    assert found.unknown == ("colour",)


def test_an_empty_required_place_stays_visible_and_is_named_once() -> None:
    found = small("{{topic}}", "{{topic}} and {{place}}", values={"place": "  "})
    assert found.text == "{{topic}} and {{place}}"
    assert found.missing == ("topic", "place")


def test_a_paragraph_with_an_empty_optional_place_is_dropped() -> None:
    found = small("a", "One.\n\nTwo {{referral}}.\n\nThree.")
    assert found == Draft("a", "One.\n\nThree.")


def test_a_kind_may_require_an_optional_place() -> None:
    found = small("a", "One.\n\nTwo {{referral}}.", template={"required": ["referral"]})
    assert found.missing == ("referral",)


def test_a_value_is_inserted_once_and_never_read_again() -> None:
    found = small("a", "{{topic}} {{field}}", values={"topic": "{{field}}", "field": r"\1 {0} {{topic}}"})
    assert found.text == r"{{field}} \1 {0} {{topic}}"
    assert found.missing == ()


def test_line_breaks_leave_the_subject_and_one_line_values() -> None:
    found = small(
        "{{field}}", "{{field}}|{{questions}}", values={"field": "a\r\nBcc: x", "questions": "- a\n- b"}
    )
    assert found == Draft("a Bcc: x", "a Bcc: x|- a\n- b")


def test_control_characters_do_not_get_into_a_mail() -> None:
    assert small("a", "{{field}}", values={"field": "a\x1b]52;c\x07b\u202e"}).text == "a]52;cb"


def test_a_value_that_ends_a_sentence_gets_no_second_stop() -> None:
    assert small("a", "It is {{topic}}. Yes", values={"topic": "so."}).text == "It is so. Yes"
    assert small("a", "It is {{topic}}. Yes", values={"topic": "so"}).text == "It is so. Yes"


@pytest.mark.parametrize(
    ("lang", "text", "goes_on"),
    [
        ("en", "Dear A,\n\nthank you", "Dear A,\n\nThank you"),
        ("de", "Liebe A,\n\nVielen Dank", "Liebe A,\n\nvielen Dank"),
        ("de", "Liebe A,\n\nMira Okafor schreibt", "Liebe A,\n\nMira Okafor schreibt"),
        ("de", "Liebe A,\n\nSie hatten", "Liebe A,\n\nSie hatten"),
        ("de", "Guten Tag!\n\nwir haben", "Guten Tag!\n\nWir haben"),
        ("en", "Dear A, thank you", "Dear A, thank you"),
    ],
)
def test_after_the_greeting_german_goes_on_small_and_english_with_a_capital(
    lang: str, text: str, goes_on: str
) -> None:
    assert after_greeting(text, lang) == goes_on


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("know", "What I hope to take away: which skills matter."),
        ("", "What I hope to take away: which skills matter."),
        ("have", "What I hope to have in hand afterwards: which skills matter."),
        ("decide", "What I hope to decide afterwards: which skills matter."),
        ("can", "What I hope to be able to do afterwards: which skills matter."),
    ],
)
def test_the_brief_has_one_sentence_per_verb_of_the_objective(verb: str, sentence: str) -> None:
    values = sample() | {"objective": "which skills matter"}
    assert sentence in draft(template("brief"), "en", values, verb=verb).text
    for lang, formality in (("de", ""), ("de", "du")):
        assert (
            "which skills matter"
            in draft(template("brief"), lang, values, formality=formality, verb=verb).text
        )


def test_somebody_on_first_name_terms_is_written_to_so() -> None:
    assert "Hättest du" in draft(template("invitation"), "de", sample("de_du"), formality="du").text
    assert "Hätten Sie" in draft(template("invitation"), "de", sample("de"), formality="sie").text


@given(st.text(max_size=200), st.dictionaries(st.sampled_from(PLACEHOLDERS), st.text(max_size=50)))
def test_no_template_and_no_value_makes_filling_fail(body: str, values: dict[str, str]) -> None:
    found = small(body, body, values=values)
    assert "\n" not in found.subject


# -- salutation and connection -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "facts", "greeting"),
    [
        ("en", {}, "Dear Ayla Brandt,"),
        ("en", {"formality": "du"}, "Hi Ayla,"),
        ("de", {}, "Guten Tag Ayla Brandt,"),
        ("de", {"formality": "sie"}, "Guten Tag Ayla Brandt,"),
        ("de", {"formality": "du"}, "Hallo Ayla,"),
        ("de", {"salutation_override": "Sehr geehrte Frau Dr. Brandt"}, "Sehr geehrte Frau Dr. Brandt,"),
        ("de", {"salutation_override": "Liebe Ayla!"}, "Liebe Ayla!"),
        ("en", {"name": "Ayla", "formality": "du"}, "Hi Ayla,"),
        ("en", {"given": "Ayşe", "family": "Brandt", "formality": "du"}, "Hi Ayşe,"),
    ],
)
def test_the_salutation_follows_language_and_formality(
    lang: str, facts: dict[str, str], greeting: str
) -> None:
    assert salutation(AYLA._replace(**facts), lang) == greeting


def test_other_salutations_are_offered() -> None:
    assert "Sehr geehrte Frau Brandt," in salutations(AYLA, "de")
    assert "Liebe Ayla," in salutations(AYLA, "de")
    assert salutations(AYLA, "en") == ("Dear Ayla Brandt,", "Dear Ayla,", "Hi Ayla,")


@pytest.mark.parametrize(
    ("way", "lang", "formality", "sentence"),
    [
        ("referral", "en", "", "Mira suggested that I write to you."),
        ("referral", "de", "", "Mira hat mir geraten, Ihnen zu schreiben."),
        ("referral", "de", "du", "Mira hat mir geraten, dir zu schreiben."),
        ("alumni", "en", "", "We both studied at Mira."),
        ("community", "de", "", "wir sind beide bei Mira aktiv."),
        ("cold", "de", "", "ich bin über Ihren Vortrag zu Mira auf Sie gestoßen."),
    ],
)
def test_the_connection_is_one_sentence(way: str, lang: str, formality: str, sentence: str) -> None:
    assert connection(way, lang, "Mira", formality) == sentence
    assert connection(way, lang, " ", formality) == ""


def test_the_way_to_somebody_is_the_warmest_one_known() -> None:
    assert way_to(AYLA._replace(referral_by="mira", alumni=True)) == "referral"
    assert way_to(AYLA._replace(alumni=True, shared_community=True)) == "alumni"
    assert way_to(AYLA._replace(shared_community=True)) == "community"
    assert way_to(AYLA) == "cold"


# -- values ------------------------------------------------------------------------------------------


def test_contact_profile_and_meeting_fill_the_brief() -> None:
    values = values_for(AYLA, ROBIN, "en", meeting=Talk(), questions=(Question("q1", "Why?"),))
    found = draft(template("brief"), "en", values)
    assert found.missing == ()
    assert "on Thursday, 12 November at 16:00 (Café Anker, 20 minutes)" in found.text
    assert "- Why?" in found.text
    assert found.subject == "Thursday: data platforms"


def test_the_places_of_a_question_are_filled_and_the_values_in_them_are_not_read_again() -> None:
    asked = (Question("q1", "What changes in {{field}}?"), Question("q2", "And {{colour}}?"))
    values = values_for(AYLA, ROBIN, "en", meeting=Talk(field="{{topic}}"), questions=asked)
    assert values["questions"] == "- What changes in {{topic}}?\n- And {{colour}}?"


def test_a_german_brief_has_german_days_and_times() -> None:
    values = values_for(AYLA, ROBIN, "de", meeting=Talk())
    assert values["meeting_date"] == "Donnerstag, 12. November"
    assert values["meeting_time"] == "16:00 Uhr"
    assert values["month_met"] == "November"


def test_a_meeting_is_told_on_the_clock_of_its_own_zone() -> None:
    values = values_for(AYLA, ROBIN, "en", meeting=Talk(zone="America/New_York"))
    assert values["meeting_time"] == "10:00"


@pytest.mark.parametrize("broken", [Talk(at="soon"), Talk(zone="Mars/Olympus"), Talk(zone="../../etc")])
def test_a_meeting_without_a_sound_time_leaves_its_places_open(broken: Talk) -> None:
    assert starts(broken) is None
    assert ends(broken) is None
    assert "meeting_date" not in values_for(AYLA, ROBIN, "en", meeting=broken)


def test_a_meeting_ends_when_it_ended_or_after_its_minutes() -> None:
    def end(talk: TalkLike) -> str:
        found = ends(talk)
        return found.astimezone(BERLIN).strftime("%H:%M") if found else ""

    assert end(Talk()) == "16:20"
    assert end(Talk(ended_at="2026-11-12T15:35:00+00:00")) == "16:35"


def test_the_referrer_makes_the_connection() -> None:
    values = values_for(AYLA._replace(referral_by="c7"), ROBIN, "en", referrer="Mira Okafor")
    assert values["connection"] == "Mira Okafor suggested that I write to you."
    assert "connection" not in values_for(AYLA._replace(referral_by="c7"), ROBIN, "en", common="a school")


def test_the_nudge_names_the_day_of_the_last_invitation() -> None:
    mails = (sent("invitation", 40), sent("invitation", 8), sent("brief", 1))
    assert values_for(AYLA, ROBIN, "de", mails=mails)["invite_date"] == "2. November"


def test_what_the_user_typed_wins() -> None:
    values = values_for(AYLA, ROBIN, "en", own={"company": "Nordlicht", "slots": "Tuesday"})
    assert (values["company"], values["slots"]) == ("Nordlicht", "Tuesday")


def test_an_occasion_is_said_in_the_language_of_the_mail() -> None:
    birthday = LifeEvent("e1", "birthday", "--11-10")
    assert values_for(AYLA, ROBIN, "de", event=birthday)["occasion"] == "Ihrem Geburtstag"
    assert (
        values_for(AYLA._replace(formality="du"), ROBIN, "de", event=birthday)["occasion"]
        == "deinem Geburtstag"
    )


# -- the questions of a brief ------------------------------------------------------------------------

AGENDA = (
    Question("q1", "One?"),
    Question("q2", "Two?", sendable=False),
    Question("q3", "Three?", delicate=True),
    Question("q4", "Four?", "should"),
    Question("q5", "Five?"),
    Question("q6", "Six?", state="dropped"),
    Question("q7", "Seven?"),
    Question("q8", "Eight?"),
)


def test_only_open_questions_that_may_be_sent_are_offered() -> None:
    assert [question.id for question in offered(AGENDA)] == ["q1", "q4", "q5", "q7", "q8"]


def test_the_usual_choice_is_up_to_three_sendable_musts() -> None:
    assert [question.id for question in usual_choice(AGENDA)] == ["q1", "q5", "q7"]


def test_the_chosen_questions_come_in_the_order_of_the_agenda() -> None:
    assert as_list(chosen(AGENDA, ["q5", "q1"])) == "- One?\n- Five?"
    assert chosen(AGENDA, []) == ()


def test_a_question_for_the_talk_only_a_sixth_one_and_an_unknown_one_are_refused() -> None:
    for held_back in ("q2", "q3"):
        with pytest.raises(RuleRefused, match="for the talk only"):
            chosen(AGENDA, [held_back])
    many = [Question(f"q{number}", "Why?") for number in range(6)]
    assert len(chosen(many[:5], [question.id for question in many[:5]])) == 5
    with pytest.raises(RuleRefused, match="at most 5 questions"):
        chosen(many, [question.id for question in many])
    with pytest.raises(NotFound, match="no question q9"):
        chosen(AGENDA, ["q9"])


# -- words -------------------------------------------------------------------------------------------


def test_words_are_runs_of_letters_and_digits_joined_by_dash_or_apostrophe() -> None:
    assert words("It's a must-have, don’t you — 20 think?") == [
        "It's",
        "a",
        "must-have",
        "don’t",
        "you",
        "20",
        "think",
    ]
    assert word_count("see https://example.org/a-b?c=d_e, ok") == 3
    assert word_count("") == 0
    assert word_count("Dear Ayla,\n\nhello\n\nRobin") == 4


def test_dates_and_titles_do_not_end_a_sentence() -> None:
    assert sentences("Wir sehen uns am 12. November bei Dr. Brandt. Ich freue mich sehr!") == [
        "Wir sehen uns am 12. November bei Dr. Brandt.",
        "Ich freue mich sehr!",
    ]

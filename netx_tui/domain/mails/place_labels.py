"""The places of a template in words."""

from collections.abc import Mapping

from netx_tui.i18n import N_, _

PLACE_LABELS: Mapping[str, str] = {
    "salutation": N_("Greeting"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "connection": N_("Connection"),
    "referrer": N_("Recommended by"),
    "sender_name": N_("Your name"),
    "sender_line": N_("About you"),
    "topic": N_("Topic"),
    "field": N_("Field"),
    "objective": N_("Goal"),
    "specific": N_("Why this person"),
    "company": N_("Company"),
    "minutes": N_("Minutes"),
    "slots": N_("Dates offered"),
    "weekday": N_("Weekday"),
    "meeting_date": N_("Day of the talk"),
    "meeting_time": N_("Time of the talk"),
    "place": N_("Place"),
    "questions": N_("Questions"),
    "question": N_("Question"),
    "insight": N_("Insight"),
    "action": N_("What you will do"),
    "referral": N_("Recommendation"),
    "thing_said": N_("What they said"),
    "progress": N_("What became of it"),
    "takeaway": N_("What you take away"),
    "article_title": N_("Title of the article"),
    "article_url": N_("Link to the article"),
    "article_why": N_("Why this article"),
    "new_role": N_("New role"),
    "baby": N_("Baby"),
    "occasion": N_("Occasion"),
    "month_met": N_("Month of the talk"),
    "invite_date": N_("Day of invitation"),
    "target_person": N_("Whom you want to meet"),
    "target_company": N_("Their company"),
    "why_target": N_("Why them"),
    "blurb": N_("To be forwarded"),
}


def place_label(name: str) -> str:
    """What the place ``name`` is called in a form; the name itself where nobody knows it."""
    return _(PLACE_LABELS[name]) if name in PLACE_LABELS else name

"""What the events of a timeline are called in the user's language."""

from collections.abc import Mapping

from netx_tui.domain.text import visible
from netx_tui.i18n import N_, _

KINDS: Mapping[str, str] = {
    "stage": N_("stage"),
    "mail": N_("mail"),
    "reply": N_("reply"),
    "meeting": N_("talk"),
    "insight": N_("insight"),
    "touch": N_("contact"),
    "action": N_("action"),
    "research": N_("research note"),
    "event": N_("life event"),
    "referral": N_("referral"),
}
"""The kinds of events, in the order in which they are offered."""
_CAUSES: Mapping[str, str] = {
    "chosen": N_("you chose so"),
    "override": N_("an exception"),
    "mail": N_("you wrote"),
    "reply": N_("they answered"),
    "meeting": N_("by your talk"),
    "restore": N_("back from the archive"),
    "replaced": N_("made room on the shortlist"),
    "import": N_("by an import"),
    "time": N_("no contact for a long time"),
}
_TOUCHES: Mapping[str, str] = {
    "mail": N_("mail"),
    "call": N_("call"),
    "meeting": N_("meeting"),
    "message": N_("message"),
    "reply": N_("reply"),
    "thank_you": N_("thank-you note"),
    "close_the_loop": N_("advice put to use"),
    "share_article": N_("article"),
    "congrats": N_("congratulation"),
    "reaction": N_("reaction"),
    "comment": N_("comment"),
    "follow": N_("followed"),
    "connect": N_("connected"),
}
_CHANNELS: Mapping[str, str] = {
    "email": N_("by e-mail"),
    "phone": N_("by phone"),
    "in_person": N_("in person"),
    "post": N_("by post"),
    "linkedin": "LinkedIn",
    "x": "X",
    "xing": "XING",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "github": "GitHub",
}
_INSIGHTS: Mapping[str, str] = {
    "fact": N_("insight"),
    "advice": N_("advice"),
    "book": N_("book"),
    "course": N_("course"),
    "certificate": N_("certificate"),
    "person": N_("person"),
    "company": N_("company"),
    "article": N_("article"),
    "skill": N_("skill"),
    "event": N_("event"),
    "opening": N_("open position"),
    "quote": N_("quote"),
}
_EVENTS: Mapping[str, str] = {
    "birthday": N_("birthday"),
    "baby": N_("baby"),
    "new_job": N_("new job"),
    "promotion": N_("promotion"),
    "award": N_("award"),
    "anniversary": N_("anniversary"),
    "other": N_("life event"),
}
_ANSWERS: Mapping[str, str] = {
    "yes": N_("they said yes"),
    "no": N_("they said no"),
    "open": N_("they answered"),
}


def event_kind_label(kind: str) -> str:
    """The name of a kind of event of a timeline."""
    return _word(KINDS, kind)


def cause_label(cause: str) -> str:
    """Why a stage changed."""
    return _word(_CAUSES, cause)


def touch_label(kind: str) -> str:
    """The name of a kind of contact point."""
    return _word(_TOUCHES, kind)


def channel_label(channel: str) -> str:
    """By which way one turned to somebody."""
    return _word(_CHANNELS, channel)


def insight_label(kind: str) -> str:
    """The name of a kind of insight."""
    return _word(_INSIGHTS, kind)


def life_event_label(kind: str) -> str:
    """The name of a kind of life event."""
    return _word(_EVENTS, kind)


def answer_label(answer: str) -> str:
    """What an answer said."""
    return _word(_ANSWERS, answer or "open")


def _word(words: Mapping[str, str], key: str) -> str:
    return _(words[key]) if key in words else visible(key)

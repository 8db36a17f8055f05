"""The kinds of mail, and templates: ``rules/templates.yaml`` as checked, frozen records."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from netx_tui.domain.contacts import NOTHING
from netx_tui.domain.errors import BadInput
from netx_tui.i18n import N_, _

KIND_LABELS: Mapping[str, str] = {
    "invitation": N_("invitation"),
    "nudge": N_("reminder"),
    "offer_dates": N_("offer of dates"),
    "brief": N_("brief before the meeting"),
    "new_date": N_("new date"),
    "thank_you": N_("thank-you note"),
    "tell_referrer": N_("news for the referrer"),
    "close_the_loop": N_("advice put to use"),
    "share_article": N_("article"),
    "check_in": N_("short hello"),
    "ask_again": N_("asking again"),
    "expert_question": N_("question to an expert"),
    "referral_request": N_("asking for an introduction"),
    "congrats": N_("congratulation"),
    "congrats_job": N_("congratulation on a new job"),
    "congrats_promotion": N_("congratulation on a promotion"),
    "congrats_baby": N_("congratulation on a baby"),
    "decline_reply": N_("answer to a no"),
    "linkedin_note": N_("LinkedIn note"),
}
KINDS = tuple(KIND_LABELS)
CONGRATULATIONS = ("congrats", "congrats_job", "congrats_promotion", "congrats_baby")
LANGUAGES = ("en", "de")
VARIANTS = ("en", "de", "de_du")
"""The texts of a kind; ``de_du`` is for people one is on first-name terms with."""
VERBS = ("know", "have", "decide", "can")
"""The verbs of an objective."""
PLACEHOLDERS = (
    "salutation",
    "first_name",
    "last_name",
    "connection",
    "referrer",
    "sender_name",
    "sender_line",
    "topic",
    "field",
    "objective",
    "specific",
    "company",
    "minutes",
    "slots",
    "weekday",
    "meeting_date",
    "meeting_time",
    "place",
    "questions",
    "question",
    "insight",
    "action",
    "referral",
    "thing_said",
    "progress",
    "takeaway",
    "article_title",
    "article_url",
    "article_why",
    "new_role",
    "baby",
    "occasion",
    "month_met",
    "invite_date",
    "target_person",
    "target_company",
    "why_target",
    "blurb",
)
OPTIONAL = ("referral", "article_title", "article_url", "article_why", "questions")
"""Placeholders whose paragraph is dropped while they are empty."""
HINTS: Mapping[str, str] = {
    "connection": N_("a sentence: how you know of each other"),
    "specific": N_("why this person: a noun phrase, like 'your talk about small teams'"),
    "topic": N_("a noun phrase without article"),
    "field": N_("a noun phrase without article, at most 4 words"),
    "objective": N_("an indirect question: 'which three skills a newcomer must show'"),
    "insight": N_("a clause: 'that ...' (German: 'dass ...')"),
    "action": N_("an infinitive: 'rebuild the report' (German: '... nachzubauen')"),
    "baby": N_("'your daughter' (German: 'Ihrer Tochter')"),
    "occasion": N_("'your birthday' (German: 'Ihrem Geburtstag')"),
    "slots": N_("two time windows: 'Tuesday or Thursday afternoon next week'"),
    "blurb": N_("two sentences about you that can be forwarded"),
}
"""The form of the values that people type."""
_FACTS: Mapping[str, str] = {
    "invitation": N_(
        "People say yes far more often than those who ask expect: their guesses were up to 50 % too low."
    ),
    "thank_you": N_("Those who write thanks underrate the joy and overrate the awkwardness."),
    "check_in": N_("A message out of the blue is welcome, most of all where one knows each other little."),
}
_MOST_WORDS = 2_000
_LONGEST = 20_000


class WrongTemplate(BadInput):
    """A template that cannot be used; ``key`` is the dotted name of what is wrong."""

    def __init__(self, message: str, *, key: str) -> None:
        super().__init__(message)
        self.key = key


class Limits(NamedTuple):
    """How long a mail may be, in words (0: no limit), or in characters where ``max_chars`` is set."""

    least: int = 0
    warn: int = 0
    error: int = 0
    max_chars: int = 0


class Variant(NamedTuple):
    """Subject and body in one language; ``goal`` is the sentence on the objective for each of its verbs."""

    subject: str
    body: str
    goal: Mapping[str, str] = NOTHING


class Template(NamedTuple):
    """One kind of mail; ``required`` names optional placeholders this kind cannot do without."""

    kind: str
    limits: Limits
    variants: Mapping[str, Variant]
    required: tuple[str, ...] = ()

    def variant(self, lang: str, formality: str = "") -> Variant:
        """The text in ``lang``; with ``formality`` ``du`` the German one for first-name terms, if any."""
        first_name = self.variants.get(f"{lang}_du") if formality == "du" else None
        return first_name or self.variants[lang if lang in LANGUAGES else "en"]


def kind_label(kind: str) -> str:
    """The name of a kind of mail."""
    return _(KIND_LABELS.get(kind, kind))


def hint(placeholder: str) -> str:
    """In which form a value is wanted; empty where anything will do."""
    return _(HINTS.get(placeholder, ""))


def fact(kind: str) -> str:
    """What research says to somebody who hesitates to write this kind of mail; often empty.

    Flynn & Lake 2008 (invitations), Kumar & Epley 2018 (thanks), Liu et al. 2023 (reaching out).
    """
    return _(_FACTS.get(kind, ""))


def template_from(kind: str, data: object) -> Template:
    """The template of ``kind`` as ``templates.yaml`` writes it; raises ``WrongTemplate``."""
    group = _group(data, kind)
    _known(group, (*VARIANTS, "limits", "required"), kind)
    required = group.get("required", [])
    if not isinstance(required, list) or not all(name in OPTIONAL for name in required):
        raise _wrong(f"{kind}.required", _("a list of: {names}").format(names=", ".join(OPTIONAL)))
    variants = {}
    for name in VARIANTS:
        if name in group:
            variants[name] = _variant(group[name], f"{kind}.{name}")
        elif name in LANGUAGES:
            raise _wrong(f"{kind}.{name}", _("there, with subject and body"))
    return Template(kind, _limits(group.get("limits", {}), f"{kind}.limits"), variants, tuple(required))


def _limits(data: object, path: str) -> Limits:
    group = _group(data, path)
    _known(group, ("min", "warn", "error", "max_chars"), path)
    for name, value in group.items():
        if type(value) is not int or not 0 <= value <= _MOST_WORDS:
            wanted = _("a whole number from {low} to {high}").format(low=0, high=_MOST_WORDS)
            raise _wrong(f"{path}.{name}", wanted)
    return Limits(group.get("min", 0), group.get("warn", 0), group.get("error", 0), group.get("max_chars", 0))


def _variant(data: object, path: str) -> Variant:
    group = _group(data, path)
    _known(group, ("subject", "body", "goal"), path)
    goal = _group(group.get("goal", {}), f"{path}.goal")
    _known(goal, VERBS, f"{path}.goal")
    return Variant(
        _text(group.get("subject"), f"{path}.subject"),
        _text(group.get("body"), f"{path}.body").strip("\n"),
        {verb: _text(sentence, f"{path}.goal.{verb}") for verb, sentence in goal.items()},
    )


def _group(data: object, path: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise _wrong(path, _("lines of the form 'name: value'"))
    return data


def _text(value: object, path: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise _wrong(path, _("a text"))
    return value


def _known(group: Mapping[str, Any], names: tuple[str, ...], path: str) -> None:
    for name in group:
        if name not in names:
            raise _wrong(f"{path}.{name}", _("one of: {names}").format(names=", ".join(names)))


def _wrong(path: str, wanted: str) -> WrongTemplate:
    sentence = _("{key} in the templates must be {wanted}.").format(key=path, wanted=wanted)
    return WrongTemplate(sentence, key=path)

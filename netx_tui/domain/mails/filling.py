"""Templates filled with values: plain text in, plain text out.

A value is inserted once and never read again, so that one which holds ``{{...}}`` stays as it is.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from netx_tui.domain.mails.kinds import OPTIONAL, PLACEHOLDERS, Template, Variant
from netx_tui.domain.text import clean_line, clean_text

PLACE = re.compile(r"\{\{([a-z_]+)\}\}")
_PLACE_AND_STOP = re.compile(PLACE.pattern + r"(\.?)")
_PARAGRAPHS = ("questions", "question", "blurb")
"""Values that may have several lines."""
_LOWERED = re.compile(
    r"(?:Ich|Wir|Unser\w*|Mein\w*|Danke|Vielen|Herzlichen|Gerade|Seit|Aus|Bei|Im|In|Am|An|Der|Die|Das|Was|Über|"
    r"Diesmal|Heute|Gestern|Nach|Vor|Zu|Zum|Zur|Mit|Auf|Durch|Letzte\w*|Du|Dein\w*|Es)\b"
)


class Draft(NamedTuple):
    """A filled template: ``missing`` places still need a value, ``unknown`` ones there are none of."""

    subject: str
    text: str
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def draft(
    template: Template, lang: str, values: Mapping[str, str], *, formality: str = "", verb: str = ""
) -> Draft:
    """``template`` filled with ``values`` in ``lang``; ``verb`` is that of the objective.

    A paragraph with an empty optional place is dropped; other empty or unknown places stay visible.
    """
    variant = template.variant(lang, formality)
    subject = one_line(variant.subject, values)
    body = _paragraphs(_with_goal(variant, verb), values, template.required)
    places = dict.fromkeys(
        [*PLACE.findall(variant.subject), *(name for part in body for name in PLACE.findall(part))]
    )
    text = "\n\n".join(fill(part, values) for part in body)
    return Draft(
        subject,
        after_greeting(text, lang),
        tuple(name for name in places if name in PLACEHOLDERS and not _value(name, values)),
        tuple(name for name in places if name not in PLACEHOLDERS),
    )


def placeholders(template: Template, lang: str, formality: str = "") -> tuple[str, ...]:
    """The places of a template, in their order: what a form asks for."""
    variant = template.variant(lang, formality)
    return tuple(dict.fromkeys(PLACE.findall(variant.subject + "\n" + variant.body)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """``text`` with every place that has a value; the others stay visible."""

    def inserted(place: re.Match[str]) -> str:
        value = _value(place[1], values)
        if not value:
            return place[0]
        return value if value[-1] in ".!?" else value + place[2]

    return _PLACE_AND_STOP.sub(inserted, text)


def one_line(text: str, values: Mapping[str, str]) -> str:
    """``text`` filled and on one line, as a subject must be."""
    return clean_line(fill(text, values))


def after_greeting(text: str, lang: str) -> str:
    """``text`` going on rightly after the greeting: lower case in German behind a comma, else a capital.

    German names and nouns keep their capital: only words that are neither are changed.
    """
    greeting, gap, rest = text.partition("\n\n")
    if not gap or not rest:
        return text
    if lang != "de" or not greeting.endswith(","):
        return greeting + gap + rest[0].upper() + rest[1:]
    lowered = rest[0].lower() + rest[1:] if _LOWERED.match(rest) else rest
    return greeting + gap + lowered


def _with_goal(variant: Variant, verb: str) -> str:
    """The body with the sentence on the objective that fits its verb."""
    know, wanted = variant.goal.get("know", ""), variant.goal.get(verb, "")
    return variant.body.replace(know, wanted) if know and wanted else variant.body


def _paragraphs(body: str, values: Mapping[str, str], required: tuple[str, ...]) -> list[str]:
    return [
        paragraph
        for paragraph in body.split("\n\n")
        if not any(
            name in OPTIONAL and name not in required and not _value(name, values)
            for name in PLACE.findall(paragraph)
        )
    ]


def _value(name: str, values: Mapping[str, str]) -> str:
    if name not in PLACEHOLDERS:
        return ""
    value = values.get(name, "")
    return clean_text(value) if name in _PARAGRAPHS else clean_line(value)

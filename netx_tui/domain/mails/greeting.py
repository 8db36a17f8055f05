"""How a mail begins: the salutation, and the sentence on how one knows of each other."""

from collections.abc import Mapping

from netx_tui.domain.contacts import Contact
from netx_tui.domain.text import clean_line

WAYS = ("referral", "alumni", "community", "cold")
"""How one came to somebody, the warmest first."""
_CONNECTIONS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "referral": "{common} suggested that I write to you.",
        "alumni": "We both studied at {common}.",
        "community": "We are both in {common}.",
        "cold": "I came across you through your talk on {common}.",
    },
    "de": {
        "referral": "{common} hat mir geraten, Ihnen zu schreiben.",
        "alumni": "wir haben beide an der {common} studiert.",
        "community": "wir sind beide bei {common} aktiv.",
        "cold": "ich bin über Ihren Vortrag zu {common} auf Sie gestoßen.",
    },
    "de_du": {
        "referral": "{common} hat mir geraten, dir zu schreiben.",
        "alumni": "wir haben beide an der {common} studiert.",
        "community": "wir sind beide bei {common} aktiv.",
        "cold": "ich bin über deinen Vortrag zu {common} auf dich gestoßen.",
    },
}


def names(contact: Contact) -> tuple[str, str]:
    """Given and family name; where they are not known apart, the first word and the rest."""
    first, _blank, rest = contact.name.partition(" ")
    return contact.given or first, contact.family or ("" if contact.given else rest)


def salutation(contact: Contact, lang: str) -> str:
    """The greeting with its comma: the user's own wording if there is one, else a neutral one."""
    own = clean_line(contact.salutation_override)
    if own:
        return own + "," if own[-1].isalnum() else own
    return salutations(contact, lang)[0]


def salutations(contact: Contact, lang: str) -> tuple[str, ...]:
    """Greetings to choose from, the fitting one first; which of the others fits only the user knows."""
    first, last = names(contact)
    full = clean_line(contact.name)
    if lang != "de":
        formal, friendly = [f"Dear {full},", f"Dear {first},"], [f"Hi {first},"]
    else:
        name = last or full
        formal = [f"Guten Tag {full},", f"Sehr geehrte Frau {name},", f"Sehr geehrter Herr {name},"]
        friendly = [f"Hallo {first},", f"Liebe {first},", f"Lieber {first},"]
    return tuple(friendly + formal if contact.formality == "du" else formal + friendly)


def way_to(contact: Contact) -> str:
    """How one came to this person, as far as their facts tell: one of ``WAYS``."""
    if contact.referral_by:
        return "referral"
    if contact.alumni:
        return "alumni"
    return "community" if contact.shared_community else "cold"


def connection(way: str, lang: str, common: str, formality: str = "") -> str:
    """The sentence on what one has in ``common``: a name, a school, a community or a talk.

    Empty where nothing is known, so that the template shows that it is wanted.
    """
    known = clean_line(common)
    if not known:
        return ""
    spoken = _CONNECTIONS["de_du" if lang == "de" and formality == "du" else "de" if lang == "de" else "en"]
    return spoken[way].replace("{common}", known)

"""The form of a contact: every field of the field table, checked by the field table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.errors import FieldError
from netx_tui.domain.fields import COMPANY_FIELDS, CONTACT_FIELDS, Field, Kind, find, parse, show, value_of
from netx_tui.domain.labels import department_label, level_label
from netx_tui.i18n import N_, _
from netx_tui.widgets.forms import FormDialog, FormField

_WORDS: Mapping[str, str] = {
    "sie": N_("Sie"),
    "du": N_("Du"),
    "inner": N_("inner circle"),
    "active": N_("active"),
    "wide": N_("wide"),
    "light": N_("light"),
    "none": N_("none"),
    "replied_fast": N_("replied fast"),
    "replied": N_("replied"),
    "none_yet": N_("not written to yet"),
    "unanswered_1": N_("one mail unanswered"),
    "unanswered_2": N_("two mails unanswered"),
    "yes": N_("yes"),
    "no": N_("no"),
}
_UNKNOWN = ("", "–")


def contact_form(contact: Contact | None = None, *, company: str = "") -> FormDialog:
    """The form of ``contact``; without one, an empty form for a new person, at ``company`` if known."""
    title = _("Edit {name}").format(name=contact.name) if contact else _("A new person")
    known = {"company": company} if company else {}
    fields = [_form_field(spec, contact, known) for spec in CONTACT_FIELDS]
    return FormDialog(title, fields, check=_checker(CONTACT_FIELDS))


def shared_form(count: int) -> FormDialog:
    """The form for several people: what is typed is set for all, what stays empty stays as it is."""
    fields = [_form_field(spec, None, {}) for spec in CONTACT_FIELDS if not spec.required]
    sentence = _("Only what you type is changed, and for all of them.")
    title = _("Edit {count} people").format(count=count)
    return FormDialog(title, fields, sentence=sentence, check=_checker(CONTACT_FIELDS))


def contact_texts(contact: Contact) -> dict[str, str]:
    """What the form of ``contact`` shows, by field."""
    return {spec.name: show(spec, value_of(contact, spec.name)) for spec in CONTACT_FIELDS}


def company_texts(company: Company) -> dict[str, str]:
    """What the form of ``company`` shows, by field."""
    return {spec.name: show(spec, value_of(company, spec.name)) for spec in COMPANY_FIELDS}


def company_form(company: Company) -> FormDialog:
    """The form of ``company``: every field of the field table."""
    fields = [_form_field(spec, None, company_texts(company)) for spec in COMPANY_FIELDS]
    return FormDialog(_("Edit {name}").format(name=company.name), fields, check=_checker(COMPANY_FIELDS))


def research_form(whom: str) -> FormDialog:
    """The form for one thing found out: what, and where."""
    fields = [
        FormField("text", _("Found out"), kind="text"),
        FormField("source", _("Where"), hint=_("a link, a talk, a person")),
    ]
    return FormDialog(_("Research on {whom}").format(whom=whom), fields)


def _form_field(spec: Field, contact: Contact | None, known: Mapping[str, str]) -> FormField:
    value = show(spec, value_of(contact, spec.name)) if contact else known.get(spec.name, "")
    choices = _choices(spec)
    kind = "text" if spec.kind is Kind.TEXT else "choice" if choices else "line"
    return FormField(
        spec.name, _(spec.label), value, kind, choices, hint=_hint(spec, contact), error=_error(spec, value)
    )


def _choices(spec: Field) -> tuple[tuple[str, str], ...]:
    """The values one can choose from; none where own words are allowed."""
    if spec.kind is Kind.FLAG:
        return (_UNKNOWN, ("yes", _("yes")), ("no", _("no")))
    if spec.kind is Kind.CHOICE and not spec.open_choice:
        return (_UNKNOWN, *((word, _word(spec.name, word)) for word in spec.choices))
    return ()


def _word(field: str, word: str) -> str:
    return level_label(word) if field == "level" else _(_WORDS.get(word, word))


def _hint(spec: Field, contact: Contact | None) -> str:
    if contact and spec.name in contact.guessed:
        return _("guessed from the job title; what you set here wins")
    if spec.open_choice:
        words = [department_label(word) if spec.name == "department" else word for word in spec.choices]
        return _("for example {words}").format(words=", ".join(words[:6]))
    return _(spec.hint) if spec.hint else ""


def _error(spec: Field, value: str) -> str:
    """What is wrong with a value that came from elsewhere."""
    return _checker((spec,))(spec.name, value) or "" if value else ""


def _checker(table: tuple[Field, ...]) -> Callable[[str, str], str | None]:
    def check(name: str, text: str) -> str | None:
        try:
            parse(find(name, table), text)
        except FieldError as error:
            return error.message
        return None

    return check

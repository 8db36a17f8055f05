"""The form of what the user is looking for, and who they are."""

from __future__ import annotations

from netx_tui.config.settings import read_profile_value
from netx_tui.domain.contacts import DEPARTMENTS
from netx_tui.domain.errors import NetxError
from netx_tui.domain.labels import department_label
from netx_tui.domain.profile import Profile
from netx_tui.i18n import _
from netx_tui.widgets.forms import FormDialog, FormField


def profile_form(profile: Profile) -> FormDialog:
    """The profile as a form; the changed fields come back as typed."""
    known = _("separate with ;  for example {words}").format(
        words="; ".join(department_label(word) for word in DEPARTMENTS[:5])
    )
    yes_no = (("yes", _("yes")), ("no", _("no")))
    fields = [
        FormField(
            "target_departments",
            _("Departments I want"),
            "; ".join(profile.target_departments),
            hint=known,
        ),
        FormField(
            "adjacent_departments",
            _("Close to them"),
            "; ".join(profile.adjacent_departments),
            hint=known,
        ),
        FormField("purpose", _("Purpose"), profile.purpose, "choice", _purposes()),
        FormField("sender_name", _("My name"), profile.sender_name),
        FormField(
            "sender_line",
            _("Me in one line"),
            profile.sender_line,
            hint=_("such as: a statistics teacher moving into data platforms"),
        ),
        FormField("weekly_talks", _("Talks a week"), str(profile.weekly_talks)),
        FormField("weekly_invitations", _("Invitations a week"), str(profile.weekly_invitations)),
        FormField(
            "first_timer",
            _("First timer"),
            "yes" if profile.first_timer else "no",
            "choice",
            yes_no,
            hint=_("people close to you come first, until two talks are held"),
        ),
    ]
    return FormDialog(_("What I am looking for"), fields, check=_check)


def _purposes() -> tuple[tuple[str, str], ...]:
    return (
        ("learn_field", _("learn about a field")),
        ("decide_path", _("decide on a path")),
        ("get_in", _("get in")),
        ("grow", _("grow where I am")),
        ("change_field", _("change the field")),
    )


def _check(name: str, text: str) -> str | None:
    try:
        read_profile_value(name, text)
    except NetxError as error:
        return error.message
    return None

"""What the user is looking for: the part of the settings that choosing, planning and mails share."""

from typing import NamedTuple

PURPOSES = ("learn_field", "decide_path", "get_in", "grow", "change_field")


class Profile(NamedTuple):
    """The user, as the rules see them (``decisions.md``, *Profile and rules*)."""

    sender_name: str = ""
    """Name under a mail."""
    sender_line: str = ""
    """One line about oneself: "a statistics teacher moving into data platforms"."""
    purpose: str = "learn_field"
    """One of ``PURPOSES``; ``get_in`` is kinder to newcomers in a company."""
    target_departments: tuple[str, ...] = ()
    """Departments one wants to learn about. Empty: every department counts as unknown."""
    adjacent_departments: tuple[str, ...] = ()
    """Departments close to the wanted ones."""
    weekly_talks: int = 1
    """Talks a week one wants to hold."""
    weekly_invitations: int = 3
    """Invitations a week one wants to send."""
    first_timer: bool = False
    """Warm contacts first, until two talks are held (R03)."""

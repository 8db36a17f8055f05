"""Which kinds of mail fit a person, by their stage: the likely ones first."""

from collections.abc import Mapping

from netx_tui.domain.mails.kinds import CONGRATULATIONS, KINDS

_KEEPING_IN_TOUCH = ("share_article", "check_in", *CONGRATULATIONS, "referral_request")
LIKELY: Mapping[str, tuple[str, ...]] = {
    "lead": ("invitation", "linkedin_note"),
    "shortlisted": ("invitation", "linkedin_note"),
    "invited": ("nudge", "offer_dates", "decline_reply"),
    "nudged": ("offer_dates", "decline_reply"),
    "in_dialogue": ("offer_dates", "expert_question", "decline_reply"),
    "scheduled": ("brief", "new_date"),
    "met": ("thank_you", "close_the_loop", "tell_referrer", "referral_request"),
    "in_touch": ("close_the_loop", *_KEEPING_IN_TOUCH, "invitation"),
    "dormant": ("check_in", "share_article", "ask_again", *CONGRATULATIONS),
    "declined": ("decline_reply", "ask_again"),
    "parked": ("ask_again", "invitation"),
}
"""What one usually writes to somebody in a stage, the likeliest first (``pipeline.md``)."""


def fitting(stage: str, *, talk_ahead: bool = False) -> tuple[str, ...]:
    """All kinds of mail for somebody in ``stage``, the likely ones first, the others in their usual order.

    A brief belongs to a talk, so it is left out unless there is a ``talk_ahead``.
    """
    likely = LIKELY.get(stage, ())
    if talk_ahead:
        likely = ("brief", *likely)
    ordered = dict.fromkeys((*likely, *KINDS))
    return tuple(kind for kind in ordered if kind != "brief" or talk_ahead)

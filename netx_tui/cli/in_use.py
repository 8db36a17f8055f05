"""The services of the screens that stand on settings: told when these become others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netx_tui.cli.screen_services import ServicesOfTalks, ServicesOfTouch
    from netx_tui.cli.session import Session
    from netx_tui.config.settings import Settings
    from netx_tui.services.reviews import Reviews
    from netx_tui.services.todays import Todays


class InUse:
    """The services in use; those that are not made yet read the settings when they are."""

    def __init__(
        self, session: Session, talks: ServicesOfTalks, cards: ServicesOfTouch, todays: Todays
    ) -> None:
        self._session = session
        self._talks, self._cards, self._todays = talks, cards, todays
        self._reviews: list[Reviews] = []

    def add_reviews(self, reviews: Reviews) -> None:
        """These reviews are in use from now on."""
        self._reviews.append(reviews)

    def use(self, before: Settings) -> None:
        """Work by the settings of the session, which were ``before`` until now."""
        session, now = self._session, self._session.settings
        shortlists = self._cards.shortlists
        if now.profile != before.profile:
            shortlists.use_profile(now.profile)
        if (now.scoring, now.holidays) != (before.scoring, before.holidays):
            shortlists.use_rules(session.rules, session.holidays)
        self._todays.use_settings(now.board, now.review)
        for reviews in self._reviews:
            reviews.use_settings(now.board, now.review)
        if now.board != before.board:
            self._cards.use_columns(now.board)
        self._talks.use_mailer(now.mailer)

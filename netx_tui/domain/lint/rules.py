"""Which rule reads which kind of mail, and all of them in one go."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from netx_tui.domain.history import ASKING_KINDS
from netx_tui.domain.lint import asking, basics, brief, occasions, pace, style
from netx_tui.domain.lint.letter import ERROR, SEVERITIES, Finding, Letter
from netx_tui.domain.mails.kinds import CONGRATULATIONS, KINDS

_ALL = frozenset(KINDS)
_INVITING = frozenset(("invitation", "nudge"))
_BEFORE_THE_TALK = _INVITING | {"brief"}
_ASKING_NOTHING = frozenset(
    ("thank_you", "close_the_loop", "share_article", "tell_referrer", "linkedin_note", *CONGRATULATIONS)
)


class Rule(NamedTuple):
    """A rule and the kinds of mail it reads."""

    read: Callable[[Letter], Iterator[Finding]]
    kinds: frozenset[str]


RULES = (
    Rule(basics.filled_in, _ALL),
    Rule(basics.one_line, _ALL),
    Rule(basics.can_be_sent, _ALL),
    Rule(basics.length, _ALL),
    Rule(basics.subject, _ALL),
    Rule(basics.note_length, _ALL),
    Rule(asking.one_ask, ASKING_KINDS),
    Rule(asking.time_box, _INVITING),
    Rule(asking.dates_offered, frozenset(("invitation",))),
    Rule(asking.connection_first, frozenset(("invitation",))),
    Rule(asking.no_cv, _BEFORE_THE_TALK),
    Rule(asking.no_job, _BEFORE_THE_TALK),
    Rule(asking.vague, _ALL),
    Rule(asking.own_reason, _ALL),
    Rule(asking.polite_exit, frozenset(("invitation",))),
    Rule(brief.no_reply, frozenset(("brief",))),
    Rule(brief.topic, frozenset(("brief",))),
    Rule(brief.questions, frozenset(("brief",))),
    Rule(brief.in_time, frozenset(("brief",))),
    Rule(brief.date_and_time, frozenset(("brief",))),
    Rule(occasions.insight_and_action, frozenset(("thank_you",))),
    Rule(occasions.thanks_in_time, frozenset(("thank_you",))),
    Rule(occasions.no_question, _ASKING_NOTHING),
    Rule(occasions.article, frozenset(("share_article",))),
    Rule(occasions.occasion, frozenset(CONGRATULATIONS)),
    Rule(occasions.no_work, frozenset(("congrats_baby",))),
    Rule(pace.not_too_often, _ALL),
    Rule(pace.not_again, _ALL),
    Rule(style.one_form_of_address, _ALL),
    Rule(basics.language, _ALL),
    Rule(style.calm, _ALL),
    Rule(style.short_sentences, _ALL),
    Rule(style.little_praise, _ALL),
    Rule(style.no_apology, _ALL),
    Rule(style.right_name, _ALL),
    Rule(style.right_company, _ALL),
)


def lint(letter: Letter) -> tuple[Finding, ...]:
    """Everything the rules say about ``letter``, errors first."""
    found = (finding for rule in RULES if letter.kind in rule.kinds for finding in rule.read(letter))
    return tuple(sorted(found, key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule)))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that keep a mail from being marked as sent, unless a reason is given."""
    return tuple(finding for finding in findings if finding.severity == ERROR)

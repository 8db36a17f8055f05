"""The next step for each person while one chooses: N06 to N08 and N10 to N12 of ``pipeline.md``.

Everything is computed from the data and the day; no step is stored.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from heapq import nsmallest

from netx_tui.domain.better_person import Proposal, motivation_of, propose, search_words
from netx_tui.domain.contacts import Company, Contact
from netx_tui.domain.labels import fact_label
from netx_tui.domain.rows import NextStep, TodayRow
from netx_tui.domain.scoring import Person, Score, Scorer
from netx_tui.domain.scoring_rules import ScoringRules
from netx_tui.domain.shortlist import OPEN_DAYS, Asked, entered_on
from netx_tui.domain.text import visible
from netx_tui.domain.workdays import NO_HOLIDAYS, add
from netx_tui.i18n import _

AT_REST = ("archived", "parked", "declined")
NUDGE_DAYS = 7
"""Business days without a reply after which one reminds once, and after that lets it rest."""
RESEARCH_AT_ONCE = 3
SEARCHES_AT_ONCE = 3
SEVERITIES = ("red", "amber", "plain")
_NO_DUE_DATE = "9999"


def next_step(
    person: Person,
    score: Score,
    proposal: Proposal,
    asked: Asked,
    holidays: frozenset[date] = NO_HOLIDAYS,
) -> NextStep:
    """The one next thing to do for a person, in the few words a line of the list has room for."""
    contact = person.contact
    if snoozed(contact, asked.today):
        return NextStep("", _("snoozed until {day}").format(day=contact.snooze_until), "")
    if contact.stage in ("invited", "nudged"):
        return _waiting(contact, asked.today, holidays)
    if contact.stage not in ("lead", "shortlisted") or score.band == "X":
        return NextStep()
    if contact.stage == "shortlisted" and score.band != "?":
        return _invite(person, asked)
    return _before_the_shortlist(score, proposal)


def today_rows(
    people: Sequence[Person],
    scorer: Scorer,
    best: Mapping[str, tuple[Person, ...]],
    companies: Mapping[str, Company],
    asked: Asked,
    *,
    days: int = 7,
    holidays: frozenset[date] = NO_HOLIDAYS,
) -> tuple[TodayRow, ...]:
    """The next steps of choosing, most urgent first: severity, due (none last), rule, name.

    ``people`` are everybody, best first; ``best`` the candidates of ``better_person``, ``companies`` by
    their key. A step with a due date shows from ``days`` days before it.
    """
    awake = [person for person in people if not snoozed(person.contact, asked.today)]
    last = asked.today + timedelta(days=days)
    found = [
        *_silent(awake, asked, last, holidays),
        *_invitations(awake, asked),
        *_open_questions(awake, scorer),
        *_searches(people, best, companies, scorer.rules),
    ]
    found.sort(
        key=lambda item: (
            SEVERITIES.index(item[1].severity),
            item[1].due or _NO_DUE_DATE,
            item[1].rule,
            item[0].casefold(),
        )
    )
    return tuple(row for _name, row in found)


def snoozed(contact: Contact, today: date) -> bool:
    """Whether the user put this person off until a later day."""
    return contact.snooze_until > today.isoformat()


def _waiting(contact: Contact, today: date, holidays: frozenset[date]) -> NextStep:
    since = entered_on(contact, contact.stage)
    if since is None:
        return NextStep("", _("wait for a reply"), "")
    due = add(since, NUDGE_DAYS, holidays)
    if today < due:
        return NextStep("", _("wait until {day}").format(day=due.isoformat()), "")
    if contact.stage == "nudged":
        return NextStep("N08", _("park, no hard feelings"), "p")
    return NextStep("N07", _("remind once"), "m")


def _invite(person: Person, asked: Asked) -> NextStep:
    taken = asked.blocking(person.place, person.contact.id)
    if taken:
        return NextStep("", _("wait for {name}").format(name=taken.name), "")
    if not asked.room:
        return NextStep("", _("invite next week"), "")
    return NextStep("N10", _("invite"), "i")


def _before_the_shortlist(score: Score, proposal: Proposal) -> NextStep:
    if score.band == "?":
        fact = fact_label(score.missing[0][0]) if score.missing else _("more")
        return NextStep("N11", _("find out: {fact}").format(fact=fact), "e")
    if score.band in "AB":
        return NextStep("", _("shortlist"), "s")
    if proposal.kind == "ask_for_intro":
        return NextStep("", _("→ intro to {name}").format(name=proposal.name), "enter")
    if proposal.kind == "prefer":
        return NextStep("", _("→ ask {name}").format(name=proposal.name), "enter")
    if proposal.kind == "keep_searching":
        return NextStep("N12", _("keep searching"), "s")
    return NextStep()


def _silent(
    people: Iterable[Person], asked: Asked, last: date, holidays: frozenset[date]
) -> Iterator[tuple[str, TodayRow]]:
    """N06, N07 and N08: invitations and reminders without a reply."""
    promising = _promising(people)
    for person in people:
        contact = person.contact
        since = entered_on(contact, contact.stage) if contact.stage in ("invited", "nudged") else None
        if since is None:
            continue
        due = add(since, NUDGE_DAYS, holidays)
        if contact.stage == "nudged":
            text, rule, key = _("Park {name}, no hard feelings"), "N08", "p"
        else:
            text, rule, key = _("Remind {name} once"), "N07", "m"
            following = promising.get(person.place)
            sooner = add(since, OPEN_DAYS, holidays)
            if following and sooner <= last and not asked.blocking(person.place, contact.id):
                told = _("Invite {next} at {company}: {name} has been silent for {days} business days")
                sentence = told.format(
                    next=following.contact.name, company=contact.company, name=contact.name, days=OPEN_DAYS
                )
                yield contact.name, _due(_row("N06", contact, sentence, "i"), sooner, asked.today)
        if due <= last:
            row = _row(rule, contact, text.format(name=contact.name), key)
            yield contact.name, _due(row, due, asked.today)


def _promising(people: Iterable[Person]) -> dict[str, Person]:
    """The best person of each company who is good enough to invite and not invited yet."""
    found: dict[str, Person] = {}
    for person in people:
        if person.place and person.standing.band in "AB" and person.contact.stage in ("lead", "shortlisted"):
            found.setdefault(person.place, person)
    return found


def _invitations(people: Iterable[Person], asked: Asked) -> Iterator[tuple[str, TodayRow]]:
    """N10: shortlisted people of band A or B whose company is free, as many as the week has room for."""
    left = asked.room
    for person in people:
        contact = person.contact
        if left and contact.stage == "shortlisted" and person.standing.band in "AB":
            if asked.blocking(person.place, contact.id):
                continue
            left -= 1
            yield contact.name, _row("N10", contact, _("Invite {name}").format(name=contact.name), "i")


def _open_questions(people: Iterable[Person], scorer: Scorer) -> Iterator[tuple[str, TodayRow]]:
    """N11: the fact with the most potential, for the shortlist and the three others it could help most."""
    unclear = [person for person in people if _is_unclear(person, scorer)]
    listed = [person for person in unclear if person.contact.stage == "shortlisted"]
    others = (person for person in unclear if person.contact.stage != "shortlisted")
    chosen = nsmallest(RESEARCH_AT_ONCE, others, key=lambda p: (-scorer.potential(p), p.order))
    for person in (*listed, *chosen):
        name, score = person.contact.name, scorer.score(person)
        if score.band == "?" and score.missing:
            fact = fact_label(score.missing[0][0])
            text = _("Find out about {name}: {fact}").format(name=name, fact=fact)
        else:
            text = _("Check the facts about {name} again").format(name=name)
        yield name, _row("N11", person.contact, text, "e")


def _is_unclear(person: Person, scorer: Scorer) -> bool:
    contact, band = person.contact, person.standing.band
    if contact.stage in AT_REST or band == "X":
        return False
    return band == "?" or bool(contact.profile_checked and scorer.is_stale(contact))


def _searches(
    people: Sequence[Person],
    best: Mapping[str, tuple[Person, ...]],
    companies: Mapping[str, Company],
    rules: ScoringRules,
) -> Iterator[tuple[str, TodayRow]]:
    """N12: the three most wanted companies where nobody is known, or nobody better than a C."""
    found: dict[str, tuple[int, str]] = {}
    known = {person.place for person in people if person.place}
    for place, company in companies.items():
        if place not in known and (company.motivation or 0) >= rules.min_motivation:
            found[place] = (company.motivation or 0, company.name)
    for person in people:
        resting = person.contact.stage in AT_REST or person.standing.band not in "CD"
        if not resting and propose(person, best, rules).kind == "keep_searching":
            found.setdefault(person.place, (motivation_of(person), person.contact.company))
    ranked = sorted(found.values(), key=lambda item: (-item[0], item[1].casefold()))
    for _motivation, name in ranked[:SEARCHES_AT_ONCE]:
        words = " ".join(search_words(department, name) for department in rules.target_departments[:1])
        told = _("Find a person at {company}: {words}") if words else _("Find a person at {company}")
        text = told.format(company=name, words=words)
        yield name, TodayRow("N12", "plain", "", "", visible(name), visible(text), "s")


def _row(rule: str, contact: Contact, text: str, key: str) -> TodayRow:
    return TodayRow(rule, "plain", "", contact.id, visible(contact.company), visible(text), key)


def _due(row: TodayRow, due: date, today: date) -> TodayRow:
    severity = "red" if due < today else "amber" if due == today else "plain"
    return row._replace(severity=severity, due=due.isoformat())

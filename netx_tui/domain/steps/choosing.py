"""N06 to N08, N10 to N12 and N24: whom to invite, remind, let rest, find out about or look at again."""

from collections.abc import Iterator
from datetime import timedelta
from heapq import nsmallest

from netx_tui.domain.better_person import motivation_of, propose, search_words
from netx_tui.domain.labels import fact_label
from netx_tui.domain.nextsteps import NUDGE_DAYS
from netx_tui.domain.scoring import Person
from netx_tui.domain.shortlist import OPEN_DAYS, entered_on
from netx_tui.domain.stages import PARKED_DAYS
from netx_tui.domain.steps.situation import Situation
from netx_tui.domain.steps.step import Step, about
from netx_tui.domain.workdays import add
from netx_tui.i18n import _

AT_REST = ("archived", "parked", "declined")
RESEARCH_AT_ONCE = 3
SEARCHES_AT_ONCE = 3
LOOK_AGAIN = 10
"""Points by which a score has to change before one looks again (N24)."""
REMINDED = timedelta(days=30)
"""For so long it is told that somebody's time of rest is over."""
SEEN_STAGES = ("shortlisted", "invited", "nudged")


def steps_of_choosing(now: Situation) -> Iterator[Step]:
    """All next steps of people one may ask for a talk."""
    awake = [person for person in now.people if not now.asleep(person.contact)]
    yield from _silent(now, awake)
    yield from _invitations(now, awake)
    yield from _open_questions(now, awake)
    yield from _searches(now)
    yield from _changed(now, awake)


def _silent(now: Situation, awake: list[Person]) -> Iterator[Step]:
    """N06, N07 and N08: invitations and reminders without a reply."""
    promising = _promising(awake)
    for person in awake:
        contact = person.contact
        since = entered_on(contact, contact.stage) if contact.stage in ("invited", "nudged") else None
        if since is None:
            continue
        due = add(since, NUDGE_DAYS, now.holidays)
        if contact.stage == "nudged":
            text = _("Park {name}, no hard feelings").format(name=contact.name)
            step = about("N08", contact, text, "p")
        else:
            text = _("Remind {name} once").format(name=contact.name)
            step = about("N07", contact, text, "m", kind="nudge")
            following = promising.get(person.place)
            sooner = add(since, OPEN_DAYS, now.holidays)
            if following and not now.asked.blocking(person.place, contact.id):
                told = _("Invite {next} at {company}: {name} has been silent for {days} business days")
                sentence = told.format(
                    next=following.contact.name, company=contact.company, name=contact.name, days=OPEN_DAYS
                )
                silent = about("N06", contact, sentence, "i", kind="invitation").on(sooner, now.now)
                yield silent._replace(other=following.contact.id, situation=following.contact.id)
        yield step.on(due, now.now)._replace(situation=since.isoformat())


def _promising(awake: list[Person]) -> dict[str, Person]:
    """The best person of each company who is good enough to invite and not invited yet."""
    found: dict[str, Person] = {}
    for person in awake:
        if person.place and person.standing.band in "AB" and person.contact.stage in ("lead", "shortlisted"):
            found.setdefault(person.place, person)
    return found


def _invitations(now: Situation, awake: list[Person]) -> Iterator[Step]:
    """N10: shortlisted people of band A or B whose company is free, as many as the week has room for."""
    left = now.asked.room
    for person in awake:
        contact = person.contact
        if left and contact.stage == "shortlisted" and person.standing.band in "AB":
            if now.asked.blocking(person.place, contact.id):
                continue
            left -= 1
            text = _("Invite {name}").format(name=contact.name)
            yield about("N10", contact, text, "i", kind="invitation", situation=contact.stage)


def _open_questions(now: Situation, awake: list[Person]) -> Iterator[Step]:
    """N11: the fact with the most potential, for the shortlist and the three others it could help most."""
    unclear = [person for person in awake if _is_unclear(now, person)]
    listed = [person for person in unclear if person.contact.stage == "shortlisted"]
    others = (person for person in unclear if person.contact.stage != "shortlisted")
    chosen = nsmallest(RESEARCH_AT_ONCE, others, key=lambda p: (-now.scorer.potential(p), p.order))
    for person in (*listed, *chosen):
        contact, score = person.contact, now.scorer.score(person)
        if score.band == "?" and score.missing:
            fact = fact_label(score.missing[0][0])
            text = _("Find out about {name}: {fact}").format(name=contact.name, fact=fact)
        else:
            text = _("Check the facts about {name} again").format(name=contact.name)
        yield about("N11", contact, text, "e", situation=f"{score.missing} {contact.profile_checked}")


def _is_unclear(now: Situation, person: Person) -> bool:
    contact, band = person.contact, person.standing.band
    if contact.stage in AT_REST or band == "X":
        return False
    return band == "?" or bool(contact.profile_checked and now.scorer.is_stale(contact))


def _searches(now: Situation) -> Iterator[Step]:
    """N12: the three most wanted companies where nobody is known, or nobody better than a C."""
    rules = now.scorer.rules
    found: dict[str, tuple[int, str]] = {}
    known = {person.place for person in now.people if person.place}
    for place, company in now.companies.items():
        if place not in known and (company.motivation or 0) >= rules.min_motivation:
            found[place] = (company.motivation or 0, company.name)
    for person in now.people:
        resting = person.contact.stage in AT_REST or person.standing.band not in "CD"
        if not resting and propose(person, now.best, rules).kind == "keep_searching":
            found.setdefault(person.place, (motivation_of(person), person.contact.company))
    ranked = sorted(found.values(), key=lambda item: (-item[0], item[1].casefold()))
    for motivation, name in ranked[:SEARCHES_AT_ONCE]:
        words = " ".join(search_words(department, name) for department in rules.target_departments[:1])
        told = _("Find a person at {company}: {words}") if words else _("Find a person at {company}")
        text = told.format(company=name, words=words)
        yield Step("N12", name, text, "s", company=name, situation=f"{motivation}")


def _changed(now: Situation, awake: list[Person]) -> Iterator[Step]:
    """N24: the score moved, or somebody better appeared, since the person was chosen."""
    for person in awake:
        contact, seen = person.contact, person.contact.score_seen
        if contact.stage not in SEEN_STAGES or seen is None:
            continue
        score = person.standing.score
        better = propose(person, now.best, now.scorer.rules)
        if better.contact and better.contact != seen.better and not now.asked_already(better.contact):
            text = _("Look again at {name}: {better} fits better (+{gain})").format(
                name=contact.name, better=better.name, gain=better.gain
            )
        elif contact.stage == "shortlisted" and abs(score - seen.score) >= LOOK_AGAIN:
            # Of those who were asked the score falls by the wait for an answer alone.
            text = _("Look again at {name}: {now} points, {before} when chosen").format(
                name=contact.name, before=seen.score, now=score
            )
        else:
            continue
        yield about("N24", contact, text, "enter", situation=f"{score} {better.contact}")
    yield from _rested(now)


def _rested(now: Situation) -> Iterator[Step]:
    """N24 as well: the time of rest of somebody who was parked or said no is over."""
    rests = {"parked": PARKED_DAYS, "declined": now.scorer.rules.declined_cooldown_days}
    for person in now.people:
        contact = person.contact
        since = entered_on(contact, contact.stage) if contact.stage in rests else None
        if since is None or now.reachable(contact.id) is None:
            continue
        over = since + timedelta(days=rests[contact.stage])
        if over <= now.today < over + REMINDED:
            text = _("Look again at {name}: the time of rest is over").format(name=contact.name)
            yield about("N24", contact, text, "enter", situation=since.isoformat())

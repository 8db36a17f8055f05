"""L090 to L097: tone, and whom and what the mail names."""

import re
from collections.abc import Iterator

from netx_tui.domain.lint.letter import ERROR, INFO, WARN, Finding, Letter
from netx_tui.domain.mails.filling import PLACE
from netx_tui.domain.mails.greeting import names
from netx_tui.domain.mails.words import sentences, word_count, words
from netx_tui.domain.text import same_name
from netx_tui.i18n import _

MEAN_WORDS = {"en": 20, "de": 18}
_DU = re.compile(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e|em|en|er|es)?|[Ee]uch|[Ee]uer|[Ee]ure[mnrs]?)\b")
_SIE = re.compile(
    r"\b(?:Ihnen|Ihrerseits|Ihretwegen)\b|(?<![.!?:„\"-] )(?<!^)\b(?:Sie|Ihr(?:e|em|en|er|es)?)\b"
    r"|\b(?:können|haben|hätten|würden|wären|möchten|müssen|dass|wenn|falls|sind|wissen|lassen) Sie\b"
)
_SHOUTED = re.compile(r"\b[A-ZÄÖÜ]{5,}\b")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2764]|[:;]-?[)D(P](?![\\w])")
_PRAISE = re.compile(
    r"\b(?:amazing|incredibl[ey]|outstanding|brilliant|fantastic|wonderful|inspiring|extraordinary|phenomenal"
    r"|impressive|exceptional|legendary|world-class|großartig\w*|fantastisch\w*|unglaublich\w*|herausragend\w*"
    r"|brillant\w*|überragend\w*|beeindruckend\w*|genial\w*|einzigartig\w*|inspirierend\w*|phänomenal\w*)\b",
    re.I,
)
APOLOGY = re.compile(
    r"\bsorry (?:to|for) (?:bother|disturb|trouble|intrud|the (?:disturbance|intrusion))\w*"
    r"|\bapologi[sz]e for (?:bothering|disturbing|troubling|taking|the)\b|\bhate to (?:bother|disturb)\b"
    r"|\b(?:entschuldigen Sie|entschuldige|verzeihen Sie|Entschuldigung für|sorry für)"
    r"(?: bitte)? die Störung\b"
    r"|\btut mir leid,? (?:dass ich )?(?:Sie|dich) (?:zu )?stör\w*|\bich will nicht stören\b",
    re.I,
)
_GREETING_WORDS = (
    "dear hi hello good morning afternoon hallo liebe lieber liebes guten tag morgen abend moin servus sehr "
    "geehrte geehrter frau herr herrn dr prof mr mrs ms"
)
_REFERRAL_KINDS = ("referral_request", "tell_referrer")


def one_form_of_address(letter: Letter) -> Iterator[Finding]:
    """L090."""
    if letter.lang != "de":
        return
    text = _without_names(letter, letter.own)
    du, sie = _DU.search(text), _SIE.search(text)
    if du and sie:
        sentence = _("'{du}' and '{sie}' do not go together: choose du or Sie.")
        yield Finding("L090", ERROR, sentence.format(du=du[0], sie=sie[0].split()[-1]))


def calm(letter: Letter) -> Iterator[Finding]:
    """L092."""
    whole = f"{letter.subject} {letter.own}"
    if whole.count("!") > 1:
        yield Finding("L092", WARN, _("One exclamation mark is enough."), "one_bang")
    shouted = _SHOUTED.search(_without_names(letter, PLACE.sub(" ", whole)))
    if shouted:
        yield Finding("L092", WARN, _("'{word}' in capitals reads as shouted.").format(word=shouted[0]))
    emoji = _EMOJI.search(whole)
    if emoji and letter.contact.formality != "du":
        yield Finding("L092", WARN, _("'{sign}' is for people you know better.").format(sign=emoji[0]))


def short_sentences(letter: Letter) -> Iterator[Finding]:
    """L093."""
    found = sentences(letter.after_greeting)
    limit = MEAN_WORDS["de" if letter.lang == "de" else "en"]
    total = sum(word_count(sentence) for sentence in found)
    if found and total > limit * len(found):
        sentence = _("Sentences of {count} words on average: {limit} read more easily.")
        yield Finding("L093", INFO, sentence.format(count=-(-total // len(found)), limit=limit))


def little_praise(letter: Letter) -> Iterator[Finding]:
    """L094."""
    found = _PRAISE.findall(letter.own)
    if len(found) > 1:
        sentence = _("'{first}' and '{second}': one plain reason says more than praise.")
        yield Finding("L094", INFO, sentence.format(first=found[0], second=found[1]))


def no_apology(letter: Letter) -> Iterator[Finding]:
    """L095."""
    found = APOLOGY.search(letter.own)
    if found:
        whole = next((part for part in sentences(letter.text) if APOLOGY.search(part)), "?")
        sentence = _("No need to apologise: people like to be asked.")
        yield Finding("L095", INFO, sentence, "" if "?" in whole else "no_apology")


def right_name(letter: Letter) -> Iterator[Finding]:
    """L096."""
    own = {same_name(word) for word in words(f"{letter.contact.name} {' '.join(names(letter.contact))}")}
    said = [same_name(word) for word in words(letter.greeting) if word[0].isupper()]
    strange = [word for word in said if word not in own and word not in _GREETING_WORDS.split()]
    if not strange or own & set(said):
        return
    for person in letter.around.people:
        if any(same_name(word) in strange for word in words(person) if len(word) > 1):
            sentence = _("The greeting names {other}; this mail goes to {name}.")
            yield Finding(
                "L096", ERROR, sentence.format(other=person, name=letter.contact.name), "salutation"
            )
            return


def right_company(letter: Letter) -> Iterator[Finding]:
    """L097."""
    if letter.kind in _REFERRAL_KINDS:
        return
    own = same_name(letter.contact.company)
    for company in letter.around.companies:
        name = same_name(company)
        if len(name) < 3 or name == own or name in own or (own and own in name):
            continue
        if re.search(rf"(?<!\w){re.escape(' '.join(company.split()))}(?!\w)", letter.own):
            sentence = _("The mail names {other}; {name} works at {company}.")
            told = sentence if own else _("The mail names {other}, another company you know.")
            yield Finding(
                "L097",
                WARN,
                told.format(other=company, name=letter.contact.name, company=letter.contact.company),
            )
            return


def _without_names(letter: Letter, text: str) -> str:
    """``text`` without the names of people and places, which follow rules of their own."""
    meeting = letter.around.meeting
    known = [letter.contact.name, letter.contact.company, letter.value("sender_name")]
    known += [letter.value(name) for name in ("place", "topic", "field", "target_company", "article_title")]
    if meeting is not None:
        known += [meeting.place, meeting.topic, meeting.field]
    for name in known:
        if name.strip():
            text = text.replace(name.strip(), " ")
    return text

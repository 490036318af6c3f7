"""Every language of LinkedIn's interface, in its own word order, layouts and eras in turn."""

from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import unquote

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial.frame import PASS, PASS_DKIM, Frame, page, row, table, text_page

HEADLINES = ("", "Endorsed for skills since 2009", "Quillhaven Ltd | hiring", "★ Go, Rust & C++")


def who(words: c.Words, index: int, *skills: int) -> c.Who:
    """Return the language's person of that index, who endorsed the skills of those indexes."""
    name, slug = words["people"][index]  # type: ignore[index]
    chosen = tuple(words["skills"][s] for s in skills)  # type: ignore[index]
    return c.Who(name, slug, chosen, HEADLINES[(index + len(name)) % len(HEADLINES)])


def single(section: str, words: c.Words, turn: int) -> c.Case:
    """One person, one skill, one sentence; today's look."""
    file = f"lang-{section}-single"
    made = c.frame(file, words)
    person = who(words, 0, 0)
    sender = f'"{person.name} via LinkedIn" <notifications-noreply@linkedin.com>'
    options: dict[str, Any] = {"sender": sender} if turn % 4 == 0 and person.name.isascii() else {}
    layout = lay.SENTENCES[turn % 3]
    raw = c.usual(made, [person], layout=layout, **options)
    why = f"{section}: one sentence, layout {layout.__name__}; name and skill emphasised or linked"
    return c.Case(file, why, raw, pairs=c.pairs(person), language=made.lang)


def listed(section: str, words: c.Words, turn: int) -> c.Case:
    """One person, a lead and a list of skills; in an older look where it fits."""
    file = f"lang-{section}-list"
    looks = ("2024", "2015", "2020", "2012") if "old" in words else ("2024", "2020")
    look = looks[turn % len(looks)]
    made = c.frame(file, words, look=look)
    person = who(words, 1, 1, 2)
    layout = lay.LISTS[turn % 2]
    auth = (PASS_DKIM,) if look == "2012" else (PASS,)
    raw = c.usual(made, [person], str(words["lead"]), layout, auth=auth)
    why = f"{section}: lead and list ({layout.__name__}, look of {look}); 'and' in skills"
    modern = look in ("2020", "2024")
    return c.Case(file, why, raw, pairs=c.pairs(person, slugs=modern), language=made.lang)


def people(section: str, words: c.Words, turn: int) -> c.Case:
    """Two people by the second wording, one of them with two skills."""
    file = f"lang-{section}-people"
    made = c.frame(file, words, template="email_notification_single_endorsement_received_01")
    both = [who(words, 1, 2, 0), who(words, 0, 1)]
    phrase = str(words["endorse"][1])  # type: ignore[index]
    raw = c.usual(made, both, phrase, (lay.rows, lay.hero)[turn % 2])
    why = f"{section}: second wording, two people, three pairs; another template name"
    return c.Case(file, why, raw, pairs=c.pairs(*both), language=made.lang)


def others(section: str, words: c.Words) -> c.Case:
    """A person and others who are not named anywhere."""
    file = f"lang-{section}-others"
    made = c.frame(file, words)
    person = who(words, 0, 2)
    raw = c.usual(made, [person], str(words["others"]), lay.hero)
    why = f"{section}: one person and two others, who are not named: review with the certain pair"
    return c.Case(file, why, raw, "review", c.pairs(person), language=made.lang)


def more(section: str, words: c.Words) -> c.Case:
    """A skill and others that are not named anywhere."""
    file = f"lang-{section}-more"
    made = c.frame(file, words)
    person = who(words, 1, 0)
    raw = c.usual(made, [person], str(words["more"]), lay.rows)
    why = f"{section}: one skill and two more that are not named: review with the certain pair"
    return c.Case(file, why, raw, "review", c.pairs(person), language=made.lang)


def notice(
    made: Frame, head: str, quoted: str = "", person: c.Who | None = None
) -> tuple[str, str]:
    """Return the parts of a notice with a sentence, perhaps a person and words of their own."""
    shown = escape(head)
    rows, lines = "", [head, ""]
    if person:
        shown = shown.replace(escape(person.name), lay.name_link(made, person, "hero", 0), 1)
        rows += row(lay.photo(made, person, "hero", 0))
        lines += [f"{made.words['view']}: {person.link(made, 'hero', 0, 'profile_text')}"]
    rows += row(f"<h2>{shown}</h2>")
    if quoted:
        rows += row(f"<blockquote>{escape(quoted)}</blockquote>")
        lines += ["", quoted]
    return text_page(made, lines), page(made, head, row(table(rows)))


def count(section: str, words: c.Words) -> c.Case:
    """A number of new endorsements, nobody named."""
    file = f"lang-{section}-count"
    made = c.frame(file, words, template="email_notification_single_new_endorsements_01")
    head = lay.fill(str(words["count"]), n="7")
    text, html = notice(made, head)
    html = html.replace("</h2>", "</h2>" + lay.button(made), 1)
    why = f"{section}: a count of new endorsements without any person: review, no pair"
    return c.Case(file, why, c.raw(made, head, text, html), "review", language=made.lang)


PRAISE = (
    "It was a joy to work together. I endorse every word said about this team, above all for Java."
)


def recommendation(section: str, words: c.Words, key: str, turn: int) -> c.Case:
    """A written recommendation, or the wish for one."""
    kind = "recommendation_received" if key == "rec" else "recommendation_request"
    file = f"lang-{section}-{key}"
    template = f"email_{kind}_01" if turn % 2 else f"email_notification_single_{kind}_01"
    made = c.frame(file, words, template=template)
    person = who(words, 0)
    head = lay.fill(str(words[key]), name=person.name)
    text, html = notice(made, head, PRAISE if key == "rec" else "", person)
    why = f"{section}: {kind.replace('_', ' ')}; no endorsement whatever the words in it"
    persons = ((person.name, unquote(person.slug or "")),)
    return c.Case(file, why, c.raw(made, head, text, html), kind, (), persons, language=made.lang)


NEGATIVES = {
    "suggest": ("email_skill_suggestions_01", "asks the reader to endorse somebody: other"),
    "thanks": ("email_notification_single_thanks_01", "thanks for the reader's endorsement: other"),
    "message": ("email_member_message_v2", "a member's own words claim an endorsement: other"),
}


def negative(section: str, words: c.Words, key: str) -> c.Case:
    """A mail with the language's endorsement words that is none."""
    template, reason = NEGATIVES[key]
    file = f"lang-{section}-{key}"
    made = c.frame(file, words, template=template)
    person = who(words, 0, 0)
    said = words[key]
    phrase, quoted = said if isinstance(said, list) else (str(said), "")
    head = lay.fill(phrase, name=person.name, skill=person.skills[0])
    text, html = notice(made, head, quoted, person)
    raw = c.raw(made, head, text, html)
    return c.Case(file, f"{section}: {reason}", raw, "other", language=made.lang)


def cases() -> Iterator[c.Case]:
    """Yield the mails of every language, in the order of its code."""
    for turn, (section, words) in enumerate(sorted(c.WORDS.items())):
        yield single(section, words, turn)
        yield listed(section, words, turn)
        if turn % 2 == 0:
            yield people(section, words, turn // 2)
        if turn % 3 == 1:
            yield others(section, words)
        if "more" in words:
            yield more(section, words)
        if "count" in words and turn % 3 == 0:
            yield count(section, words)
        key = ("rec", "req")[turn % 2]
        if key in words:
            yield recommendation(section, words, key, turn // 2)
        for key in NEGATIVES:
            if key in words:
                yield negative(section, words, key)

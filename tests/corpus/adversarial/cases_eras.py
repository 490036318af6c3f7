"""The looks of 2012 to 2020 in English: names without slugs, other buttons, other senders."""

from collections.abc import Iterator

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import frame as fr
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial import mime
from tests.corpus.adversarial.cases_languages import notice

RECEIVING = "You are receiving Endorsements emails."
OLD = dict(c.EN, button="Continue", footer=[*c.EN["footer"][:2], RECEIVING, *c.EN["footer"][3:]])  # type: ignore[index]
FOLLOWING = "{name} has endorsed you for the following skills and expertise:"
SENTENCE = "{name} has endorsed you for {skill}"


def of(
    file: str, why: str, look: str, people: list[c.Who], phrase: str, layout: lay.Layout,
    sender: str = fr.SENDER, **words: str,
) -> c.Case:  # fmt: skip
    """An endorsement mail in an older look; its links have no slugs before 2018."""
    made = c.frame(file, OLD | words, look=look)
    auth = (fr.PASS_DKIM,) if look == "2012" else (fr.PASS,)
    subject = f"{people[0].name} has endorsed you!"
    raw = c.usual(made, people, phrase, layout, subject, sender=sender, auth=auth)
    return c.Case(file, why, raw, pairs=c.pairs(*people, slugs=look == "2020"))


def endorsements() -> Iterator[c.Case]:
    """Yield the endorsement mails of the older looks."""
    one = c.Who("Hortensia Blount", None, ("Event Planning", "Catering, Banquets", "QuarkXPress"))
    two = c.Who("Padraig Mulcahy, PE", None, ("AutoCAD", "Surveying"), "Roads and bridges")
    sender = '"Hortensia Blount" <member@linkedin.com>'
    why = "autumn 2012: lead and list, Continue, no X-LinkedIn fields"
    yield of("era-2012-list", why, "2012", [one], FOLLOWING, lay.card)
    why = "2013: new skills, in the endorser's name, See endorsements"
    phrase = "{name} has endorsed you for new skills:"
    yield of(
        "era-2013-new-skills",
        why,
        "2012",
        [one],
        phrase,
        lay.chips,
        sender,
        button="See endorsements",
    )
    why = "2013: several people, each with own skills, a headline below"
    yield of("era-2013-people", why, "2012", [one, two], SENTENCE, lay.rows)
    why = "2014-17: sentence, tracking=eml-skills_endorsements-..., profile/view links"
    sender = '"Padraig Mulcahy, PE via LinkedIn" <notifications-noreply@linkedin.com>'
    yield of("era-2015-sentence", why, "2015", [two], SENTENCE, lay.hero, sender)
    why = "2014-17: wide and small screens"
    yield of("era-2016-twice", why, "2015", [two, one], SENTENCE, lay.twice)
    three = c.Who("Wilhelmine Stopes", "wilhelmine-stopes-41", ("Palaeobotany",))
    why = "2019-22: slugs, a capital letter in none"
    yield of("era-2020-hero", why, "2020", [three], SENTENCE, lay.hero)


def others() -> Iterator[c.Case]:
    """Yield the other kinds in the older looks."""
    file = "era-2013-latin1"
    made = c.frame(file, OLD, look="2012")
    who = c.Who("Françoise Bünzli", None, ("Käserei", "Go"))
    text, _ = lay.endorsement(made, [who], FOLLOWING, lay.card)
    part = mime.part(text.encode("latin-1", "replace"), "plain", label="iso-8859-1", cte="8bit")
    head = fr.headers(
        made, mime.word("Françoise Bünzli has endorsed you", "iso-8859-1", "q"), auth=()
    )
    why = "2013, a single text part in iso-8859-1, no results: unverified"
    raw = mime.message(head, part)
    yield c.Case(file, why, raw, pairs=c.pairs(who), authenticity="unverified")

    file = "era-2013-recommendation"
    made = c.frame(file, OLD, look="2012", template="recommendation_received")
    who = c.Who("Bartholomew Inch", None, ())
    praise = "I endorse her for every skill there is. Show this recommendation on my profile"
    text, html = notice(made, "Bartholomew Inch has recommended you", praise, who)
    raw = c.raw(made, "Bartholomew Inch has recommended you", text, html)
    persons = (("Bartholomew Inch", None),)
    why = "2013: a recommendation whose text speaks of endorsing skills"
    yield c.Case(file, why, raw, "recommendation_received", (), persons)

    file = "era-2013-request"
    made = c.frame(file, OLD, look="2012", template="recommendation_request")
    ask = "I'm writing to ask if you would write a brief recommendation of my work."
    text, html = notice(made, "Bartholomew Inch requested a recommendation", ask, who)
    raw = c.raw(
        made, "Can you recommend me?", text, html, sender=f"{who.name} <member@linkedin.com>"
    )
    why = "2013: the old default words of a request, in the member's name"
    yield c.Case(file, why, raw, "recommendation_request", (), persons)

    file = "era-2015-suggest"
    made = c.frame(file, OLD, look="2015", template="skills_endorsements_suggestions")
    who = c.Who("Leocadie Prune", None, ())
    text, html = notice(made, "Does Leocadie Prune have these skills? Endorse: Jam, Jelly", "", who)
    raw = c.raw(made, "Leocadie Prune: endorse these skills", text, html)
    why = "2014-17: the reader is asked to endorse; the template's name begins alike"
    yield c.Case(file, why, raw, "other")


def cases() -> Iterator[c.Case]:
    """Yield the mails of the older looks."""
    yield from endorsements()
    yield from others()

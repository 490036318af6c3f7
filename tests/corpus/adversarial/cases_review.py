"""Evidence of an endorsement that cannot be had completely, and what only seems incomplete."""

from collections.abc import Iterator
from html import escape

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import frame as fr
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial import mime
from tests.corpus.adversarial.cases_languages import notice

FOR = "{name} endorsed you for {skill}"


def bare(file: str, why: str, head: str, *, subject: str = "", words: c.Words = c.EN) -> c.Case:
    """An endorsement notice without any pair."""
    made = c.frame(file, words, template="email_notification_single_endorsement_received_01")
    text, html = notice(made, head)
    html = html.replace("</h2>", "</h2>" + lay.button(made), 1)
    raw = c.raw(made, subject or head, text, html)
    return c.Case(file, why, raw, "review", language=made.lang)


def without_pairs() -> Iterator[c.Case]:
    """Yield the notices that name no person or no skill."""
    yield bare(
        "review-hidden-member",
        "a hidden member has no name",
        "LinkedIn Member endorsed you for Quarrying",
    )
    yield bare(
        "review-hidden-member-de",
        "a hidden member has no name, in German",
        "Ein LinkedIn-Mitglied hat Ihre Kenntnisse in Bergbau bestätigt",
        words=c.WORDS["de"],
    )
    yield bare(
        "review-someone", "nobody is named", "Someone in your network endorsed you for Quarrying"
    )
    yield bare(
        "review-milestone",
        "a milestone: a total without any person",
        "Congratulations! You have reached 100 endorsements for Negotiation",
    )
    yield bare(
        "review-milestone-fr",
        "a milestone in French",
        "Félicitations ! Vous avez atteint 50 recommandations pour la compétence Négociation",
        words=c.WORDS["fr"],
    )
    yield bare(
        "review-no-skill",
        "person but no skill anywhere",
        "Garnet Fellowes has endorsed you!",
    )
    yield bare(
        "review-count-es",
        "Spanish: 12 people, nobody named",
        "12 personas han validado tus aptitudes esta semana",
        words=c.WORDS["es"],
    )


def partly() -> Iterator[c.Case]:
    """Yield the mails whose pairs are certain while more is hinted at."""
    file = "review-others-in-subject"
    both = [c.Who("Ewan Trask", "ewan-trask", ("SQL",)), c.Who("Lotte Rehm", "lotte-rehm", ("Go",))]
    raw = c.usual(c.frame(file), both, FOR, lay.rows, "Ewan Trask and 4 others endorsed you")
    why = "the subject counts five, the body names two: review with two pairs"
    yield c.Case(file, why, raw, "review", c.pairs(*both))

    file = "review-more-button"
    person = c.Who("Inge Maas", "inge-maas", ("Dredging", "Polders"))
    made = c.frame(file)
    text, html = lay.endorsement(made, [person], "{name} endorsed these skills:", lay.card)
    html = html.replace("</ul>", "<li>and 3 more skills</li></ul>")
    why = "the list ends with 'and 3 more skills', which is no skill: review"
    yield c.Case(
        file, why, c.raw(made, "Inge Maas endorsed you", text, html), "review", c.pairs(person)
    )

    file = "review-old-others"
    person = c.Who("Dorotea Lanz", None, ("Winter Sports",))
    phrase = "{name} and 6 others have endorsed you for {skill}"
    raw = c.usual(c.frame(file, look="2012"), [person], phrase, lay.rows, auth=(fr.PASS_DKIM,))
    why = "look of 2012-13: one named person, six others: review with the certain pair"
    yield c.Case(file, why, raw, "review", c.pairs(person))

    file = "review-unverified"
    person = c.Who("Rufus Idle", "rufus-idle", ("Bowling",))
    phrase = "{name} and 2 others endorsed you for {skill}"
    raw = c.usual(c.frame(file), [person], phrase, lay.hero, auth=())
    why = "review without any Authentication-Results"
    yield c.Case(file, why, raw, "review", c.pairs(person), authenticity="unverified")


def complete() -> Iterator[c.Case]:
    """Yield the mails that only seem incomplete: everybody is named."""
    trio = [
        c.Who("Anselma Roy", "anselma-roy", ("Sonar",)),
        c.Who("Bertil Sand", "bertil-sand", ("Sonar",)),
        c.Who("Chidi Obi", "chidi-obi", ("Sonar",)),
    ]
    file = "review-not-all-named"
    raw = c.usual(c.frame(file), trio, FOR, lay.rows, "Anselma Roy and 2 others endorsed you")
    why = "the subject says 2 others, the body names all three: a plain endorsement"
    yield c.Case(file, why, raw, pairs=c.pairs(*trio))

    file = "review-not-one-sentence"
    made = c.frame(file)
    names = [lay.name_link(made, p, "hero", i) for i, p in enumerate(trio)]
    said = f"{names[0]}, {names[1]} and {names[2]} endorsed you for <strong>Sonar</strong>"
    html = fr.page(made, "You have 3 new endorsements", fr.row(f"<h2>{said}</h2>"))
    text = fr.text_page(made, ["Anselma Roy, Bertil Sand and Chidi Obi endorsed you for Sonar"])
    raw = c.raw(made, "You have 3 new endorsements", text, html)
    why = "a count of three in the subject, three people before one skill: three pairs"
    yield c.Case(file, why, raw, pairs=c.pairs(*trio))

    file = "review-not-all-skills"
    person = c.Who("Hye-rin Pak", "hyerin-pak", ("Kimchi", "Logistics", "ERP"))
    subject = "Hye-rin Pak endorsed you for Kimchi and 2 other skills"
    raw = c.usual(c.frame(file), [person], "{name} endorsed you for:", lay.card, subject)
    why = "the subject says 2 other skills, the list names all three: a plain endorsement"
    yield c.Case(file, why, raw, pairs=c.pairs(person))


def broken() -> Iterator[c.Case]:
    """Yield a mail cut short and a mail that is a picture."""
    file = "review-cut-short"
    made = c.frame(file, template="email_notification_single_endorsement_received_01")
    head = fr.headers(made, "Tove Brandal endorsed you")
    cut = mime.part("Tove Brandal endorsed you fo", "plain", cte="8bit")
    raw = mime.message(head, mime.multipart("alternative", [cut], "cut-here", closed=False))
    yield c.Case(file, "the mail ends in mid-sentence, before the skill", raw, "review")

    file = "review-picture"
    made = c.frame(file, template="email_notification_single_endorsement_received_01")
    picture = '<img src="https://media.licdn.com/dms/card.png" alt="You have been endorsed">'
    html = fr.page(made, "You have been endorsed", fr.row(picture) + fr.row(lay.button(made)))
    raw = c.raw(made, "You have been endorsed", fr.text_page(made, []), html)
    yield c.Case(file, "the content is a picture without names", raw, "review")


def digest_others() -> c.Case:
    """A digest whose endorsement card does not name everybody."""
    file = "review-digest-others"
    made = c.frame(file, template="email_notification_digest_01", kind="ENDORSED_SKILL")
    person = c.Who("Alazne Etxebarria", "alazne-etx", ("Pelota",))
    said = lay.sentence(made, person, "{name} and 5 others endorsed you for {skill}", made.kind, 1)
    birthday = c.Who("Ruud Kok", "ruud-kok", ())
    wish = f"Wish {lay.name_link(made, birthday, 'BIRTHDAY_PROP', 2)} a happy birthday"
    rows = fr.row(f"<p>{said}</p>") + fr.row(f"<p>{wish}</p>")
    lines = [lay.plain(made, person, "{name} and 5 others endorsed you for {skill}")]
    html = fr.page(made, "You have 2 new notifications", fr.row(fr.table(rows)))
    raw = c.raw(made, "You have 2 new notifications", fr.text_page(made, lines), html)
    why = f"digest: {escape(person.name)} and five others in one card, a birthday in another"
    return c.Case(file, why, raw, "review", c.pairs(person))


def cases() -> Iterator[c.Case]:
    """Yield the incomplete mails and their complete look-alikes."""
    yield from without_pairs()
    yield from partly()
    yield from complete()
    yield from broken()
    yield digest_others()

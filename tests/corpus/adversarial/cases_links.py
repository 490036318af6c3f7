"""Profile links in every form that gives a slug, and in those that only seem to."""

# ruff: noqa: E501 - a link is a link

from collections.abc import Iterator

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial.frame import link

TAIL = "?trk=eml-email_notification_single_skill_endorsed_01-endorser-0-profile_name"

# name: (why, [(person, link, unescaped slug or None)])
FORMS: dict[str, tuple[str, list[tuple[str, str, str | None]]]] = {
    "hosts": (
        "country host, mobile host, bare host, capitals in the host, port 443, http",
        [
            ("Isidora Quelhas", "https://br.linkedin.com/in/isidora-quelhas", "isidora-quelhas"),
            ("Magnús Arason", "https://m.linkedin.com/comm/in/magnus-arason/", "magnus-arason"),
            ("Petra Vondrák", "https://linkedin.com/in/petra-vondrak", "petra-vondrak"),
            ("Ulla Brandeis", "HTTPS://WWW.LinkedIn.COM/in/ulla-brandeis", "ulla-brandeis"),
            ("Sefa Tagaloa", "https://www.linkedin.com:443/in/sefa-tagaloa", "sefa-tagaloa"),
            ("Roderick Ames", "http://www.linkedin.com/in/roderick-ames", "roderick-ames"),
        ],
    ),
    "paths": (
        "deeper paths and queries after the slug",
        [
            ("Nuria Esclapez", "https://www.linkedin.com/in/nuria-esclapez/details/skills/", "nuria-esclapez"),
            ("Hauke Petersen", "https://www.linkedin.com/in/hauke-petersen/de", "hauke-petersen"),
            ("Bao Ngoc Lam", "https://www.linkedin.com/comm/in/bao-ngoc-lam/en/?x=/in/evil", "bao-ngoc-lam"),
        ],
    ),
    "escapes": (
        "slugs: raw Unicode, small and capital escapes, escaped unreserved characters, decomposed",
        [
            ("Żywia Łąk", "https://www.linkedin.com/in/żywia-łąk-5", "żywia-łąk-5"),
            ("Jörg Tränkle", "https://www.linkedin.com/in/j%c3%b6rg-tr%c3%a4nkle", "jörg-tränkle"),
            ("Dash Tilde", "https://www.linkedin.com/in/dash%2Dtilde%7E1", "dash-tilde~1"),
            ("Amélie Roux", "https://www.linkedin.com/in/ame%CC%81lie-roux", "ame\u0301lie-roux"),
        ],
    ),
    "case": (
        "a slug keeps its case; an opaque id is a slug",
        [
            ("Wendell Ostrow", "https://www.linkedin.com/in/WendellOstrow", "WendellOstrow"),
            ("Ayesha Lone", "https://www.linkedin.com/comm/in/ACoAAAbCdEfGhIjKlMnOpQ_x-Y9", "ACoAAAbCdEfGhIjKlMnOpQ_x-Y9"),
        ],
    ),
    "pub": (
        "the old /pub/ form folds to name-cba",
        [
            ("Dimo Grozev", "http://www.linkedin.com/pub/dimo-grozev/5b/8b2/31a", "dimo-grozev-31a8b25b"),
            ("Carys Pugh", "https://uk.linkedin.com/pub/carys-pugh/1a/2b3/c4d?trk=x", "carys-pugh-c4d2b31a"),
        ],
    ),
    "none": (
        "links that give no slug: profile/view, e/v2, message, empty slug",
        [
            ("Thibaud Kerleo", "https://www.linkedin.com/comm/profile/view?id=AAsAAQzz&authType=name", None),
            ("Salome Gvaramia", "https://www.linkedin.com/e/v2?e=abc&a=profile&t=in/other", None),
            ("Edric Fane", "https://www.linkedin.com/comm/messaging/compose/edric-fane/", None),
            ("Juno Haldane", "https://www.linkedin.com/in/", None),
            ("Perla Riquelme", "https://www.linkedin.com/comm/in/" + TAIL, None),
        ],
    ),
    "redirectors": (
        "LinkedIn's own redirector, its short links and a gateway's rewriting give no slug",
        [
            ("Livia Caravaggi", "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fwww.linkedin.com%2Fin%2Flivia-c", None),
            ("Otto Ebenhag", "https://lnkd.in/in/otto-ebenhag", None),
            ("Fola Adeyinka", "https://gate.example/v3/__https://www.linkedin.com/in/fola-adeyinka__;!!x", None),
            ("Rhys Glyndwr", "https://links.example/?url=https://www.linkedin.com/in/rhys-glyndwr", None),
        ],
    ),
    "userinfo": (
        "a user part or a backslash in the link: no slug",
        [
            ("Vesna Kralj", "https://www.linkedin.com@evil.example/in/vesna-kralj", None),
            ("Colm Brosnan", "https://colm@www.linkedin.com/in/colm-brosnan", None),
            ("Tiago Bento", "https://evil.example\\.linkedin.com/in/tiago-bento", None),
            ("Asta Lindh", "https://www.linkedin.com\\@evil.example/in/asta-lindh", None),
        ],
    ),
    "lookalikes": (
        "hosts that only look like linkedin.com, and other schemes: no slug",
        [
            ("Hester Vane", "https://www.linkedin.com.evil.example/in/hester-vane", None),
            ("Goran Pavić", "https://notlinkedin.com/in/goran-pavic", None),
            ("Mireille Aub", "https://www.linkedln.com/in/mireille-aub", None),
            ("Kofi Mensah-Ray", "https://www.linkedin.co/in/kofi-mr", None),
            ("Sunil Varghese", "ftp://www.linkedin.com/in/sunil-varghese", None),
            ("Dagny Moe", "https://evil.example/www.linkedin.com/in/dagny-moe", None),
        ],
    ),
}  # fmt: skip


def form(name: str) -> c.Case:
    """Several people in one mail, each with a link of another form."""
    why, people = FORMS[name]
    file = f"links-{name}"
    found = [c.Who(n, None, ("Falconry",), href=href) for n, href, _ in people]
    raw = c.usual(c.frame(file), found, str(c.EN["endorse"][2]), lay.rows)  # type: ignore[index]
    truth = tuple((n, slug, "Falconry") for n, _, slug in people)
    return c.Case(file, why, raw, pairs=truth)


def later_link() -> c.Case:
    """The first link to a person gives no slug, a later one does."""
    file = "links-later-slug"
    made = c.frame(file)
    old = "https://www.linkedin.com/comm/profile/view?id=AAsAAQ77"
    person = c.Who("Ottmar Zelenka", "ottmar-zelenka", ("Brewing",), href=old)
    text, html = lay.endorsement(made, [person], str(c.EN["endorse"][0]), lay.hero)  # type: ignore[index]
    later = link(made.person("ottmar-zelenka", "hero", 2, "prof~cta"), "View profile")
    html = html.replace("</h2>", "</h2>" + later, 1)
    why = "photo and name link to profile/view, only the later View profile link has the slug"
    return c.Case(
        file, why, c.raw(made, "Ottmar Zelenka endorsed you", text, html), pairs=c.pairs(person)
    )


def own_link() -> c.Case:
    """The only slugs of the mail are the reader's own."""
    file = "links-only-own"
    made = c.frame(file)
    person = c.Who("Serena Holloway", None, ("Millinery",))
    raw = c.usual(made, [person])
    why = "header, button and cards link to the reader alone; the endorser's link has no slug"
    return c.Case(file, why, raw, pairs=c.pairs(person))


def namesake() -> c.Case:
    """Somebody with the reader's name but another profile endorsed the reader."""
    file = "links-namesake"
    made = c.frame(file)
    person = c.Who(made.to.name, f"{made.to.slug}-77", ("Upholstery",))
    why = "a namesake of the reader with another profile is an endorser"
    return c.Case(file, why, c.usual(made, [person], layout=lay.rows), pairs=c.pairs(person))


def cases() -> Iterator[c.Case]:
    """Yield a mail for every clause about profile links."""
    for name in FORMS:
        yield form(name)
    yield later_link()
    yield own_link()
    yield namesake()

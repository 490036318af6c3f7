"""How LinkedIn might lay an endorsement out: a sentence, a card, rows, chips, or twice over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tests.corpus.adversarial.frame import Frame, link, page, row, table, text_page


@dataclass(frozen=True)
class Endorser:
    """One person of a mail and what they endorsed.

    ``shown`` is the name as HTML when it differs from the plain one; ``href`` replaces the link.
    """

    name: str
    slug: str | None
    skills: tuple[str, ...]
    headline: str = ""
    shown: str | None = None
    href: str | None = None

    def link(self, frame: Frame, section: str, index: int, control: str) -> str:
        """Return the link to the person."""
        return self.href or frame.person(self.slug, section, index, control)


def fill(phrase: str, **words: str) -> str:
    """Return the phrase with its named places filled, whatever braces the words hold."""
    out, rest = "", phrase
    while "{" in rest:
        before, _, rest = rest.partition("{")
        key, _, rest = rest.partition("}")
        out += before + words[key]
    return out + rest


def join(items: Sequence[str], words: Mapping[str, object]) -> str:
    """Join items as the language does: commas, then its word for and."""
    comma, last = str(words.get("comma", ", ")), str(words["and"])
    return last.join([comma.join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]


def name_link(frame: Frame, who: Endorser, section: str, index: int) -> str:
    """Return the linked name as the profile_name control."""
    control = "prof~name" if frame.look == "2015" else "profile_name"
    title = f' title="{escape(who.name)}"'
    inner = who.shown or escape(who.name)
    return link(who.link(frame, section, index, control), f" {inner} ", title)


def photo(frame: Frame, who: Endorser, section: str, index: int) -> str:
    """Return the linked picture, whose alt text names the person in the language's words."""
    alt = fill(str(frame.words["photo"]), name=who.name)
    image = f'<img src="https://media.licdn.com/dms/{frame.code(12)}" alt="{escape(alt)}">'
    control = "prof~photo" if frame.look == "2015" else "profile_image"
    return link(who.link(frame, section, index, control), image)


def button(frame: Frame, section: str = "hero", index: int = 0) -> str:
    """Return the button that leads to the reader's own skills page."""
    label = escape(str(frame.words["button"]))
    path = (
        "/e/v2?a=see"
        if frame.look in ("2012", "2015")
        else f"/comm/in/{frame.to.slug}/details/skills/"
    )
    anchor = link(frame.url(path, section, index, "view_endorsement"), f"<span> {label} </span>")
    return table(row(anchor), ' data-test-id="email-button"')


def sentence(frame: Frame, who: Endorser, phrase: str, section: str, index: int = 0) -> str:
    """Return one person's sentence: linked name, emphasised skills."""
    skills = join([f"<strong>{escape(s)}</strong>" for s in who.skills], frame.words)
    name = name_link(frame, who, section, index)
    return fill(escape(phrase, quote=False), name=name, skill=skills, n="2")


def plain(frame: Frame, who: Endorser, phrase: str) -> str:
    """Return one person's sentence as text."""
    return fill(phrase, name=who.name, skill=join(who.skills, frame.words), n="2")


def hero(frame: Frame, people: Sequence[Endorser], phrase: str) -> str:
    """One big sentence for each person, picture above, headline between."""
    rows = ""
    for index, who in enumerate(people):
        rows += row(photo(frame, who, "hero", index))
        rows += row(f"<h2>{sentence(frame, who, phrase, 'hero', index)}</h2>")
        rows += row(escape(who.headline), ' data-test-id="sender-headline"') if who.headline else ""
    return row(table(rows + row(button(frame))))


def card(frame: Frame, people: Sequence[Endorser], phrase: str) -> str:
    """The heading of a card, the linked name, the headline, then the skills as a list."""
    rows = ""
    for index, who in enumerate(people):
        head = fill(escape(phrase, quote=False), name=f"<b>{escape(who.name)}</b>", skill="", n="2")
        items = "".join(f"<li>{escape(s)}</li>" for s in who.skills)
        rows += row(f"<h2>{head}</h2>")
        rows += row(
            photo(frame, who, "ProfileCard", index) + name_link(frame, who, "ProfileCard", index)
        )
        rows += row(escape(who.headline), ' data-test-id="actor-card-headline"')
        rows += row(f"<ul>{items}</ul>")
    return row(table(rows + row(button(frame))))


def chips(frame: Frame, people: Sequence[Endorser], phrase: str) -> str:
    """The sentence with the linked name, then each skill as a chip in a cell of its own."""
    rows = ""
    for index, who in enumerate(people):
        lead = fill(
            escape(phrase, quote=False),
            name=name_link(frame, who, "endorser", index),
            skill="",
            n="2",
        )
        cells = "".join(f'<td class="skill-pill"><span>{escape(s)}</span></td>' for s in who.skills)
        rows += row(photo(frame, who, "endorser", index) + f"<p>{lead}</p>")
        rows += row(table(f"<tr>{cells}</tr>"))
    return row(table(rows + row(button(frame, "endorser"))))


def rows(frame: Frame, people: Sequence[Endorser], phrase: str) -> str:
    """One table row for each person: picture left, sentence and headline right."""
    body = ""
    for index, who in enumerate(people):
        text = f"<p>{sentence(frame, who, phrase, 'endorser', index)}</p>"
        text += f"<p>{escape(who.headline)}</p>" if who.headline else ""
        body += f"<tr><td>{photo(frame, who, 'endorser', index)}</td><td>{text}</td></tr>\n"
    return row(table(body)) + row(button(frame))


def twice(frame: Frame, people: Sequence[Endorser], phrase: str) -> str:
    """The same sentences for wide screens and, hidden there, for small ones."""
    wide = rows(frame, people, phrase)
    small = "".join(row(f"<h3>{sentence(frame, w, phrase, 'mobile', 0)}</h3>") for w in people)
    return wide.replace("<tr>", '<tr class="hide480">', 1) + row(
        table(small, ' class="show480" style="display:none"')
    )


Layout = Callable[[Frame, Sequence[Endorser], str], str]
SENTENCES: tuple[Layout, ...] = (hero, rows, twice)
LISTS: tuple[Layout, ...] = (card, chips)


def bare(phrase: str) -> str:
    """Return a lead as a subject: without the colon at its end."""
    return phrase.strip(" :：")


def endorsement(
    frame: Frame, people: Sequence[Endorser], phrase: str, layout: Layout, preheader: str = ""
) -> tuple[str, str]:
    """Return the text and the HTML part of an endorsement mail."""
    lines: list[str] = []
    for index, who in enumerate(people):
        lines.append(plain(frame, who, phrase))
        if "{skill}" not in phrase:
            lines += ["", *(f"- {skill}" for skill in who.skills), ""]
        lines += [f"      {who.headline}"] if who.headline else []
        lines += [f"{frame.words['view']}: {who.link(frame, 'hero', index, 'profile_text')}", ""]
    html = page(frame, preheader or lines[0], layout(frame, people, phrase))
    return text_page(frame, lines), html

"""Skills out of pasted text; every page here is invented, in the shape that the site has."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.insight.pasted_skills import MOST, skills_of_page

Entry = tuple[str, Sequence[str]]
"""A skill, and the lines below it."""

HEAD = (
    *("Skip to main content", "Home", "My Network", "Jobs", "Messaging", "Notifications", "Me"),
    *("For Business", "Maya Okafor", "Staff SRE at Northwind Example", "Skills", "All"),
    *("Industry Knowledge", "Tools & Technologies", "Interpersonal Skills", "All"),
)
FOOT = (
    *("More profiles for you", "Jonas Weber", "· 2nd", "Growth at Contoso", "Connect"),
    *("About", "Accessibility", "Example Corporation © 2026"),
)
ENTRIES: tuple[Entry, ...] = (
    ("Kubernetes", ("Staff SRE at Northwind Example", "12 endorsements")),
    ("Cascading Style Sheets (CSS)", ("Endorsed by Ana Lima who is highly skilled at this",)),
    ("R&D, Innovation", ("2 experiences at Northwind Example and 1 other company",)),
    ("Go", ("Example University", "Endorsed by 3 colleagues at Northwind Example")),
    ("C++", ()),
    ("5 Whys", ("Passed LinkedIn Skill Assessment", "Show all 5 details", "1 endorsement")),
    ("Languages", ("Some Project With A Name",)),
    ("データ分析", ("Northwind Example",)),
)
SKILLS = tuple(skill for skill, _ in ENTRIES)


def page(
    entries: Sequence[Entry] = ENTRIES,
    *,
    button: str | None = "Endorse",
    head: Sequence[str] = HEAD,
    foot: Sequence[str] = FOOT,
    twice: bool = True,
    gap: str = "",
) -> str:
    """Return the text of a page of skills, as a browser copies it."""
    lines = list(head)
    for skill, below in entries:
        for line in (skill, *below):
            lines += [line, line] if twice else [line]
        lines += [button] if button else []
        lines.append(gap)
    return "\n".join((*lines, *foot))


def test_a_page_as_it_is_copied() -> None:
    assert skills_of_page(page()) == SKILLS


@pytest.mark.parametrize(
    "changes",
    [
        {"twice": False},
        {"head": ()},
        {"foot": ()},
        {"head": (), "foot": (), "twice": False},
        {"head": HEAD[-6:]},
        {"gap": "   \t "},
        {"gap": "•"},
        {"gap": "\r"},
        {"button": "Endorsed"},
        {"button": "✓ Endorsed"},
        {"button": "Bestätigen"},
        {"button": "Recommander"},
        {"button": "Validar"},
        {"button": "推薦する"},
        {"button": "Подтвердить"},
        {"button": "• Endorse"},
    ],
    ids=str,
)
def test_the_same_page_in_other_forms(changes: dict[str, object]) -> None:
    assert skills_of_page(page(**changes)) == SKILLS  # type: ignore[arg-type]


def test_a_button_in_a_language_that_is_not_known() -> None:
    foreign = ("Siirry pääsisältöön", "Osaaminen", "Kaikki", "Työkalut", "Kielet", "Muut")
    entries = (*ENTRIES, ("Rust", ("Insinööri", "Esimerkki Oy", "4 suositusta", "a", "b", "c")))
    told = skills_of_page(page(entries, button="Suosittele", head=foreign, foot=("Loppu",)))
    assert told == (*SKILLS[1:], "Rust")[: len(told)]
    assert len(told) >= len(SKILLS) - 1


def test_a_selection_that_begins_and_ends_within_the_list() -> None:
    text = "\n".join(
        ("12 endorsements", "Endorse", "Go", "Staff SRE at Northwind", "Endorse", "Rust", "Baker")
    )
    assert skills_of_page(text) == ("Go",)


def test_buttons_of_both_kinds_on_one_page() -> None:
    lines = ("Skills", "All", "Go", "Endorsed", "Rust", "Example Institute", "Endorse", "SQL")
    assert skills_of_page("\n".join(lines)) == ("Go", "Rust")


def test_a_page_pasted_twice_tells_each_skill_once() -> None:
    assert skills_of_page(page() + "\n" + page()) == SKILLS


def test_text_for_screen_readers_on_the_same_line() -> None:
    lines = ("Skills", "KubernetesKubernetes", "Staff SREStaff SRE", "Endorse", "GoGo", "Endorse")
    assert skills_of_page("\n".join(lines)) == ("Kubernetes", "Go")


def test_a_skill_that_says_a_word_twice_stays_whole() -> None:
    assert skills_of_page("Go Go\nRust\nSQL\nPerl\nJava") == (
        "Go Go",
        "Rust",
        "SQL",
        "Perl",
        "Java",
    )


def test_a_page_without_buttons_leaves_out_where_skills_were_used() -> None:
    entries = (
        ("Kubernetes", ("Staff SRE at Northwind Example", "12 endorsements")),
        ("Public Speaking", ("Example University", "Endorsed by 2 colleagues at Contoso")),
        ("Incident Response", ("2 experiences across Northwind Example and 1 other company",)),
        ("Go", ("Universität Beispielstadt", "Ingenieurin bei Beispiel", "3 experiences")),
        ("Rust", ("Show all 4 details", "Northwind Example logo", "School of Examples")),
    )
    assert skills_of_page(page(entries, button=None)) == tuple(skill for skill, _ in entries)


@pytest.mark.parametrize(
    ("typed", "skills"),
    [
        ("Go", ("Go",)),
        ("Go, Kubernetes, SQL", ("Go", "Kubernetes", "SQL")),
        ("Go · Kubernetes · R&D", ("Go", "Kubernetes", "R&D")),
        ("Go; Cascading Style Sheets (CSS)", ("Go", "Cascading Style Sheets (CSS)")),
        ("Go\nKubernetes\nSQL", ("Go", "Kubernetes", "SQL")),
        ("- Go\n* Rust\n• SQL\n1. Perl\n2) Java", ("Go", "Rust", "SQL", "Perl", "Java")),
        ("R&D, Innovation\nGo", ("R&D, Innovation", "Go")),
        ("Engineering at scale\nGo", ("Engineering at scale", "Go")),
        ("C\nC#\nC++\n.NET\n3D Modeling", ("C", "C#", "C++", ".NET", "3D Modeling")),
        ("Go\ngo\nGO", ("Go",)),
        ("Лидерство\nقيادة\nリーダーシップ", ("Лидерство", "قيادة", "リーダーシップ")),
    ],
)
def test_a_list_typed_by_hand(typed: str, skills: tuple[str, ...]) -> None:
    assert skills_of_page(typed) == skills


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t\n",
        "•\n—\n***\n!!",
        "Skills\nAll\nIndustry Knowledge",
        "Endorse\nEndorse\nEndorse",
        "12 endorsements\nShow all 5 details\nMessage\nMore",
        "Skills\nStaff SRE at Northwind Example\nExample University\n3 endorsements",
        "x" * 500,
        "People also viewed\nJonas Weber\nEndorse",
    ],
)
def test_where_there_are_no_skills_none_is_made_up(text: str) -> None:
    assert skills_of_page(text) == ()


def test_a_skill_called_as_a_heading_is_left_out_rather_than_its_place_taken() -> None:
    lines = (*HEAD, "Languages", "Teacher at Example", "Endorse", "Go", "Endorse")
    assert skills_of_page("\n".join(lines)) == ("Go",)


def test_a_skill_called_as_a_line_of_the_page_is_left_out_alike() -> None:
    lines = ("Go", "Endorse", "More", "Example Widgets", "Endorse", "Rust", "Endorse")
    assert skills_of_page("\n".join(lines)) == ("Go", "Rust")


def test_what_a_terminal_would_obey_is_cleaned_away() -> None:
    assert skills_of_page("G\x1b[31mo\nRu\u202est\n\ufeffSQL") == ("G[31mo", "Rust", "SQL")


def test_no_more_than_a_profile_holds() -> None:
    assert len(skills_of_page("\n".join(f"Skill {number}" for number in range(500)))) == MOST


NAMES = st.text(st.characters(categories=("Lu", "Ll")), min_size=1, max_size=20)
BELOW = st.sampled_from(
    (
        *("Engineer at Example", "Example University", "12 endorsements", "Example Widgets"),
        *("Endorsed by 3 colleagues at Example", "Show all 5 details", "A project of some kind"),
    )
)
PAGES = st.lists(
    st.tuples(NAMES, st.lists(BELOW, max_size=4)),
    min_size=1,
    max_size=12,
    unique_by=lambda entry: entry[0].casefold(),
)


@given(PAGES, st.booleans(), st.sampled_from(("Endorse", "Onderschrijven", "Conferma")))
def test_any_page_gives_its_skills_and_no_other_line(
    entries: list[Entry], twice: bool, button: str
) -> None:
    told = skills_of_page(page(entries, twice=twice, button=button))
    names = [skill for skill, _ in entries]
    assert set(told) <= set(names)
    assert list(told) == [name for name in names if name in told]


@given(st.text(max_size=300))
def test_any_text_gives_lines_or_parts_of_lines_of_it(text: str) -> None:
    squeezed = "".join(text.split())
    for skill in skills_of_page(text):
        assert skill
        assert len(skill) <= 80
        printable = "".join(char for char in squeezed if char.isprintable())
        assert not skill.isascii() or "".join(skill.split()) in printable


def _cost(entries: int) -> float:
    """Return the processor time of a page with so many entries, the best of three."""
    text = page(
        [(f"Skill {n}", (f"Role {n} at Example", "9 endorsements")) for n in range(entries)]
    )
    times = []
    for _ in range(3):
        begin = time.process_time()
        skills_of_page(text)
        times.append(time.process_time() - begin)
    return min(times)


def test_reading_takes_time_linear_in_the_length() -> None:
    assert _cost(4000) < 30 * max(_cost(400), 0.002)

"""The filter language: what it finds, how it is written, and what it says of mistakes."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from endorseback.filters import (
    FIELDS,
    Facts,
    Filter,
    FilterError,
    KnownFacts,
    MailFacts,
    RowFacts,
    complete,
    parse_filter,
)
from endorseback.filters.filter_fields import FIELDS as ALL_FIELDS
from endorseback.filters.terms import Ask, Term, Word, either, every, negate
from endorseback.model.archive_data import Connection, Correspondence
from endorseback.model.decisions import Decision, DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.list_rows import Assessment, MailRow, Row, State
from endorseback.model.notification import Authenticity, Kind
from endorseback.model.person_card import (
    GivenSkill,
    Overlap,
    PersonCard,
    ReceivedSkill,
    Recommendation,
)
from endorseback.model.person_summary import PersonSummary

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def row(name: str = "Jonas Weber", *skills: str, days: int | None = 1, **changes: object) -> Row:
    values: dict[str, object] = {
        "person": f"name:{name}",
        "name": name,
        "slug": None,
        "skills": skills or ("Go", "Email marketing"),
        "received_at": None if days is None else NOW - timedelta(days=days),
        "state": State.OPEN,
        "authenticity": Authenticity.VERIFIED,
        "mails": (),
    }
    return Row(**{**values, **changes})  # type: ignore[arg-type]


def mail(**changes: object) -> MailRow:
    values: dict[str, object] = {
        "mail": "m1",
        "kept": None,
        "subject": "New skills for you",
        "sender": "notifications@example.com",
        "received_at": NOW - timedelta(days=3),
        "state": State.LOOK,
        "kind": Kind.REVIEW,
        "authenticity": Authenticity.UNVERIFIED,
        "name": None,
        "slug": None,
        "skills": ("Rust",),
        "reasons": (),
    }
    return MailRow(**{**values, **changes})  # type: ignore[arg-type]


def known(name: str = "Ana Lima", **changes: object) -> KnownFacts:
    return KnownFacts(PersonSummary(f"name:{name}", name, None, **changes))  # type: ignore[arg-type]


def card(person: str) -> PersonCard:
    """Return what is known of everybody in these tests."""
    return PersonCard(
        person,
        person,
        None,
        None,
        tags=("Worked with",),
        received=(
            ReceivedSkill("Go", NOW - timedelta(days=1), State.OPEN),
            ReceivedSkill("SQL", NOW - timedelta(days=400), State.DONE),
        ),
        given=(GivenSkill("Rust", NOW - timedelta(days=500)),),
        connection=Connection("Jonas Weber", None, "Example Widgets", "Baker"),
        overlaps=(Overlap("Example Widgets"),),
        correspondence=Correspondence("Jonas Weber", None, last=NOW - timedelta(days=40)),
    )


def finds(text: str, facts: Facts) -> bool:
    """Tell whether a filter finds a row, both ways to ask being of one mind."""
    wanted = parse_filter(text)
    found = wanted.matches(facts, NOW)
    assert wanted.select([facts], NOW) == [facts] * found
    return found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weber",
        "WEBER go",
        "mark go",
        "skill:go",
        "skill:marketing from:jonas",
        "state:open",
        "state:op",
        "verdict:unclear",
        "authenticity:verified",
        "newer:6d",
        "newer:2w & newer:2026",
        "older:5",
        "older:2026-11-23",
        "-rust",
        "--weber",
        "rust | weber",
        "rust sql | go weber",
        "(rust | go) (weber | lima)",
        "-(rust | sql)",
        '"jonas weber"',
        '"email mark"',
        "rust|go",
        "go&weber",
    ],
)
def test_what_finds_a_row(text: str) -> None:
    assert finds(text, RowFacts(row(days=6)))


@pytest.mark.parametrize(
    "text",
    [
        "lima",
        "weber rust",
        "skill:weber",
        "from:go",
        "state:done",
        "verdict:gratuitous",
        "authenticity:failed",
        "newer:5d",
        "older:30d",
        "-weber",
        "-skill:go",
        "rust | lima",
        "(rust | go) lima",
        "-(rust | weber)",
        '"weber jonas"',
        "company:widgets",
        "tag:client",
        "is:repeated",
        "silent:7d",
    ],
)
def test_what_does_not_find_a_row(text: str) -> None:
    assert not finds(text, RowFacts(row(days=6)))


def test_a_row_without_a_time_is_neither_older_nor_newer() -> None:
    facts = RowFacts(row(days=None))
    assert not finds("older:1d", facts)
    assert not finds("newer:100y", facts)


@pytest.mark.parametrize(
    "text",
    [
        'tag:"worked with"',
        "company:widgets",
        "is:partly-returned",
        "is:repeated",
        "is:same-company",
        "is:connected",
        "-is:never-returned",
        "-silent:1d",
    ],
)
def test_what_is_known_of_the_person_finds_their_row(text: str) -> None:
    assert finds(text, RowFacts(row(), about=card))


def test_a_recommendation_or_a_message_ends_a_silence() -> None:
    card = PersonCard("in:ada", "Ada Quill", None, None)
    recommended = Recommendation(Direction.GIVEN, NOW - timedelta(days=3))
    written = (NOW - timedelta(days=3), Decision(DecisionKind.MESSAGED, "Ada Quill", None))
    skipped = (NOW, Decision(DecisionKind.SKIPPED, "Ada Quill", None))
    for changes, is_silent in (
        ({"decisions": (skipped,)}, True),
        ({"recommendations": (recommended,)}, False),
        ({"decisions": (skipped, written)}, False),
    ):
        told = replace(card, **changes)
        facts = RowFacts(row(days=800), lambda _, told=told: told)
        assert finds("silent:7d", facts) == is_silent
        assert finds("silent:2d", facts)


def test_the_verdict_is_asked_of_the_judge() -> None:
    judged = row(assessment=Assessment.GRATUITOUS)
    facts = RowFacts(row(), judge=lambda _: judged)
    assert finds("verdict:gratuitous", facts)
    assert finds("verdict:grat", facts)
    assert not finds("verdict:sincere", facts)


@pytest.mark.parametrize(
    "text",
    ["rust", "example.com", "subject:skills", "from:notifications", "state:look", "skill:rust"],
)
def test_what_finds_a_mail(text: str) -> None:
    assert finds(text, MailFacts(mail()))
    assert not finds(f"-{text}", MailFacts(mail()))


def test_what_finds_people() -> None:
    somebody = known(
        company="Example Widgets",
        position="Baker",
        received=2,
        received_times=2,
        same_company=True,
        last_exchange=NOW - timedelta(days=500),
        tags=("client",),
    )
    for text in (
        "lima",
        "baker",
        "widgets",
        "company:widgets",
        "tag:client",
        "is:never-returned",
        "is:repeated",
        "is:same-company",
        "silent:1y",
        "older:1y",
    ):
        assert finds(text, somebody), text
    for text in ("is:returned", "is:partly-returned", "is:connected", "silent:2y", "state:open"):
        assert not finds(text, somebody), text
    assert finds("silent:99y", known())
    assert finds("is:returned", known(received=1, given=1))
    assert finds("is:partly-returned", known(received=2, given=1))
    assert not finds("is:never-returned", known())


@pytest.mark.parametrize(
    "text",
    [
        "skill:",
        "state: ",
        '"',
        '""',
        "(",
        "()",
        "-",
        "&",
        "|",
        "((",
        "-(",
        "skill:|",
        'tag:"',
        "&|&",
    ],
)
def test_what_is_only_begun_asks_for_nothing(text: str) -> None:
    assert parse_filter(text) == Filter(None)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("go skill:", "go"),
        ("go |", "go"),
        ("| go", "go"),
        ("(go | rust", "(go | rust)"),
        ('tag:"worked w', 'tag:"worked w"'),
        ("a - b", "a b"),
        ("a && b", "a b"),
        ("SKILL:go", "skill:go"),
        ("((a))", "a"),
        ("(a b) c", "a b c"),
        ("(a | b) | c", "a | b | c"),
        ("---a", "-a"),
        ("C++", "C++"),
        ("front-end", '"front-end"'),
        ("12:30", '"12:30"'),
        ('"say ""hi"""', '"say ""hi"""'),
    ],
)
def test_two_ways_to_write_the_same(text: str, same: str) -> None:
    assert parse_filter(text) == parse_filter(same)


@pytest.mark.parametrize(
    ("text", "position", "sentence"),
    [
        (
            "go skil:x",
            3,
            "There is no field “skil”. Did you mean skill: ? A text with a colon goes in quotes.",
        ),
        ("go)", 2, "This bracket closes nothing."),
        (
            "state:foo",
            6,
            "There is no list “foo”; known are open, done, skipped, snoozed, waiting, look,"
            " suspicious.",
        ),
        (
            "x verdict:fine",
            10,
            "There is no assessment “fine”; known are sincere, unclear, gratuitous.",
        ),
        (
            "older:soon",
            6,
            "“soon” is no span of time, such as 30d, 2w, 3m, 1y or 2025-03.",
        ),
        ("newer:2025-13", 6, "There is no day 2025-13 in the calendar."),
        ("older:9999y", 6, "There is no day 9999y in the calendar."),
        ("(" * 21 + "a", 20, "There are too many brackets within brackets."),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, position: int, sentence: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter(text)
    assert str(caught.value) == sentence
    assert caught.value.position == position


def test_an_unknown_field_like_no_other_lists_them_all() -> None:
    with pytest.raises(FilterError, match=r"There are skill, from, state"):
        parse_filter("qqqq:x")


TEXTS = st.text(min_size=1, max_size=12)
VALUES = {
    "state": st.sampled_from([state.value for state in State]),
    "verdict": st.sampled_from(["sincere", "unc", "GRATUITOUS"]),
    "authenticity": st.sampled_from(["verified", "f"]),
    "is": st.sampled_from(["never-returned", "rep"]),
    "older": st.sampled_from(["3d", "2w", "9m", "1y", "2025", "2025-02-03", "17"]),
    "newer": st.sampled_from(["3d", "2W", "12"]),
    "silent": st.sampled_from(["1y", "400d"]),
}
ASKS = st.sampled_from(list(ALL_FIELDS)).flatmap(
    lambda field: VALUES.get(field, TEXTS).map(lambda value: Ask(field, value))
)


def groups(terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(terms, min_size=1, max_size=4)
    return st.one_of(
        several.map(every).map(lambda term: term or Word("x")),
        several.map(either).map(lambda term: term or Word("x")),
        terms.map(negate),
    )


TERMS = st.recursive(st.one_of(TEXTS.map(Word), ASKS), groups, max_leaves=12)


@given(TERMS)
def test_a_filter_written_and_read_again_is_the_same(term: Term) -> None:
    assert parse_filter(str(Filter(term))) == Filter(term)


@given(st.text(alphabet='ab:|&-() "skill', max_size=40))
def test_any_text_is_read_or_told_about(text: str) -> None:
    try:
        wanted = parse_filter(text)
    except FilterError as error:
        event(str(error))
        wanted = Filter()
    assert parse_filter(str(wanted)) == wanted


ROWS = st.builds(
    row, TEXTS, TEXTS, days=st.one_of(st.none(), st.integers(0, 900)), state=st.sampled_from(State)
).map(lambda one: RowFacts(one, about=card))


@given(TERMS, TERMS, ROWS)
def test_signs_mean_what_logic_says(left: Term, right: Term, facts: RowFacts) -> None:
    a, b = (Filter(term).matches(facts, NOW) for term in (left, right))
    assert Filter(every([left, right])).matches(facts, NOW) is (a and b)
    assert Filter(either([left, right])).matches(facts, NOW) is (a or b)
    assert Filter(negate(left)).matches(facts, NOW) is not a


@given(st.lists(TEXTS, max_size=3), st.lists(ROWS, max_size=8))
def test_words_select_as_they_match(words: list[str], rows: list[RowFacts]) -> None:
    wanted = Filter(every(map(Word, words)))
    assert wanted.select(rows, NOW) == [facts for facts in rows if wanted.matches(facts, NOW)]


def _best(work: Callable[[], object]) -> float:
    """Return the processor time of some work, the best of three."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def _cost(length: int) -> float:
    """Return the processor time of reading a filter of that many terms."""
    text = "-(skill:go | x) " * length
    return _best(lambda: parse_filter(text))


def test_reading_takes_time_linear_in_the_length() -> None:
    assert _cost(8000) < 30 * max(_cost(800), 0.002)


def test_words_are_found_as_fast_as_by_plain_search() -> None:
    people = [known(f"Person {n} Weber{n % 97}", company="Example") for n in range(30_000)]
    texts = [(facts.row, facts.text) for facts in people]
    wanted = parse_filter("weber1 person")

    def plainly() -> list[PersonSummary]:
        return [one for one, text in texts if all(w in text for w in ("weber1", "person"))]

    assert [facts.row for facts in wanted.select(people, NOW)] == plainly()
    assert _best(lambda: wanted.select(people, NOW)) <= _best(plainly)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("s", ("skill:", "state:", "subject:", "silent:")),
        ("go sk", ("skill:",)),
        ("-ver", ("verdict:",)),
        ("(ta", ("tag:",)),
        ("state:w", ("waiting",)),
        ("state:", ("open", "done", "skipped", "snoozed", "waiting", "look", "suspicious")),
        ("skill:k", ("Kubernetes", '"Cake baking"')),
        ("SKILL:K", ("Kubernetes", '"Cake baking"')),
        ('skill:"cake b', ('"Cake baking"',)),
        ("skill:go", ("Golf",)),
        ("from:x", ()),
        ("zzz", ()),
        ('"s', ()),
        ("zzz:a", ()),
    ],
)
def test_completion_offers_what_may_follow(text: str, options: tuple[str, ...]) -> None:
    values = {"skill": ["Kubernetes", "Go", "Cake baking", "Golf"]}
    assert complete(text, len(text), values).options == options


def test_where_a_word_may_begin_every_field_is_offered() -> None:
    for text in ("", "go ", "(", "a |", "-"):
        assert complete(text, len(text)).options == tuple(f"{name}:" for name in FIELDS)


def test_a_completion_is_put_in_the_place_of_what_was_typed() -> None:
    text = "go skill:ca -weber"
    offered = complete(text, 11, {"skill": ["Cake baking"]})
    assert offered.applied(text, offered.options[0]) == ('go skill:"Cake baking" -weber', 22)


@given(st.text(alphabet='ab:|&-() "skilteo', max_size=20), st.integers(-1, 25))
def test_completion_never_disturbs_what_stands_elsewhere(text: str, cursor: int) -> None:
    offered = complete(text, cursor, {"skill": ["ab", "a b"], "state": ["x"]})
    assert 0 <= offered.start <= offered.end <= len(text)
    for option in offered.options:
        changed, at = offered.applied(text, option)
        assert changed.startswith(text[: offered.start])
        assert changed.endswith(text[offered.end :])
        assert changed[:at].endswith(option)

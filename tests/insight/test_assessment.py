"""The assessment: each reason alone and combined, on invented people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

import pytest
from tests.support.acquainted import (
    ENDORSED,
    NOW,
    PLAIN,
    SAM,
    built,
    connected,
    decided,
    endorsed_before,
    gave,
    invited,
    recommended,
    ruled,
    stranger,
    tagged,
    worked_at,
    wrote,
)

from endorseback.insight.assessment import EVIDENCE, assess
from endorseback.insight.case import Case
from endorseback.model.archive_data import Connection, Correspondence, Owner, Position
from endorseback.model.decisions import DecisionKind
from endorseback.model.direction import Direction
from endorseback.model.list_rows import Assessment, State
from endorseback.model.person_card import PersonCard, ReceivedSkill
from endorseback.settings import Assessing, Weights

SINCERE, UNCLEAR, GRATUITOUS = Assessment.SINCERE, Assessment.UNCLEAR, Assessment.GRATUITOUS
RECEIVED, GIVEN = Direction.RECEIVED, Direction.GIVEN
AT_ONCE = timedelta(seconds=5)
TEN_DAYS_AGO = date(2026, 11, 12)

FOREIGN = "- Baking is not on your profile, nor part of your positions"
JUST = "- They endorsed you 10 days after connecting"
WORKED = "+ You both have been at Example Widgets (you 2016–2018)"
TALKED = "+ 14 messages, the last in Mar 2025, theirs"
SKIPPED = "- You skipped their endorsement in Jan 2023"

NOTHING = replace(stranger(), received=())
"""Somebody who endorsed nothing."""


class Person(NamedTuple):
    """Somebody, how their endorsement looks, and all the reasons in their order."""

    who: str
    card: PersonCard
    assessment: Assessment
    reasons: tuple[str, ...] = ()


PEOPLE = [
    # nothing is known, or nothing that tells acquaintance
    Person("nobody knows", stranger(), UNCLEAR),
    Person(
        "no time known",
        built(replace(stranger(), received=()), endorsed_before(PLAIN, at=None)),
        UNCLEAR,
    ),
    Person("connected three years ago", built(stranger(), connected(date(2023, 5, 1))), UNCLEAR),
    Person("connected without a date", built(stranger(), connected(None)), UNCLEAR),
    Person("another company", built(stranger(), connected(None, company="Contoso")), UNCLEAR),
    Person("a tag that says nothing", built(stranger(), tagged("newsletter")), UNCLEAR),
    Person("they invited, without a note", built(stranger(), invited(RECEIVED)), UNCLEAR),
    Person("a day after five weeks", built(stranger(), connected(date(2026, 10, 18))), UNCLEAR),
    Person("connected after endorsing", built(stranger(), connected(date(2026, 11, 23))), UNCLEAR),
    # each reason for, alone
    Person("shared employer", built(stranger(), worked_at("Example Widgets")), SINCERE, (WORKED,)),
    Person(
        "shared employer, now",
        built(stranger(), worked_at("Northwind Example", 2019, None)),
        SINCERE,
        ("+ You both have been at Northwind Example (you since 2019)",),
    ),
    Person(
        "shared employer, years unknown",
        built(stranger(), worked_at("Northwind Example", None, None)),
        SINCERE,
        ("+ You both have been at Northwind Example",),
    ),
    Person(
        "shared employer, twice",
        built(stranger(), worked_at("Example Widgets"), worked_at("Example Widgets", 2021, 2021)),
        SINCERE,
        ("+ You both have been at Example Widgets (you 2016–2018, 2021)",),
    ),
    Person("a conversation", built(stranger(), wrote(8, 6)), SINCERE, (TALKED,)),
    Person(
        "a few messages, both ways",
        built(stranger(), wrote(1, 2, last_is_mine=True)),
        SINCERE,
        ("+ 3 messages, the last in Mar 2025, yours",),
    ),
    Person(
        "they wrote, unanswered",
        built(stranger(), wrote(14, 0)),
        UNCLEAR,
        ("+ 14 messages, all theirs, the last in Mar 2025",),
    ),
    Person(
        "the user wrote, unanswered",
        built(stranger(), wrote(0, 1, last_is_mine=True)),
        UNCLEAR,
        ("+ 1 message, yours, in Mar 2025",),
    ),
    Person(
        "they recommended the user",
        built(stranger(), recommended(RECEIVED)),
        SINCERE,
        ("+ They recommended you in Jun 2021",),
    ),
    Person(
        "the user recommended them",
        built(stranger(), recommended(GIVEN)),
        SINCERE,
        ("+ You recommended them in Jun 2021",),
    ),
    Person(
        "they asked for a recommendation",
        built(stranger(), recommended(RECEIVED, is_request=True)),
        UNCLEAR,
        ("+ They asked you for a recommendation in Jun 2021",),
    ),
    Person(
        "the user endorsed them",
        built(stranger(), gave("Rust")),
        UNCLEAR,
        ("+ You endorsed them for Rust in Feb 2021",),
    ),
    Person(
        "the user endorsed them a lot, undated",
        built(stranger(), gave("Rust", "Perl", "Go", "C", at=None)),
        UNCLEAR,
        ("+ You endorsed them for Rust, Perl and 2 more",),
    ),
    Person(
        "they endorsed before",
        built(stranger(), endorsed_before("Go")),
        UNCLEAR,
        ("+ They endorsed you before in May 2020",),
    ),
    Person(
        "the user returned theirs",
        built(stranger(), decided(DecisionKind.RECIPROCATED, "Go")),
        UNCLEAR,
        ("+ You returned their endorsement in Jan 2023",),
    ),
    Person(
        "the user endorsed them first",
        built(stranger(), decided(DecisionKind.RECIPROCATED)),
        UNCLEAR,
        ("+ You endorsed them first in Jan 2023",),
    ),
    Person(
        "the user wrote to them",
        built(stranger(), decided(DecisionKind.MESSAGED)),
        UNCLEAR,
        ("+ You wrote to them in Jan 2023",),
    ),
    Person(
        "tagged",
        built(stranger(), tagged("Worked With")),
        SINCERE,
        ("+ Your tag: Worked With",),
    ),
    Person(
        "tagged twice",
        built(stranger(), tagged("client", "newsletter", "friend")),
        SINCERE,
        ("+ Your tags: client, friend",),
    ),
    Person(
        "connected for long",
        built(stranger(), connected(date(2014, 3, 4))),
        UNCLEAR,
        ("+ Connected since Mar 2014",),
    ),
    Person(
        "the user invited them",
        built(stranger(), invited(GIVEN)),
        UNCLEAR,
        ("+ You invited them in Mar 2014",),
    ),
    Person(
        "they invited, with a note",
        built(stranger(), invited(RECEIVED, has_note=True)),
        UNCLEAR,
        ("+ They invited you in Mar 2014, with a note",),
    ),
    Person(
        "their role touches the skill",
        built(stranger(), connected(None, "Voice Trainer")),
        UNCLEAR,
        ("+ Their role, Voice Trainer, touches Public Speaking",),
    ),
    Person(
        "the skill belongs to the user's work",
        stranger("SQL"),
        UNCLEAR,
        ("+ SQL belongs to your work as Platform Engineer",),
    ),
    # each reason against, alone
    Person(
        "just connected",
        built(stranger(), connected(TEN_DAYS_AGO)),
        UNCLEAR,
        (JUST,),
    ),
    Person(
        "connected the same day",
        built(stranger(), connected(ENDORSED.date())),
        UNCLEAR,
        ("- They endorsed you on the same day as connecting",),
    ),
    Person(
        "a burst",
        stranger("A1", "B1", "C1", "D1", PLAIN, apart=AT_ONCE),
        UNCLEAR,
        ("- 5 skills within a minute",),
    ),
    Person("foreign skill", stranger("Baking"), UNCLEAR, (FOREIGN,)),
    Person(
        "outside their role",
        built(stranger("Bookkeeping"), connected(None, "Java Developer")),
        UNCLEAR,
        ("- Bookkeeping lies outside their role, Java Developer",),
    ),
    Person(
        "several outside their role",
        built(stranger("Bookkeeping", "Tax"), connected(None, "Java Developer")),
        UNCLEAR,
        ("- Bookkeeping and the others lie outside their role, Java Developer",),
    ),
    Person(
        "the preselected skill alone",
        stranger("Go"),
        UNCLEAR,
        (
            "+ Go belongs to your work as Platform Engineer",
            "- Only Go, among the first of your skills, as LinkedIn preselects them",
        ),
    ),
    Person(
        "skipped before",
        built(stranger(), decided(DecisionKind.SKIPPED, "Go")),
        GRATUITOUS,
        (SKIPPED,),
    ),
    Person(
        "skipped before, with a reason",
        built(stranger(), decided(DecisionKind.SKIPPED, "Go", reason="do not know them")),
        GRATUITOUS,
        (f"{SKIPPED}: do not know them",),
    ),
    Person(
        "skipped by rule",
        built(stranger(), ruled("fishing")),
        GRATUITOUS,
        ("- Your rule of Jul 2024 skips theirs: fishing",),
    ),
    # combined
    Person(
        "just connected, outside their role",
        built(stranger("Bookkeeping"), connected(TEN_DAYS_AGO, "Java Developer")),
        GRATUITOUS,
        (JUST, "- Bookkeeping lies outside their role, Java Developer"),
    ),
    Person(
        "just connected and foreign",
        built(stranger("Baking"), connected(TEN_DAYS_AGO)),
        GRATUITOUS,
        (JUST, FOREIGN),
    ),
    Person(
        "just connected, a burst",
        built(stranger("A1", "B1", "C1", "D1", PLAIN, apart=AT_ONCE), connected(TEN_DAYS_AGO)),
        GRATUITOUS,
        (JUST, "- 5 skills within a minute"),
    ),
    Person(
        "just connected, but they talk",
        built(stranger(), connected(TEN_DAYS_AGO), wrote(8, 6)),
        UNCLEAR,
        (TALKED, JUST),
    ),
    Person(
        "just connected, but they worked together and talk",
        built(stranger(), connected(TEN_DAYS_AGO), wrote(8, 6), worked_at("Example Widgets")),
        SINCERE,
        (WORKED, TALKED, JUST),
    ),
    Person(
        "a foreign burst by a colleague",
        built(
            stranger("Baking", "B1", "C1", "D1", "E1", apart=AT_ONCE), worked_at("Example Widgets")
        ),
        UNCLEAR,
        (
            WORKED,
            "- 5 skills within a minute",
            "- Baking and the others are not on your profile, nor part of your positions",
        ),
    ),
    Person(
        "exchanged before, both ways",
        built(
            stranger(),
            gave("Rust"),
            endorsed_before("Go"),
            decided(DecisionKind.RECIPROCATED, "Go"),
        ),
        SINCERE,
        (
            "+ You returned their endorsement in Jan 2023",
            "+ You endorsed them for Rust in Feb 2021",
            "+ They endorsed you before in May 2020",
        ),
    ),
    Person(
        "skipped, and returned since",
        built(
            stranger(),
            decided(DecisionKind.SKIPPED, "Go"),
            decided(DecisionKind.RECIPROCATED, "Rust", at=datetime(2025, 5, 1, tzinfo=UTC)),
        ),
        UNCLEAR,
        ("+ You returned their endorsement in May 2025",),
    ),
    Person(
        "returned, and skipped since",
        built(
            stranger(),
            decided(DecisionKind.RECIPROCATED, "Rust", at=datetime(2020, 5, 1, tzinfo=UTC)),
            decided(DecisionKind.SKIPPED, "Go"),
        ),
        GRATUITOUS,
        (SKIPPED,),
    ),
    Person(
        "snoozed since skipped",
        built(
            stranger(),
            decided(DecisionKind.SKIPPED, "Go"),
            decided(DecisionKind.SNOOZED, PLAIN, at=datetime(2026, 5, 1, tzinfo=UTC)),
        ),
        GRATUITOUS,
        (SKIPPED,),
    ),
    Person(
        "skipped, but tagged since",
        built(stranger(), decided(DecisionKind.SKIPPED, "Go"), tagged("colleague")),
        UNCLEAR,
        ("+ Your tag: colleague", SKIPPED),
    ),
    Person(
        "an old acquaintance of the trade",
        built(
            stranger(),
            connected(date(2014, 3, 4), "Baker"),
            invited(GIVEN),
        ),
        UNCLEAR,
        (
            "+ Connected since Mar 2014",
            "+ You invited them in Mar 2014",
        ),
    ),
    Person(
        "of the trade, and once written to",
        built(
            stranger("SQL"),
            connected(date(2020, 3, 4), "Data Engineer"),
            wrote(1, 0),
        ),
        SINCERE,
        (
            "+ 1 message, theirs, in Mar 2025",
            "+ Their role, Data Engineer, touches SQL",
            "+ SQL belongs to your work as Platform Engineer",
            "+ Connected since Mar 2020",
        ),
    ),
    Person(
        "one skill of two is not foreign",
        stranger("Baking", PLAIN),
        UNCLEAR,
    ),
    Person(
        "everything speaks for them",
        built(
            stranger(),
            tagged("friend"),
            recommended(GIVEN),
            recommended(RECEIVED),
            worked_at("Example Widgets"),
            wrote(8, 6),
        ),
        SINCERE,
        (
            "+ Your tag: friend",
            "+ They recommended you in Jun 2021",
            "+ You recommended them in Jun 2021",
            WORKED,
            TALKED,
        ),
    ),
    Person(
        "everything speaks against them",
        built(
            stranger("Baking", "B1", "C1", "D1", "E1", apart=AT_ONCE),
            connected(TEN_DAYS_AGO),
            decided(DecisionKind.SKIPPED, "Go"),
        ),
        GRATUITOUS,
        (
            SKIPPED,
            JUST,
            "- 5 skills within a minute",
            "- Baking and the others are not on your profile, nor part of your positions",
        ),
    ),
]


def test_there_are_enough_people() -> None:
    assert len({person.who for person in PEOPLE}) == len(PEOPLE) >= 40


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.who)
def test_how_people_look_and_why(person: Person) -> None:
    judgement = assess(person.card, SAM, NOW)
    assert judgement.told == person.reasons
    assert judgement.assessment is person.assessment


def test_every_kind_of_evidence_is_met_by_somebody() -> None:
    settings = Assessing()
    tags = frozenset(settings.tags)

    def case(card: PersonCard) -> Case:
        opened = tuple(skill for skill in card.received if skill.state is State.OPEN)
        return Case(card, SAM, NOW, settings.weights, tags, opened)

    unmet = [look for look in EVIDENCE if not any(list(look(case(p.card))) for p in PEOPLE)]
    assert unmet == []


def test_without_an_archive_of_the_user_no_skill_is_foreign_or_first() -> None:
    assert assess(stranger("Baking"), Owner(), NOW).reasons == ()
    assert assess(stranger("Go"), Owner(), NOW).reasons == ()


def test_only_the_skills_in_question_count() -> None:
    card = stranger("Baking", PLAIN, apart=AT_ONCE)
    assert assess(card, SAM, NOW, received=["BAKING"]).told == (FOREIGN,)
    assert assess(card, SAM, NOW, received=[PLAIN.lower()]).told == ()


def test_what_is_settled_is_judged_where_nothing_is_open() -> None:
    done = replace(stranger(), received=(ReceivedSkill("Baking", ENDORSED, State.SKIPPED),))
    assert assess(done, SAM, NOW).told == (FOREIGN,)


def test_a_decision_does_not_speak_for_the_endorsements_that_it_settled() -> None:
    skipped = built(stranger(PLAIN), decided(DecisionKind.SKIPPED, PLAIN.lower(), at=NOW))
    assert assess(skipped, SAM, NOW).reasons == ()
    returned = built(stranger(PLAIN), gave("Rust", at=NOW))
    assert assess(returned, SAM, NOW).reasons == ()


def test_skills_of_one_visit_are_no_earlier_occasion() -> None:
    card = built(stranger(PLAIN), endorsed_before("Go", at=ENDORSED - timedelta(minutes=29)))
    assert assess(card, SAM, NOW, received=[PLAIN]).reasons == ()


def test_what_was_skipped_before_speaks_for_nobody() -> None:
    earlier = ReceivedSkill("Go", ENDORSED - timedelta(days=900), State.SKIPPED)
    card = stranger(PLAIN)
    assert assess(replace(card, received=(*card.received, earlier)), SAM, NOW).reasons == ()


def test_a_burst_is_within_a_minute() -> None:
    names = ("A1", "B1", "C1", "D1", PLAIN)
    assert assess(stranger(*names, apart=timedelta(seconds=15)), SAM, NOW).told
    assert not assess(stranger(*names, apart=timedelta(seconds=16)), SAM, NOW).told


def test_days_are_told_in_the_zone_of_now() -> None:
    card = built(stranger(), gave("Rust", at=datetime(2021, 1, 31, 23, 30, tzinfo=UTC)))
    east = NOW.astimezone(timezone(timedelta(hours=2)))
    assert assess(card, SAM, NOW).told == ("+ You endorsed them for Rust in Jan 2021",)
    assert assess(card, SAM, east).told == ("+ You endorsed them for Rust in Feb 2021",)


def test_messages_without_dates_are_told_without() -> None:
    for theirs, mine, text in (
        (2, 2, "+ 4 messages"),
        (2, 0, "+ 2 messages, all theirs"),
        (0, 1, "+ 1 message, yours"),
    ):
        written = Correspondence("Maya", None, sent=mine, received=theirs)
        card = replace(stranger(), correspondence=written)
        assert assess(card, SAM, NOW).told == (text,)


def test_weights_and_thresholds_are_the_users() -> None:
    card = built(stranger(), worked_at("Example Widgets"))
    ignored = Assessing(weights=Weights(shared_employer=0))
    assert assess(card, SAM, NOW, ignored).reasons == ()
    strict = Assessing(sincere=3.5)
    assert assess(card, SAM, NOW, strict).assessment is UNCLEAR
    lenient = Assessing(gratuitous=2.5)
    skipped = built(stranger(), decided(DecisionKind.SKIPPED, "Go"))
    assert assess(skipped, SAM, NOW, lenient).assessment is UNCLEAR
    own_tags = Assessing(tags=("choir",))
    assert assess(built(stranger(), tagged("Choir")), SAM, NOW, own_tags).assessment is SINCERE
    assert assess(built(stranger(), tagged("friend")), SAM, NOW, own_tags).assessment is UNCLEAR


def test_the_first_reason_against_and_who_is_known_well() -> None:
    mixed = built(stranger("Baking"), connected(TEN_DAYS_AGO), wrote(8, 6))
    against = assess(mixed, SAM, NOW).first_against
    assert against is not None
    assert str(against) == JUST
    assert assess(stranger(), SAM, NOW).first_against is None
    friends = built(stranger(), tagged("friend"), wrote(1, 1))
    assert assess(friends, SAM, NOW).knows_well
    assert not assess(built(stranger(), tagged("friend")), SAM, NOW).knows_well


def test_a_position_without_a_title_touches_nothing() -> None:
    owner = Owner(skills=("Go",), positions=(Position("Example", ""),))
    card = replace(stranger("Baking"), connection=Connection("Maya", None))
    assert assess(card, owner, NOW).told == (FOREIGN,)

"""The rules of truth, one by one, on mails that no corpus holds: structure first, then wording."""

from __future__ import annotations

from typing import Final

import pytest
from tests.support.framed import OWN_URL, button, card, framed, framed_text, person, photo, row

from endorseback.mail.recogniser.recognise import read_mail
from endorseback.model.notification import Kind, Notification

ADA: Final = person("Ada Quill", "ada-q")
BO: Final = person("Bo Ferro", "bo-f")
CY: Final = person("Cy Tran", "cy-t")
BUTTON: Final = button("See endorsement")
UNKNOWN: Final = "email_notification_single_update_01"
"""A template that does not tell what its mails are about."""
GO: Final = ("Ada Quill", "Go")
RUST: Final = ("Ada Quill", "Rust")


def read(mail: bytes) -> Notification:
    """Return the notification in a mail."""
    return read_mail(mail).notification


def pairs(found: Notification) -> set[tuple[str, str]]:
    """Return the names and skills of a notification."""
    return {(pair.name, pair.skill) for pair in found.endorsements}


COMPLETE: Final = {
    "a subject that counts the one who is named": (
        framed(card(f"{ADA} endorsed you for <b>Go</b>", BUTTON), subject="1 person endorsed you"),
        {GO},
    ),
    "a subject with others who are all named": (
        framed(
            card(f"{ADA} endorsed you for <b>Go</b>", f"{BO} endorsed you for <b>Go</b>", BUTTON),
            subject="Ada Quill and 1 other endorsed you",
        ),
        {GO, ("Bo Ferro", "Go")},
    ),
    "a name on the line above, the skill on the line below": (
        framed(card(photo("Ada Quill", "ada-q"), ADA, "Baker", "endorsed you for", "<b>Go</b>")),
        {GO},
    ),
    "a name on the line above, the skill in the sentence": (
        framed(card(ADA, "Baker at Loaf", "endorsed you for <b>Go</b>", BUTTON)),
        {GO},
    ),
    "name, verb and skill in cells of one row": (
        framed(f"<table>{row(ADA, 'endorsed you for', '<b>Go</b>')}</table>"),
        {GO},
    ),
    "one person's card with a list under a count": (
        framed(card("You were endorsed!", ADA, "Baker", "<ul><li>Go</li><li>Rust</li></ul>")),
        {GO, RUST},
    ),
    "a skill that links to the reader's own page": (
        framed(card(f"{ADA} endorsed you for <a href='{OWN_URL}?trk=eml-x-hero-0-s'>Go</a>")),
        {GO},
    ),
    "an emphasised name that only the picture links": (
        framed(card(photo("Ada Quill", "ada-q"), "<b>Ada Quill</b> endorsed you for <b>Go</b>")),
        {GO},
    ),
    "wording that is not known, but that the subject repeats": (
        framed(
            card(f"{ADA} reckons you are a star at <b>Go</b>", BUTTON),
            subject="Ada Quill reckons you are a star at Go",
        ),
        {GO},
    ),
    "a second person in the wording of the first": (
        framed(
            card(
                f"{ADA} reckons you are a star at <b>Go</b> and <b>Rust</b>",
                f"{BO} reckons you are a star at <b>Go</b>",
            ),
            preview="Ada Quill reckons you are a star at Go and Rust",
        ),
        {GO, RUST, ("Bo Ferro", "Go")},
    ),
    "several people and several marked skills": (
        framed(card(f"{ADA}, {BO} and {CY} endorsed you for <b>C, C++</b> and <b>Go</b>")),
        {(n, s) for n in ("Ada Quill", "Bo Ferro", "Cy Tran") for s in ("C, C++", "Go")},
    ),
    "the skill first": (
        framed(card(f"<b>Go</b> endorsed by {ADA} and {BO}", BUTTON)),
        {GO, ("Bo Ferro", "Go")},
    ),
    "a greeting and the reader's name before the sentence": (
        framed(card(f"Ingrid, {ADA} endorsed you for <b>Go</b>.")),
        {GO},
    ),
    "a subject alone that begins with the reader's name": (
        framed("", subject="Ingrid, Ada Quill endorsed you for Go"),
        {GO},
    ),
    "the whole sentence emphasised": (
        framed(card(f"<b>{ADA} endorsed you for Go and Rust</b>")),
        {GO, RUST},
    ),
    "quoted skills": (
        framed(card(f"{ADA} endorsed you for “Go” and “Rust”")),
        {GO, RUST},
    ),
    "a number in an element beside the skill": (
        framed(card(f"{ADA} endorsed you for:", "<ul><li>Go <em>24</em></li></ul>")),
        {GO},
    ),
    "skills above the button, the reader's own below it": (
        framed(
            card(
                f"{ADA} endorsed you for:",
                "<b>Go</b>",
                "<b>Rust</b>",
                BUTTON,
                "Your top skills",
                "<ul><li>Perl</li></ul>",
            )
        ),
        {GO, RUST},
    ),
    "skills as chips of one look": (
        framed(
            card(
                f"{ADA} endorsed you for:",
                '<span class="pill">Go</span> <span class="pill">Rust</span>',
            )
        ),
        {GO, RUST},
    ),
    "unknown wording about people whom the subject names": (
        framed(card(f"{ADA} reckons you are a star at <b>Go</b>"), subject="Kudos by Ada Quill"),
        {GO},
    ),
    "a card of the right type in unknown wording": (
        framed(
            card(
                f"{person('Ada Quill', 'ada-q', section='ENDORSEMENT_RECEIVED')} zogla <b>Go</b>",
                f"{person('Bo Ferro', 'bo-f', section='JOB_CHANGE_PROP')} zogla <b>Rust</b>",
            ),
            template="email_notification_digest_01",
            lang="is",
        ),
        {GO},
    ),
    "a name in two links to one profile": (
        framed(card(f"{person('Ada', 'ada-q')} {person('Quill', 'ada-q')} endorsed you for Go")),
        {GO},
    ),
    "a name and a headline in one link above the sentence": (
        framed(card(person("Ada Quill<br>Baker", "ada-q"), "endorsed you for <b>Go</b>")),
        {GO},
    ),
    "an emphasised number of skills": (
        framed(
            card(f"{ADA} endorsed you for <b>2</b> skills:", "<ul><li>Go</li><li>Rust</li></ul>")
        ),
        {GO, RUST},
    ),
    "a running total beside a named pair": (
        framed(card(f"{ADA} endorsed you for <b>Go</b>", "You now have 24 endorsements for Go")),
        {GO},
    ),
    "a headline that holds the words": (
        framed(card(f"{ADA} endorsed you for <b>Go</b>", "<i>Endorsed you for Perl at Loaf</i>")),
        {GO},
    ),
    "a question about somebody else's skill": (
        framed(card(f"{ADA} endorsed you for <b>Go</b>", f"Does {BO} know <b>Rust</b>?")),
        {GO},
    ),
    "a wish for an endorsement in other words": (
        framed(
            card(
                f"{ADA} endorsed you for <b>Go</b>",
                f"{BO} would love your endorsement for <b>Rust</b>",
                button("Endorse Bo", "endorse_cta", "suggest"),
            )
        ),
        {GO},
    ),
    "the same twice, once without its link": (
        framed(card(f"{ADA} endorsed you for <b>Go</b>", "<b>Ada Quill</b> endorsed you for Go")),
        {GO},
    ),
    "a text part alone, its skills listed": (
        framed_text("Ada Quill endorsed you for:\n  Go\n  Rust\n"),
        {GO, RUST},
    ),
    "a text part with a suggestion": (
        framed_text(
            "Ada Quill endorsed you for Go\n\nReturn the favor\nDoes Bo Ferro know Rust?\n"
        ),
        {GO},
    ),
}


@pytest.mark.parametrize("case", COMPLETE)
def test_a_mail_that_names_all_is_an_endorsement(case: str) -> None:
    mail, expected = COMPLETE[case]
    found = read(mail)
    assert (found.kind, pairs(found)) == (Kind.ENDORSEMENT, expected), found.reasons


INCOMPLETE: Final = {
    "more people than are named": (
        framed(card(f"{ADA} endorsed you for <b>Go</b>"), subject="3 people endorsed you"),
        {GO},
    ),
    "people counted who are one": (
        framed(
            card(f"{ADA} endorsed you for <b>Go</b> and <b>Rust</b>"),
            subject="2 people endorsed you",
        ),
        {GO, RUST},
    ),
    "more skills in the subject than in the body": (
        framed(
            card(f"{ADA} endorsed you for <b>Go</b>"),
            subject="Ada Quill endorsed you for 3 skills",
        ),
        {GO},
    ),
    "skills above their sentences, in cards of their own": (
        framed(
            card("<b>Go</b>", f"{ADA} endorsed you for this skill")
            + card("<b>Rust</b>", f"{BO} endorsed you for this skill")
        ),
        set(),
    ),
    "others behind a link": (
        framed(card(f"{ADA} and <a href='{OWN_URL}'>3 others</a> endorsed you for <b>Go</b>")),
        {GO},
    ),
    "others emphasised": (
        framed(card(f"{ADA} and <b>3 others</b> endorsed you for <b>Go</b>")),
        {GO},
    ),
    "further skills emphasised": (
        framed(card(f"{ADA} endorsed you for <b>Go</b> and <b>2 other skills</b>")),
        {GO},
    ),
    "further skills as an entry of the list": (
        framed(card(f"{ADA} endorsed you for:", "<ul><li>Go</li><li>+2 more</li></ul>")),
        {GO},
    ),
    "a number of people in words that are not known": (
        framed(
            card(f"{ADA} og 2 aðrir zogla <b>Go</b>"),
            subject="Ada Quill og 2 aðrir zogla Go",
            lang="is",
        ),
        {GO},
    ),
    "unknown wording that nothing else repeats": (
        framed(card(f"{ADA} reckons you are a star at <b>Go</b>"), subject="News for you"),
        {GO},
    ),
    "a member who is not named": (
        framed(card("<b>LinkedIn Member</b> endorsed you for <b>Go</b>")),
        set(),
    ),
    "a name that shows nothing": (
        framed(card(f"{person('', 'nobody')} endorsed you for <b>Go</b>")),
        set(),
    ),
    "a milestone": (
        framed(card("Congratulations, you reached 50 endorsements for Go")),
        set(),
    ),
    "a picture": (framed(card("<img src='x' alt='Ada Quill endorsed you for Go'>")), set()),
    "others in a text part of unknown template": (
        framed_text("Ada Quill and 2 others endorsed you for Go\n", template=""),
        {GO},
    ),
}


@pytest.mark.parametrize("case", INCOMPLETE)
def test_a_mail_that_leaves_something_out_needs_a_look(case: str) -> None:
    mail, certain = INCOMPLETE[case]
    found = read(mail)
    assert (found.kind, pairs(found)) == (Kind.REVIEW, certain), found.reasons


NONE: Final = {
    "the other direction": f"You endorsed {ADA} for <b>Go</b>",
    "thanks": f"{ADA} says thanks for endorsing <b>Go</b>",
    "appreciation": f"{ADA} appreciates your endorsement for <b>Go</b>",
    "two other members": f"{ADA} endorsed {BO} for <b>Go</b>",
    "a memory": "1 year ago, Ada Quill endorsed you for Go",
    "a clause": "Since Ada Quill endorsed you for Go, 5 people viewed your profile",
    "a question": "Did you know Ada Quill endorsed you for Go?",
    "a member's own words": "I endorsed you for Go last week",
    "politics": "Governor Quill endorsed your campaign",
    "a quotation": f"{ADA} wrote <blockquote>Bo endorsed you for <b>Go</b></blockquote>",
}


@pytest.mark.parametrize("case", NONE)
def test_what_is_no_new_endorsement_of_the_reader_is_other(case: str) -> None:
    found = read(framed(card(NONE[case], BUTTON), subject="Your week", template=UNKNOWN))
    assert (found.kind, pairs(found)) == (Kind.OTHER, set()), found.reasons


def test_only_the_endorsement_card_of_a_digest_counts() -> None:
    endorsed = person("Ada Quill", "ada-q", section="SKILL_ENDORSEMENT")
    commented = person("Bo Ferro", "bo-f", section="COMMENT")
    body = card(f"{endorsed} endorsed you for <b>Go</b>") + card(
        f"{commented} commented: endorsed you for <b>Rust</b>"
    )
    found = read(framed(body, template="email_notification_digest_01"))
    assert (found.kind, pairs(found)) == (Kind.ENDORSEMENT, {GO})


def test_a_name_without_a_slug_takes_the_profile_button_of_its_card() -> None:
    name = '<a href="https://www.linkedin.com/profile/view?id=7">Ada Quill</a>'
    cta = person("View profile", "ada-q", "prof~cta")
    found = read(framed(card(f"{name} endorsed you for <b>Go</b>", cta)))
    assert [pair.profile_url for pair in found.endorsements] == [
        "https://www.linkedin.com/in/ada-q/"
    ]


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("email_recommendation_received_01", Kind.RECOMMENDATION_RECEIVED),
        ("email_recommendation_request_01", Kind.RECOMMENDATION_REQUEST),
    ],
)
def test_a_recommendation_in_unknown_words_is_told_by_its_template(
    template: str, kind: Kind
) -> None:
    found = read(framed(card(f"{ADA} has some kind words in mind"), template=template))
    assert (found.kind, [one.name for one in found.people]) == (kind, ["Ada Quill"])


def test_a_text_part_repeats_what_the_page_shows_as_somebodys_own_words() -> None:
    claim = "Ada Quill endorsed you for Go"
    body = card(f"{ADA} has news for you", f"<blockquote>{claim}</blockquote>")
    found = read(framed(body, template=UNKNOWN, text=f"Ada Quill has news for you\n\n{claim}\n"))
    assert (found.kind, pairs(found)) == (Kind.OTHER, set())

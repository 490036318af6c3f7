"""Whose profile a mail links to, once the user has named somebody in it."""

import pytest

from endorseback.ledger.events.events import MailSeen
from endorseback.model.notification import Authenticity, Kind
from endorseback.tui.state.profile_match import slug_for

MAIL = MailSeen(
    mail="m",
    type=Kind.REVIEW,
    authenticity=Authenticity.VERIFIED,
    endorsements=(("Maya Okafor has", "maya-1", "Go"), ("Jonas Weber", None, "Go")),
    people=(("Ana Lima", "ana-lima"),),
)
LINKED = (
    ("", "zoë-brandt-77"),
    ("View profile", "ravi-nair-3a"),
    ("Chloé Duarte", "cd-99"),
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Maya Okafor", "maya-1"),
        ("maya okafor", "maya-1"),
        ("Ana Lima, PhD", None),
        ("Ana Lima PhD", "ana-lima"),
        ("Jonas Weber", None),
        ("Chloé Duarte", "cd-99"),
        ("Zoë Brandt", "zoë-brandt-77"),
        ("Ravi Nair", "ravi-nair-3a"),
        ("Samuel Mensah", None),
        ("M", None),
        ("", None),
    ],
)
def test_a_profile_goes_to_nobody_else(name: str, slug: str | None) -> None:
    assert slug_for(name, MAIL, LINKED) == slug

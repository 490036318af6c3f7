"""What a list of people shows of each of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from endorseback.model.person_key import profile_url


class PersonSummary(NamedTuple):
    """What a list of people shows of one of them, and sorts and filters by."""

    person: str
    name: str
    slug: str | None
    company: str = ""
    position: str = ""
    connected_on: date | None = None
    received: int = 0
    """How many skills they endorsed."""
    given: int = 0
    """How many of their skills the user endorsed."""
    last_message: datetime | None = None
    last_exchange: datetime | None = None
    """The newest message, endorsement or recommendation, either way."""
    same_company: bool = False
    received_times: int = 0
    """How often they endorsed: skills endorsed within half an hour count once."""
    messages: int = 0
    """How many messages the archive lists, both ways."""
    tags: tuple[str, ...] = ()

    @property
    def profile_url(self) -> str | None:
        """The address of their profile, or None if no slug is known."""
        return profile_url(self.slug)

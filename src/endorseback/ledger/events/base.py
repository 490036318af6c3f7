"""What all events have in common, and what those have that are the user's acts about a person."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Payload(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True, gc=False
):
    """What an event says."""


class PersonAct(Payload, frozen=True, kw_only=True):
    """Something that the user did about one person; the fold keeps it with that person."""

    name: str
    """The person, as displayed then."""
    slug: str | None = None
    """The slug of their profile, decoded, where it was known."""

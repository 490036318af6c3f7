"""What the demo tells its server when it starts it."""

from __future__ import annotations

import msgspec


class ServerOrders(msgspec.Struct, frozen=True, kw_only=True):
    """One line of JSON on the server's stdin; a password does not belong among arguments."""

    username: str
    password: str
    socket: int
    """The descriptor of the listening socket, inherited."""
    now: str
    """When the demo starts, in ISO 8601: the mails are dated back from it."""
    pace: float
    """How many seconds each second takes until the late mails arrive; 0 keeps them away."""
    folder: str
    """The throw-away folder, removed at the end."""

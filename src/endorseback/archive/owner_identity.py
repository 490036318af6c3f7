"""Who the owner of an archive is: no file says so, but their messages and invitations show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from endorseback.archive.message_counts import Way
from endorseback.text import fold


def owner_slug(name: str, invitations: Counter[str], messages: Iterable[Way]) -> str | None:
    """Return the owner's slug, or None where nothing tells it without doubt.

    It stands on the owner's side of every invitation; without any, it is the one that writes to
    and hears from more people than all others in the messages. Where somebody in there has the
    name of the owner's profile, only such a one can be the owner.

    Args:
        name: Of the owner, as in their profile; empty where there is none.
        invitations: How often each slug stands on the owner's side of them.
        messages: The ways that they went.
    """
    return _leader(invitations) or _leader(_met(messages, fold(name)))


def shown_name(slug: str | None, messages: Iterable[Way]) -> str:
    """Return the name under which a slug writes messages; empty where it writes none."""
    return next((way.sender for way in messages if slug and way.sender_slug == slug), "")


def is_told(name: str, slug: str | None, messages: Iterable[Way]) -> bool:
    """Tell whether messages show which side of them is the owner's, by slug, name or direction."""
    own = fold(name)
    return slug is not None or any(
        way.direction or (own and own in (fold(way.sender), fold(way.to))) for way in messages
    )


def _leader(counts: Counter[str]) -> str | None:
    """Return what was counted most often, unless two were."""
    first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > second[1] else None


def _met(messages: Iterable[Way], own: str) -> Counter[str]:
    """Return with how many others each slug stands in messages; if some bear a name, theirs."""
    others: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    for way in messages:
        for one in way.recipients:
            others[one].add(way.sender_slug or way.sender)
        if way.sender_slug is not None:
            others[way.sender_slug].update(way.recipients or [way.to])
            if own and fold(way.sender) == own:
                named.add(way.sender_slug)
        if own and len(way.recipients) == 1 and fold(way.to) == own:
            named.update(way.recipients)
    return Counter({slug: len(met) for slug, met in others.items() if not named or slug in named})

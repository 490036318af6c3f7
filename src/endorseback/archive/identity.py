"""Who the owner of an archive is: no file says so, but their messages and invitations show it."""

from __future__ import annotations

from collections import Counter, defaultdict

from endorseback.archive.gathered import Gathered
from endorseback.archive.tally import Route, Tally
from endorseback.model.people import slug_of_address
from endorseback.text import clean, fold


def owner_slug(gathered: Gathered) -> str | None:
    """Return the owner's slug, or None where nothing tells it without doubt.

    It stands on the owner's side of every invitation; without any, it is the one that writes to
    and hears from more people than all others in the messages. Where somebody in there has the
    name of the owner's profile, only such a one can be the owner.
    """
    return _leader(gathered.owner_slugs) or _leader(_met(gathered.messages, gathered.name))


def _leader(counts: Counter[str]) -> str | None:
    """Return what was counted most often, unless two were."""
    first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > second[1] else None


def _met(messages: Tally, name: str) -> Counter[str]:
    """Return with how many others each slug stands in messages."""
    others: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    own = fold(name)
    for route in map(Route._make, messages):
        sender, recipients = slug_of_address(route.sender_url), recipients_of(route)
        for one in recipients:
            others[one].add(sender or route.sender)
        if sender is not None:
            others[sender].update(recipients or [route.to])
            if own and fold(clean(route.sender)) == own:
                named.add(sender)
        if len(recipients) == 1 and own and fold(clean(route.to)) == own:
            named.update(recipients)
    return Counter({slug: len(met) for slug, met in others.items() if not named or slug in named})


def recipients_of(route: Route) -> list[str]:
    """Return the slugs of those to whom messages went; closed accounts have none."""
    urls = route.recipient_urls.split(",")
    return [slug for url in urls if (slug := slug_of_address(url)) is not None]

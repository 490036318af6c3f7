"""What the user said of the person: tags, and the rule to skip theirs."""

from __future__ import annotations

from collections.abc import Iterator

from endorseback.insight.case import Case, Reason
from endorseback.text import fold


def tags(case: Case) -> Iterator[Reason]:
    """Yield the user's tags that say that the two know each other."""
    told = [tag for tag in case.card.tags if fold(tag) in case.tags]
    if told:
        text = f"Your {'tag' if len(told) == 1 else 'tags'}: {', '.join(told)}"
        yield Reason(is_for=True, text=text, weight=case.weights.tag)


def skip_rule(case: Case) -> Iterator[Reason]:
    """Yield that the user wants theirs skipped."""
    if rule := case.card.rule:
        why = f": {rule.reason}" if rule.reason else ""
        text = f"Your rule of {case.month(rule.at)} skips theirs{why}"
        yield Reason(is_for=False, text=text, weight=case.weights.you_skipped)

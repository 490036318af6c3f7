"""Every mail of the corpus is read as its truth says, in every field."""

from __future__ import annotations

from typing import Any, Final

import pytest
from tests.support.corpus import (
    CORPUS,
    OWN_HOST,
    Sample,
    every_sample,
    expected,
    found,
    samples,
    strings_of,
)

from endorseback.mail.recogniser.recognise import read_mail
from endorseback.model.notification import Kind, Notification
from endorseback.text import clean

MISSES: Final = (CORPUS / "adversarial" / "known_misses.txt").read_text("ascii").split()
"""Mails that are not read quite right; a test of one that is fails, so that it is taken off."""
MOST_MISSES: Final = 0.03


def read(sample: Sample) -> Notification:
    """Return what the recogniser says of a mail."""
    return read_mail(sample.raw, trusted_authserv_ids=(OWN_HOST,)).notification


def case(sample: Sample) -> Any:
    """Return a test case that bears the name of its file."""
    missed = sample.path.parent.name == "adversarial" and sample.path.name in MISSES
    marks = [pytest.mark.xfail(strict=True, reason="a known miss")] if missed else []
    return pytest.param(sample, id=sample.path.stem, marks=marks)


def named(sample: Sample) -> Any:
    """Return a test case that bears the name of its file, and has no excuse."""
    return pytest.param(sample, id=sample.path.stem)


@pytest.mark.parametrize("sample", [case(one) for one in samples("notifications")])
def test_notification(sample: Sample) -> None:
    assert found(read(sample)) == expected(sample.truth), sample.truth["why"]


@pytest.mark.parametrize("sample", [case(one) for one in samples("adversarial")])
def test_adversarial(sample: Sample) -> None:
    assert found(read(sample)) == expected(sample.truth), sample.truth["why"]


def test_known_misses_are_few_and_are_there() -> None:
    names = [sample.path.name for sample in samples("adversarial")]
    assert set(MISSES) <= set(names)
    assert len(MISSES) <= MOST_MISSES * len(names)


@pytest.mark.parametrize("sample", [named(one) for one in every_sample() if one.kind is Kind.OTHER])
def test_what_is_no_notification_gives_nobody_and_nothing(sample: Sample) -> None:
    notification = read(sample)
    assert notification.endorsements == ()
    assert notification.people == ()


@pytest.mark.parametrize("sample", [named(one) for one in every_sample()])
def test_what_was_found_can_be_shown_and_explained(sample: Sample) -> None:
    notification = read(sample)
    assert [text for text in strings_of(notification) if clean(text) != text] == []
    assert notification.reasons
    people = notification.kind in (Kind.RECOMMENDATION_RECEIVED, Kind.RECOMMENDATION_REQUEST)
    assert people or notification.people == ()
    assert len(set(notification.endorsements)) == len(notification.endorsements)


def test_the_corpus_is_all_listed() -> None:
    for part in ("notifications", "adversarial"):
        files = {path.name for path in (CORPUS / part).glob("*.eml")}
        assert files == {sample.path.name for sample in samples(part)}

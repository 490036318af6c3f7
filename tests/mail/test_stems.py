"""Languages of which a mail holds no word are not tried, and no other is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.mail.parsing.normalise import comparable
from endorseback.mail.phrases.catalogue import Language, all_languages
from endorseback.mail.phrases.literals import holds_any, stems_of


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        ("endorsed you", {"endorsed you"}),
        (r"\bendorse\b for", {"endorse for"}),
        ("Endorsed|vouched", {"endorsed", "vouched"}),
        ("endors(?:ed|ement) for", {"endorse"}),
        ("a (?:good|better) b", {"good", "better"}),
        ("favou?r", {"favo"}),
        (r"\d+ new", {" new"}),
        ("(?:very )*kind", {"kind"}),
        ("(?:very )+ok", {"very "}),
        ("[ab]+", {""}),
        ("long word|[ab]", {""}),
        ("you’ve", {"you've"}),
    ],
)
def test_stems(pattern: str, stems: set[str]) -> None:
    assert stems_of(pattern) == stems


ENTRIES = [pytest.param(one, id=one.code) for one in dict.fromkeys(all_languages().values())]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_pattern_needs_some_text(entry: Language) -> None:
    assert not holds_any(entry.any_cue.stems, "")


@pytest.mark.parametrize("entry", ENTRIES)
@given(data=st.data())
def test_what_a_pattern_matches_holds_a_stem(entry: Language, data: st.DataObject) -> None:
    cues = [*entry.any_of("endorsement", "cues"), *entry.any_of("recommendation", "cues")]
    match = data.draw(st.from_regex(data.draw(st.sampled_from(cues)), fullmatch=True))
    assert holds_any(entry.any_cue.stems, comparable(match))

"""Slugs: LinkedIn spells the address of one profile in many ways."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.model.person_key import profile_url, slug_key, slug_of_address
from endorseback.text import clean


@pytest.mark.parametrize(
    "address",
    [
        "https://www.linkedin.com/in/zo%C3%AB-lima",
        "https://www.linkedin.com/in/zo%c3%ab-lima",
        "https://www.linkedin.com/in/zoë-lima",
        "https://www.linkedin.com/in/zoe\u0308-lima",
        "www.linkedin.com/in/zoë-lima",
        "linkedin.com/in/zoë-lima",
        "http://de.linkedin.com/in/zoë-lima/",
        "https://www.linkedin.com/in/zoë-lima/en/",
        "https://www.linkedin.com/comm/in/zoë-lima?trk=x",
        "https://m.linkedin.com/mwlite/in/zoë-lima#x",
        "  HTTPS://WWW.LINKEDIN.COM/in/zoë-lima  ",
    ],
)
def test_one_profile_in_all_spellings(address: str) -> None:
    assert slug_of_address(address) == "zoë-lima"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "zoë-lima",
        "https://www.linkedin.com/company/example",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/in/..",
        "https://www.linkedin.com/in/%2e%2e",
        "https://www.linkedin.com/in/a%2Fb",
        "https://www.linkedin.com/in/a%5Cb",
        "https://www.linkedin.com/in/a%20b",
        "https://www.linkedin.com/in/a%1Bb",
        "https://www.linkedin.com/in/a\u202eb",
        "https://www.linkedin.com/in/%FF",
        "https://linkedin.com.example.net/in/zoe",
        "https://notlinkedin.com/in/zoe",
        "https://example.com/linkedin.com/in/zoe",
        "javascript:alert(1)//linkedin.com/in/zoe",
        "urn:li:member:100000001",
    ],
)
def test_what_leads_to_no_profile(address: str) -> None:
    assert slug_of_address(address) is None


def test_it_is_decoded_only_once() -> None:
    assert slug_of_address("www.linkedin.com/in/a%2525b") == "a%25b"


def test_opaque_ids_keep_their_case() -> None:
    slug = slug_of_address("https://www.linkedin.com/in/ACoAAB1cD2eF")
    assert slug == "ACoAAB1cD2eF"
    assert slug_key(slug) != slug_key(slug.lower())


@given(st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=30))
def test_all_spellings_have_one_slug(slug: str) -> None:
    normal = unicodedata.normalize("NFC", slug)
    encoded = quote(slug)
    spellings = [
        f"www.linkedin.com/in/{slug}",
        f"https://www.linkedin.com/in/{encoded}",
        "https://fr.linkedin.com/in/" + re.sub("%..", lambda code: code[0].lower(), encoded),
        profile_url(normal),
    ]
    assert {slug_of_address(spelling) for spelling in spellings} == {normal}
    assert slug_of_address(profile_url(normal) or "") == normal


@given(st.text(max_size=60))
def test_no_text_gives_a_slug_that_is_not_safe(text: str) -> None:
    for address in (text, f"https://www.linkedin.com/in/{text}", f"linkedin.com/in/{quote(text)}"):
        slug = slug_of_address(address)
        assert slug is None or (clean(slug) == slug and not set(slug) & set("/\\ \n"))

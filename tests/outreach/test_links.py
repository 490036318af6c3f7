"""Only pages at LinkedIn are ever offered, rebuilt from a slug, an id or a name."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.outreach.linkedin_pages import (
    conversation_page,
    find_page,
    message_page,
    profile_page,
    search_page,
    skills_page,
)
from endorseback.text import clean

SLUG = "maya-okafor"
MAYA = "https://www.linkedin.com/in/maya-okafor/"


def test_a_profile_leads_to_itself_and_to_its_skills() -> None:
    assert profile_page(SLUG) == MAYA
    assert skills_page(SLUG) == MAYA + "details/skills/"


def test_a_slug_in_any_script_is_encoded_once() -> None:
    assert profile_page("田中") == "https://www.linkedin.com/in/%E7%94%B0%E4%B8%AD/"


@pytest.mark.parametrize(
    "slug",
    [
        None,
        "",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/in/../feed/",
        "..",
        ".",
        "a/b",
        "a\\b",
        "a b",
        "a\u202eb",
        "a\x1b]52;c;eA==\x07",
        "a%2fb",
        "me?x=1",
        "x" * 201,
        "https://evil.example.com/in/maya/",
        "http://www.linkedin.com/in/maya/",
        "https://www.linkedin.com.example.com/in/maya/",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_profile_gives_no_page(slug: str | None) -> None:
    assert profile_page(slug) is None
    assert skills_page(slug) is None


@given(st.text(max_size=60))
def test_any_slug_gives_one_path_segment_at_linkedin_or_nothing(slug: str) -> None:
    page = profile_page(slug)
    if page is not None:
        parts = urlsplit(page)
        assert (parts.scheme, parts.netloc) == ("https", "www.linkedin.com")
        assert parts.path.count("/") == 3
        assert parts.path.split("/")[2].strip(".")
        assert not parts.query
        assert not parts.fragment
        assert page.isascii()
        assert page.isprintable()


@pytest.mark.parametrize("thread", ["2-NjA3YzQ5Yi0=", "2-abc_DEF-9==", "6012345678901234567"])
def test_a_conversation_is_opened_by_its_id(thread: str) -> None:
    page = f"https://www.linkedin.com/messaging/thread/{thread}/"
    assert conversation_page(thread) == page
    assert message_page(SLUG, thread) == page


@pytest.mark.parametrize(
    "thread", [None, "", "..", "a/b", "a?b", "a b", "x" * 300, "a===", "\u202e2-a", "https://x"]
)
def test_what_is_no_id_of_a_conversation_leads_to_the_profile(thread: str | None) -> None:
    assert conversation_page(thread) is None
    assert message_page(SLUG, thread) == MAYA
    assert message_page(None, thread) is None


def test_without_a_slug_the_name_is_searched_among_connections() -> None:
    page = find_page("Ana Núñez & Co", None)
    assert page == (
        "https://www.linkedin.com/search/results/people/"
        "?keywords=Ana%20N%C3%BA%C3%B1ez%20%26%20Co&network=%5B%22F%22%5D&origin=FACETED_SEARCH"
    )
    assert find_page("Ana", SLUG) == MAYA


@pytest.mark.parametrize("name", ["", "🚀", "\u202e", "...", "x" * 300])
def test_what_is_no_name_is_not_searched(name: str) -> None:
    assert search_page(name) is None


@given(st.text(max_size=80))
def test_any_name_stays_inside_its_parameter(name: str) -> None:
    page = search_page(name)
    if page is not None:
        parts = urlsplit(page)
        assert (parts.netloc, parts.path) == ("www.linkedin.com", "/search/results/people/")
        asked = parse_qs(parts.query, strict_parsing=True)
        assert set(asked) == {"keywords", "network", "origin"}
        assert asked["keywords"] == [clean(name)]
        assert not parts.fragment

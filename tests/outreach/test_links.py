"""Only profile and skills pages are ever offered, rebuilt from a slug."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorseback.model.people import profile_url
from endorseback.outreach.links import profile_page, skills_page

MAYA = "https://www.linkedin.com/in/maya-okafor/"


def test_a_profile_leads_to_itself_and_to_its_skills() -> None:
    assert profile_page(MAYA) == MAYA
    assert skills_page(MAYA) == MAYA + "details/skills/"


def test_a_slug_in_any_script_is_encoded_once() -> None:
    page = "https://www.linkedin.com/in/%E7%94%B0%E4%B8%AD/"
    assert profile_page(page) == page


@pytest.mark.parametrize(
    "profile",
    [
        None,
        "",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/in/../feed/",
        profile_url(".."),
        profile_url("."),
        profile_url("a/b"),
        profile_url("a\\b"),
        profile_url("a b"),
        profile_url("a\u202eb"),
        profile_url("a\x1b]52;c;eA==\x07"),
        profile_url("a%2fb"),
        profile_url("me?x=1"),
        profile_url("x" * 201),
        "https://evil.example.com/in/maya/",
        "http://www.linkedin.com/in/maya/",
        "https://www.linkedin.com.example.com/in/maya/",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_profile_gives_no_page(profile: str | None) -> None:
    assert profile_page(profile) is None
    assert skills_page(profile) is None


@given(st.text(max_size=60))
def test_any_slug_gives_one_path_segment_at_linkedin_or_nothing(slug: str) -> None:
    page = profile_page(profile_url(slug))
    if page is not None:
        parts = urlsplit(page)
        assert (parts.scheme, parts.netloc) == ("https", "www.linkedin.com")
        assert parts.path.count("/") == 3
        assert parts.path.split("/")[2].strip(".")
        assert not parts.query
        assert not parts.fragment
        assert page.isascii()
        assert page.isprintable()

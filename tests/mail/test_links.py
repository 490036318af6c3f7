"""Whose profile a link leads to, and where in the mail it stands."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from endorseback.mail.parsing.links import Place, read_link
from endorseback.model.person_key import profile_url

CANONICAL: Final = re.compile(r"https://www\.linkedin\.com/in/[^/]+/")
ADA: Final = "https://www.linkedin.com/in/ada-moe/"


def profile_of(href: str) -> str | None:
    """Return the canonical address of the profile that a link leads to, or None."""
    return profile_url(read_link(href).slug)


@pytest.mark.parametrize(
    "href",
    [
        "https://www.linkedin.com/in/ada-moe",
        "https://www.linkedin.com/in/ada-moe/",
        "https://www.linkedin.com/comm/in/ada-moe?midToken=AQ&trk=eml-x-hero-0-profile_name",
        "https://www.linkedin.com/comm/in/ada-moe/details/skills/?x=1",
        "https://www.linkedin.com/in/ada-moe/de",
        "https://www.linkedin.com/in/ada-moe?in/other",
        "https://www.linkedin.com/in/ada-moe#top",
        "http://linkedin.com/in/ada-moe",
        "http://www.linkedin.com:80/in/ada-moe",
        "https://de.linkedin.com/in/ada-moe",
        "https://m.linkedin.com/in/ada-moe",
        "https://WWW.LinkedIn.COM:443/in/ada-moe",
        "HTTPS://www.linkedin.com/in/ada-moe",
        "  https://www.linkedin.com/in/ada-moe\n",
        "https://www.linkedin.com/in/ada%2Dmoe",
    ],
)
def test_forms_of_one_profile(href: str) -> None:
    assert profile_of(href) == ADA


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("in/zoë-ångström", "zo%C3%AB-%C3%A5ngstr%C3%B6m"),
        ("in/zo%c3%ab", "zo%C3%AB"),
        ("in/zo%C3%AB", "zo%C3%AB"),
        ("in/zoe%CC%88", "zoe%CC%88"),
        ("in/ACoAAAbCdEf-gH_9", "ACoAAAbCdEf-gH_9"),
        ("in/Ada-Moe", "Ada-Moe"),
        ("in/a.b_c~d-9", "a.b_c~d-9"),
        ("in/a+b", "a%2Bb"),
        ("in/o'neil", "o%27neil"),
        ("in/李小龙", "%E6%9D%8E%E5%B0%8F%E9%BE%99"),
        ("in/a%2525b", "a%2525b"),
        ("in/a%2fb/c", "a%2Fb"),
        ("pub/ada-moe/1a/b2/c3d", "ada-moe-c3db21a"),
        ("pub/zo%C3%AB/1/22/333", "zo%C3%AB-333221"),
        ("comm/pub/ada/1/2/3/de", "ada-321"),
    ],
)
def test_slugs(path: str, slug: str) -> None:
    assert profile_of(f"https://www.linkedin.com/{path}") == (
        f"https://www.linkedin.com/in/{slug}/"
    )


@pytest.mark.parametrize(
    "href",
    [
        "",
        "in/ada-moe",
        "/in/ada-moe",
        "//www.linkedin.com/in/ada-moe",
        "https://www.linkedin.com/",
        "https://www.linkedin.com/in",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/in//ada-moe",
        "https://www.linkedin.com/comm/in/?trk=x",
        "https://www.linkedin.com/in/%20",
        "https://www.linkedin.com/in/..",
        "https://www.linkedin.com/in/%FF",
        "https://www.linkedin.com/in/a%0Ab",
        "https://www.linkedin.com/pub/ada-moe",
        "https://www.linkedin.com/pub/ada-moe/1/2",
        "https://www.linkedin.com/pub/dir/Ada/Moe",
        "https://www.linkedin.com/profile/view?id=123",
        "https://www.linkedin.com/e/v2?e=x&url=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fada-moe",
        "https://www.linkedin.com/e/v2/in/ada-moe",
        "https://www.linkedin.com/messaging/in/ada-moe",
        "https://www.linkedin.com/redir/redirect?url=https://www.linkedin.com/in/ada-moe",
        "https://lnkd.in/in/ada-moe",
        "https://linkedin.com.example.org/in/ada-moe",
        "https://notlinkedin.com/in/ada-moe",
        "https://www.linkedin.com@example.org/in/ada-moe",
        "https://sam@www.linkedin.com/in/ada-moe",
        "https://@www.linkedin.com/in/ada-moe",
        "https://example.org/https://www.linkedin.com/in/ada-moe",
        "https://gate.example.org/?u=https://www.linkedin.com/in/ada-moe",
        "https://www.linkedin.com\\@example.org/in/ada-moe",
        "https:\\\\www.linkedin.com\\in\\ada-moe",
        "https://www.linkedin.com:8443/in/ada-moe",
        "https://www.linkedin.com:port/in/ada-moe",
        "https://[www.linkedin.com/in/ada-moe",
        "ftp://www.linkedin.com/in/ada-moe",
        "httpx://www.linkedin.com/in/ada-moe",
        "javascript:https://www.linkedin.com/in/ada-moe",
        "https://www.linkedin.com/in/" + "a" * 9_000,
    ],
)
def test_what_gives_no_profile(href: str) -> None:
    assert profile_of(href) is None


HREFS: Final = st.one_of(
    st.text(max_size=80),
    st.builds(
        "{}://{}/{}/{}{}".format,
        st.sampled_from(["http", "https", "HTTPS", "ftp"]),
        st.sampled_from(["www.linkedin.com", "de.linkedin.com:443", "x@linkedin.com", "a.example"]),
        st.sampled_from(["in", "comm/in", "pub", "", "profile"]),
        st.text(max_size=30),
        st.sampled_from(["", "/", "/x/y/z", "?trk=eml-t-hero-0-n", "#", "%", "%C3"]),
    ),
)


@given(HREFS)
@example("https://www.linkedin.com/in/\ud800")
@example("https://www.linkedin.com/in/\u2100")
@example("https://\u2100.linkedin.com/in/a")
def test_a_profile_is_canonical_and_stays_so(href: str) -> None:
    profile = profile_of(href)
    if profile is not None:
        assert CANONICAL.fullmatch(profile)
        assert profile.isascii()
        assert profile_of(profile) == profile


@given(st.from_regex(r"[\w.~-]{1,40}", fullmatch=True).filter(lambda slug: slug.strip(".")))
def test_a_slug_is_kept_as_it_is(slug: str) -> None:
    raw = profile_of(f"https://linkedin.com/in/{slug}")
    assert raw == profile_of(f"https://linkedin.com/comm/in/{quote(slug, safe='')}?a=b")
    assert raw == f"https://www.linkedin.com/in/{quote(slug, safe='~')}/"


@pytest.mark.parametrize(
    ("query", "place"),
    [
        (
            "trk=eml-email_x_01-hero-0-profile_name",
            Place("email_x_01", "hero", "0", "profile_name"),
        ),
        ("midToken=A&trk=eml-T-Footer-12-a-b&eid=1", Place("t", "Footer", "12", "a-b")),
        ("trk=eml-skills_endorsements-btn-0-new", Place("skills_endorsements", "btn", "0", "new")),
        ("trk=eml-t-hero-profile", Place("t", "hero", "", "profile")),
        ("trk=eml-t%2Dhero%2D0%2Dn", Place("t", "hero", "0", "n")),
        ("trk=nav_x", Place()),
        ("trkx=eml-t-hero-0-n", Place()),
        ("", Place()),
    ],
)
def test_where_a_link_stands(query: str, place: Place) -> None:
    assert read_link(f"https://www.linkedin.com/comm/x?{query}").place == place


def test_a_link_keeps_no_token() -> None:
    link = read_link(
        "https://www.linkedin.com/comm/in/ada?midToken=SECRETONE&midSig=SECRETTWO"
        "&otpToken=SECRETTHREE&trk=eml-t-hero-0-n&lipi=urn%3Ali%3Apage%3Aemail_t_01%3BSECRETFOUR"
    )
    assert "SECRET" not in repr(link)
    assert link.at_linkedin


def test_a_tooltip_is_kept_whatever_the_link() -> None:
    assert read_link("mailto:x@example.org", "Ada").title == "Ada"
    assert read_link("https://www.linkedin.com/in/ada", "Ada").title == "Ada"


@given(
    st.sampled_from(["in/ada", "comm/in/a%2Fb/x", "pub/a/1/2/3", "comm/x", "in/..", "in//a", ""]),
    st.lists(st.sampled_from([*"ab&;=?%:/.'~-", "trk=eml-", "ek=", "%2D"]), max_size=30).map(
        "".join
    ),
)
def test_the_usual_link_is_read_as_any_other(path: str, query: str) -> None:
    usual = f"https://www.linkedin.com/{path}?{query}"
    assert read_link(usual) == read_link(f"{usual}#")  # which no usual link has

"""The user's own wordings: plain text, learned from a line, kept in files that may be shared."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.framed import card, framed, person

from endorseback.errors import UsageError
from endorseback.mail.parsing.readable import readable
from endorseback.mail.phrases.phrase_files import (
    add_phrase,
    load_phrases,
    phrase_toml,
    read_phrases,
    remove_phrase,
)
from endorseback.mail.phrases.user_phrases import Line, UserPhrase, UserPhrases, pattern_problems
from endorseback.mail.recogniser.learning import PhraseError, learn
from endorseback.mail.recogniser.recognise import read_mail
from endorseback.model.notification import EndorsementSeen, Kind, Notification

ADA = person("Ada Quill", "ada-quill")
WORDING = UserPhrase("{person} zingled plonky for {skill}", language="en")


def letter(body: str, template: str = "email_unheard_of_01", **more: str) -> bytes:
    return framed(card(body), template=template, subject="News", **more)


def read(raw: bytes, *phrases: UserPhrase) -> Notification:
    return read_mail(raw, user_phrases=UserPhrases(phrases)).notification


def skills(notification: Notification) -> list[str]:
    return [pair.skill for pair in notification.endorsements]


class TestReading:
    def test_a_wording_unknown_before_is_read(self) -> None:
        raw = letter(f"{ADA} zingled plonky for <b>Rust</b>!")
        assert read(raw).kind is Kind.OTHER
        found = read(raw, WORDING)
        assert found.kind is Kind.ENDORSEMENT
        assert found.endorsements == (EndorsementSeen("Ada Quill", "ada-quill", "Rust"),)
        assert any(WORDING.pattern in reason for reason in found.reasons)

    def test_marks_are_wholes_whatever_stands_in_them(self) -> None:
        odd = person("Ada zingled plonky for Quill", "ada")
        found = read(letter(f"{odd} zingled plonky for <b>R, S and C++</b>"), WORDING)
        assert [(one.name, one.skill) for one in found.endorsements] == [
            ("Ada zingled plonky for Quill", "R, S and C++")
        ]

    def test_several_people_and_skills_stand_in_one_place(self) -> None:
        both = f"{ADA} and {person('Bo Lind', 'bo')}"
        found = read(letter(f"{both} zingled plonky for <b>Rust</b> and <b>Go</b>"), WORDING)
        assert [(one.name, one.skill) for one in found.endorsements] == [
            ("Ada Quill", "Rust"),
            ("Ada Quill", "Go"),
            ("Bo Lind", "Rust"),
            ("Bo Lind", "Go"),
        ]

    def test_what_is_left_out_still_needs_a_look(self) -> None:
        found = read(letter(f"{ADA} and 3 others zingled plonky for <b>Rust</b>"), WORDING)
        assert found.kind is Kind.REVIEW
        assert skills(found) == ["Rust"]

    def test_a_greeting_and_the_kind_of_quotation_mark_do_not_count(self) -> None:
        phrase = UserPhrase("{person} zingled 'plonky' for {skill}")
        raw = letter(f"Hi Ingrid, {ADA} ZINGLED ’plonky’ for <b>Rust</b>.")
        assert skills(read(raw, phrase)) == ["Rust"]

    def test_wording_without_the_frame_is_nothing(self) -> None:
        raw = b"From: Eve <eve@example.com>\n\nAda Quill zingled plonky for Rust\n"
        assert read(raw, WORDING).kind is Kind.OTHER

    @pytest.mark.parametrize("template", ["email_jobs_01", "email_accept_invite_single_01"])
    def test_a_template_of_another_kind_stays_nothing(self, template: str) -> None:
        raw = letter(f"{ADA} zingled plonky for <b>Rust</b>", template)
        assert read(raw, WORDING).kind is Kind.OTHER

    def test_a_phrase_can_tell_of_recommendations(self) -> None:
        raw = letter(f"{ADA} scribbled warmly about you")
        for kind in (Kind.RECOMMENDATION_RECEIVED, Kind.RECOMMENDATION_REQUEST):
            found = read(raw, UserPhrase("{person} scribbled warmly about you", kind))
            assert found.kind is kind
            assert [one.name for one in found.people] == ["Ada Quill"]

    def test_a_place_for_anything_is_passed_over(self) -> None:
        phrase = UserPhrase("On {any}, {person} zingled plonky for {skill}")
        raw = letter(f"On 4 November 2025, {ADA} zingled plonky for <b>Rust</b>")
        assert skills(read(raw, phrase)) == ["Rust"]

    def test_the_footer_and_the_reader_are_not_read(self) -> None:
        phrase = UserPhrase("This email was intended for {person} (Endorsed for {skill} by {any}")
        assert read(letter("Nothing"), phrase).kind is Kind.OTHER


class TestPatterns:
    @pytest.mark.parametrize(
        ("pattern", "says"),
        [
            ("{person} {skill} zingled plonky", Kind.ENDORSEMENT),
            ("{person}{skill} zingled plonky", Kind.ENDORSEMENT),
            ("{person} for {skill}", Kind.ENDORSEMENT),
            ("{person}", Kind.ENDORSEMENT),
            ("somebody zingled plonky for {skill}", Kind.ENDORSEMENT),
            ("{person} and {person} zingled plonky", Kind.ENDORSEMENT),
            ("{person} zingled {skill} plonky {skill}", Kind.ENDORSEMENT),
            ("{person} zingled {name} plonky", Kind.ENDORSEMENT),
            ("{person} wrote about your {skill}", Kind.RECOMMENDATION_RECEIVED),
            ("{person} zingled a{any}b{any}c{any}d{any}e{any}f", Kind.ENDORSEMENT),
            ("{person} zingled\nplonky", Kind.ENDORSEMENT),
            ("{person} zingled \x1b[2Jplonky", Kind.ENDORSEMENT),
            ("{person} " + "zingled " * 50, Kind.ENDORSEMENT),
            ("", Kind.ENDORSEMENT),
        ],
    )
    def test_what_is_too_general_or_unclear_is_refused(self, pattern: str, says: Kind) -> None:
        assert list(pattern_problems(pattern, says))

    def test_a_few_wide_letters_are_enough(self) -> None:
        assert not list(pattern_problems("{person}认可了您的{skill}", Kind.ENDORSEMENT))

    def test_regular_expressions_are_only_text(self) -> None:
        phrase = UserPhrase("{person} (a+)+ zingled.* {skill}")
        assert phrase.match(Line("Ada aaa zingled lots Go")) is None
        found = phrase.match(Line("Ada (a+)+ zingled.* Go"))
        assert found is not None
        assert (found.person, found.skill) == ("Ada", "Go")

    def test_no_line_makes_a_pattern_slow(self) -> None:
        bait = "{person}a{any}ab{any}aab{skill}zingled plonky{any}b"
        phrase = UserPhrase(bait)
        taken = []
        for size in (20_000, 200_000):
            start = process_time()
            for _ in range(20):
                assert phrase.match(Line("a" * size)) is None
                assert phrase.match(Line("aab" * (size // 3))) is None
            taken.append(process_time() - start)
        assert taken[1] < 40 * taken[0]

    def test_many_phrases_on_a_flood_of_their_wording_take_little_more(self) -> None:
        one = "<p>Lowri Beynon zingled plonky for Rust</p>"
        raw = letter(one * 2_000)
        taken = []
        for count in (1, 400):
            phrases = [UserPhrase(f"{WORDING.pattern} number {n}") for n in range(count)]
            start = process_time()
            read(raw, *phrases)
            taken.append(process_time() - start)
        assert taken[1] < 10 * taken[0]

    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_pattern_and_any_line_give_an_answer(self, pattern: str, line: str) -> None:
        list(pattern_problems(pattern, Kind.ENDORSEMENT))
        matched = UserPhrase(pattern).match(Line(line))
        assert matched is None or UserPhrases((UserPhrase(pattern),)).worth_trying(line)


class TestLearning:
    @pytest.mark.parametrize(
        ("line", "who", "skill", "pattern"),
        [
            ("Ada Quill zingled plonky for Rust!", "Ada Quill", "Rust", WORDING.pattern),
            ("Hi Ingrid, Ada Q zingled plonky for Go.", "ada q", "GO", WORDING.pattern),
            ("Gordon Go zingled plonky for Go", "Gordon Go", "Go", WORDING.pattern),
            ("Big news! Ada Q zingled plonky for C++! More.", "Ada Q", "C++", WORDING.pattern),
            ("Your Go was zingled by Go On", "Go On", "Go", "Your {skill} was zingled by {person}"),
            (
                "김철수님이 파이썬 기술을 추천",
                "김철수",
                "파이썬",
                "{person}님이 {skill} 기술을 추천",
            ),
        ],
    )
    def test_a_line_becomes_a_pattern(self, line: str, who: str, skill: str, pattern: str) -> None:
        text = f"Ada Quill\n{line}\nRust"
        assert learn(text, who, skill, "en").pattern == pattern

    def test_it_reads_the_mail_that_it_was_learned_from(self) -> None:
        raw = letter(f"Hello! {ADA} zingled plonky for <b>Rust</b> just now.", lang="en")
        text = "\n".join(readable(raw).lines)
        phrase = learn(text, "Ada Quill", "Rust", "en", learned_from="77@x", added=date.today())
        found = read(raw, phrase)
        assert [(one.name, one.skill) for one in found.endorsements] == [("Ada Quill", "Rust")]
        assert not list(pattern_problems(phrase.pattern, phrase.says))

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Ada Quill zingled plonky\nRust", "No line of the mail"),
            ("Rust: Ada Quill", "too general"),
            ("Ada Quill {zingled} plonky for Rust", "braces"),
            ("Ada Quill Rust zingled plonky", "something must stand between"),
            ("", "No line of the mail"),
        ],
    )
    def test_what_cannot_be_learned_is_told(self, text: str, said: str) -> None:
        with pytest.raises(PhraseError, match=said):
            learn(text, "Ada Quill", "Rust", "en")

    def test_nobody_and_nothing_cannot_be_learned(self) -> None:
        with pytest.raises(PhraseError):
            learn("Ada Quill zingled plonky for Rust", "", "Rust", "en")

    @settings(max_examples=200, deadline=None)
    @given(st.text(), st.text(max_size=20), st.text(max_size=20))
    def test_any_text_gives_a_phrase_or_a_sentence(self, text: str, who: str, skill: str) -> None:
        with suppress(PhraseError):
            phrase = learn(text, who, skill, None)
            assert not list(pattern_problems(phrase.pattern, phrase.says))


class TestFiles:
    FULL = UserPhrase('{person} said "zingled" of {skill}', language="en", learned_from="1@x",
                     added=date(2026, 11, 23))  # fmt: skip

    def test_no_folder_is_no_phrase(self, tmp_path: Path) -> None:
        assert load_phrases(tmp_path / "none") == UserPhrases()

    def test_what_is_added_is_loaded(self, tmp_path: Path) -> None:
        folder = tmp_path / "phrases"
        for phrase in (WORDING, self.FULL, WORDING):
            add_phrase(folder, phrase)
        assert load_phrases(folder) == UserPhrases((WORDING, self.FULL))
        assert (folder / "learned.toml").stat().st_mode & 0o777 == 0o600

    def test_the_users_own_lines_stay(self, tmp_path: Path) -> None:
        path = tmp_path / "learned.toml"
        mine = f"# mine\n\n# about Ada\n{phrase_toml(self.FULL)}# the end\n"
        path.write_text(mine)
        add_phrase(tmp_path, WORDING)
        assert path.read_text().startswith(mine.rstrip())
        remove_phrase(tmp_path, WORDING)
        assert path.read_text().rstrip() == mine.rstrip()
        remove_phrase(tmp_path, self.FULL)
        assert path.read_text().split() == ["#", "mine", "#", "about", "Ada", "#", "the", "end"]
        assert load_phrases(tmp_path) == UserPhrases()

    def test_only_learned_phrases_can_be_removed(self, tmp_path: Path) -> None:
        (tmp_path / "shared.toml").write_text(phrase_toml(WORDING))
        with pytest.raises(UsageError, match="does not stand in"):
            remove_phrase(tmp_path, WORDING)
        assert [phrase.file for phrase in load_phrases(tmp_path).phrases] == ["shared.toml"]

    def test_a_broken_file_of_ones_own_is_never_written(self, tmp_path: Path) -> None:
        path = tmp_path / "learned.toml"
        path.write_text("[[phrase]\n")
        with pytest.raises(UsageError, match="cannot be read"):
            add_phrase(tmp_path, WORDING)
        assert path.read_text() == "[[phrase]\n"

    def test_a_file_that_is_a_link_stays_one(self, tmp_path: Path) -> None:
        target = tmp_path / "elsewhere.toml"
        target.write_text("# mine\n")
        folder = tmp_path / "phrases"
        folder.mkdir()
        (folder / "learned.toml").symlink_to(target)
        add_phrase(folder, WORDING)
        assert (folder / "learned.toml").is_symlink()
        assert WORDING.pattern in target.read_text()

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[[phrase]\n", "no valid TOML"),
            ('[phrase]\nsays = "endorsement"\n', "must be a list"),
            ('[[phrase]]\nsays = "praise"\npattern = "x"\n', "line 1: says must be one of"),
            ('# one\n[[phrase]]\nsays = "endorsement"\n', "line 2: pattern is missing"),
            (phrase_toml(WORDING) + "colour = 1\n", "colour: no such key"),
            (phrase_toml(WORDING) + "[other]\n", "other: no such key"),
            (phrase_toml(WORDING) + 'added = "soon"\n', "added must be a date"),
            (phrase_toml(UserPhrase(WORDING.pattern)) + "language = 3\n", "language must be"),
            (phrase_toml(UserPhrase("{person}")), "too general"),
            ("phrase = [3]\n", "must be a table"),
            ("a = " + "[" * 5000, "no valid TOML"),
            ("#" * 300_000, "larger than"),
        ],
    )
    def test_what_is_wrong_is_told_and_the_rest_is_read(
        self, tmp_path: Path, text: str, said: str
    ) -> None:
        (tmp_path / "a.toml").write_text(text)
        (tmp_path / "b.toml").write_text(phrase_toml(self.FULL))
        own = load_phrases(tmp_path)
        assert self.FULL in own.phrases
        assert all(str(tmp_path / "a.toml") in problem for problem in own.problems)
        assert any(said in problem for problem in own.problems), own.problems

    def test_bytes_that_are_no_text_are_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
        assert "no valid TOML" in load_phrases(tmp_path).problems[0]

    def test_a_pipe_or_folder_in_the_place_of_a_file_does_not_hang(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").mkdir()
        os.mkfifo(tmp_path / "b.toml")
        assert len(load_phrases(tmp_path).problems) == 2

    @settings(max_examples=100, deadline=None)
    @given(st.binary(max_size=200))
    def test_any_bytes_give_an_answer(
        self, tmp_path_factory: pytest.TempPathFactory, data: bytes
    ) -> None:
        path = tmp_path_factory.getbasetemp() / "any.toml"
        path.write_bytes(data)
        own = read_phrases(path)
        assert all(isinstance(problem, str) for problem in own.problems)

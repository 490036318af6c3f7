"""Bytes to letters: charsets and their false labels, encoded words, subjects as sole witness."""

from collections.abc import Iterator

from tests.corpus.adversarial import case as c
from tests.corpus.adversarial import frame as fr
from tests.corpus.adversarial import layout as lay
from tests.corpus.adversarial import mime
from tests.corpus.adversarial.cases_languages import who

PLAIN_READER = fr.READERS[2]

# name: (section, charset of the bytes, label, transfer encoding, why)
CHARSETS: dict[str, tuple[str, str, str, str, str]] = {
    "koi8-r": ("ru", "koi8-r", "KOI8-R", "8bit", "Russian in koi8-r, 8bit"),
    "windows-1251": ("uk", "windows-1251", "windows-1251", "base64", "Ukrainian in windows-1251"),
    "iso-8859-2": ("pl", "iso-8859-2", "ISO-8859-2", "quoted-printable", "Polish, iso-8859-2"),
    "windows-1250": ("cs", "windows-1250", "windows-1250", "8bit", "Czech in windows-1250"),
    "iso-8859-9": ("tr", "iso-8859-9", "iso-8859-9", "quoted-printable", "Turkish, iso-8859-9"),
    "iso-8859-7": ("el", "iso-8859-7", "ISO-8859-7", "base64", "Greek in iso-8859-7"),
    "windows-1255": ("he", "windows-1255", "windows-1255", "8bit", "Hebrew in windows-1255"),
    "windows-1256": ("ar", "windows-1256", "windows-1256", "base64", "Arabic in windows-1256"),
    "iso-2022-jp": ("ja", "iso-2022-jp", "ISO-2022-JP", "7bit", "Japanese: escapes, all ASCII"),
    "shift-jis": ("ja", "shift_jis", "Shift_JIS", "base64", "Japanese in Shift_JIS"),
    "euc-kr": ("ko", "euc-kr", "EUC-KR", "8bit", "Korean in euc-kr"),
    "gb18030": (
        "zh-cn",
        "gb18030",
        "gb2312",
        "8bit",
        "labelled gb2312, which lacks 镕: gb18030",
    ),
    "big5": ("zh-tw", "big5", "Big5", "base64", "Chinese (traditional) in Big5"),
    "tis-620": ("th", "tis-620", "TIS-620", "8bit", "Thai in tis-620"),
    "windows-1252": ("fr", "windows-1252", "iso-8859-1", "8bit", "labelled iso-8859-1: Œ and ’"),
    "ascii-label": ("es", "windows-1252", "us-ascii", "8bit", "labelled us-ascii: windows-1252"),
    "utf-16": ("sv", "utf-16", "utf-16", "base64", "real UTF-16 with its mark"),
    "utf-8-as-koi8": ("cs", "utf-8", "koi8-r", "8bit", "valid UTF-8 labelled koi8-r is UTF-8"),
    "utf-8-as-latin": ("de", "utf-8", "iso-8859-1", "base64", "valid UTF-8 labelled iso-8859-1"),
    "utf-8-unknown": ("hi", "utf-8", "x-devanagari-9", "8bit", "unknown label: UTF-8"),
    "utf-8-mark": ("vi", "utf-8-sig", "utf-8", "base64", "UTF-8 with a byte order mark"),
}


def charset(name: str) -> c.Case:
    """An endorsement in the charset of old, subject and both parts."""
    section, codec, label, cte, why = CHARSETS[name]
    file = f"charset-{name}"
    made = c.frame(file, c.WORDS[section], reader=PLAIN_READER)  # type: ignore[arg-type]
    person = who(c.WORDS[section], 0, 0)
    person = c.Who(person.name, person.slug, person.skills)
    if name == "windows-1252":
        person = c.Who("Hélène Œuvrard-D’Aubigné", "helene-oeuvrard", ("Œnologie",))
    phrase = str(made.words["endorse"][0])  # type: ignore[index]
    text, html = lay.endorsement(made, [person], phrase, lay.hero)
    parts = [
        mime.part(content.encode(codec, "xmlcharrefreplace"), kind, label=label, cte=cte)
        for content, kind in ((text, "plain"), (html, "html"))
    ]
    for word in (person.name, *person.skills):
        word.encode(codec)
    subject = mime.header_text(lay.plain(made, person, phrase))
    raw = mime.message(fr.headers(made, subject), mime.multipart("alternative", parts, "=_set"))
    return c.Case(file, why, raw, pairs=c.pairs(person), language=made.lang)


def only_subject(file: str, why: str, subject: str, pair: c.Pair, section: str = "en") -> c.Case:
    """A mail whose parts hold the frame alone; subject is the header field as it stands."""
    made = c.frame(file, c.WORDS[section])
    entity = fr.alternative(made, fr.text_page(made, []), fr.page(made, "", ""))
    raw = mime.message(fr.headers(made, subject), entity)
    return c.Case(file, why, raw, pairs=(pair,), language=made.lang)


def cut_words(text: str, size: int, charset: str = "utf-8", scheme: str = "b") -> str:
    """Return encoded words that are cut every few bytes, in mid-character too."""
    data = text.encode(charset)
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    return "\n ".join(mime.one_word(piece, charset, scheme) for piece in pieces)


def subjects() -> Iterator[c.Case]:
    """Yield the mails whose subject alone tells, in the ways of RFC 2047."""
    said = "Łucja Świętochłowska endorsed you for Müller-Zündung"
    pair: c.Pair = ("Łucja Świętochłowska", None, "Müller-Zündung")
    why = "subject only, B words cut in mid-character"
    yield only_subject("subject-cut-b", why, cut_words(said, 7), pair)
    why = "subject only, Q words cut in mid-character"
    yield only_subject("subject-cut-q", why, cut_words(said, 11, scheme="q"), pair)
    said = "Jörg Ångström hat Ihre Kenntnisse in Öfen bestätigt"
    pair = ("Jörg Ångström", None, "Öfen")
    words = mime.word(said, "iso-8859-1", "q", 25)
    yield only_subject("subject-latin-q", "German subject only, iso-8859-1 Q", words, pair, "de")
    words = mime.word("Zoë Ünal", "utf-8", "q") + "\n endorsed you for\n " + mime.word("Gießerei")
    pair = ("Zoë Ünal", None, "Gießerei")
    why = "subject only: encoded words and plain ones by turns"
    yield only_subject("subject-mixed-words", why, words, pair)
    raw = "Renée Dufaÿs endorsed you for Crêpes"
    pair = ("Renée Dufaÿs", None, "Crêpes")
    yield only_subject("subject-raw", "subject only, raw UTF-8 without encoded words", raw, pair)
    folded = "Rex\n\tNorvell endorsed\n you for Deep\n  Sea Diving"
    pair = ("Rex Norvell", None, "Deep Sea Diving")
    yield only_subject("subject-folded", "subject only, folded at odd places", folded, pair)
    said = "Begoña Ñíguez ha validado tu aptitud de Diseño"
    pair = ("Begoña Ñíguez", None, "Diseño")
    why = "Spanish subject only, in UTF-8 words with lower-case b and charset with a language"
    words = mime.word(said).replace("?B?", "?b?").replace("=?utf-8", "=?UTF-8*es")
    yield only_subject("subject-language-tag", why, words, pair, "es")


def cases() -> Iterator[c.Case]:
    """Yield the mails about decoding."""
    for name in CHARSETS:
        yield charset(name)
    yield from subjects()

"""Recogniser: what reading a mail costs, beside what any parser needs for it.

Run it with `python -m tests.bench.bench_recognise`. Every figure is a ratio of two medians of one
run, taken in turn and in processor time, so that a slow or busy machine does not change it much.
"""

from __future__ import annotations

import sys
from statistics import median
from time import thread_time
from typing import Final

import mailparser
from tests.bench.measures import Measure, in_turn, timed
from tests.support.corpus import OWN_HOST, sample, samples
from tests.support.letters import BAITS, FLOODS, letter

from endorseback.mail.authentication.results import judge
from endorseback.mail.parsing.header import read_fields, split_header
from endorseback.mail.parsing.html import read_html
from endorseback.mail.parsing.mime import parse_mail
from endorseback.mail.prefilter import may_be_linkedins
from endorseback.mail.recogniser.recognise import read_mail
from endorseback.model.notification import Kind

USUAL: Final = 30_000
HOSTILE: Final = 2_000_000
ROUNDS: Final = 30
MOST: Final = {"parse": 1.6, "ruled out": 0.1, "hostile": 20.0}


def usual_mails() -> list[bytes]:
    """Return notifications of 30 KB: some of the corpus, their pages filled as LinkedIn's are."""
    raws = (one.raw for one in samples("notifications") if one.kind is Kind.ENDORSEMENT)
    fitting = [raw for raw in raws if USUAL / 2 < len(raw) < USUAL and b"</head>" in raw]
    style = b".hide480 { display: none !important }\r\n"
    return [
        raw.replace(
            b"</head>",
            b"<style>\r\n" + style * ((USUAL - len(raw)) // len(style)) + b"</style></head>",
            1,
        )
        for raw in fitting
    ]


def ordinary_mail(size: int) -> bytes:
    """Return a page of ordinary paragraphs."""
    words = "The committee met on Tuesday and agreed to look at the plan again in spring. "
    paragraph = f"<p>{words * 4}</p>\r\n"
    page = paragraph * (size // len(paragraph))
    return letter(
        "Content-Type: text/html; charset=utf-8", body=f"<html><body>{page}</body></html>"
    )


def read(raw: bytes) -> None:
    """Recognise a mail."""
    read_mail(raw, trusted_authserv_ids=(OWN_HOST,))


def measure_usual() -> list[Measure]:
    """Compare reading notifications, and ruling one out, with mail-parser's own parse of them.

    Authenticity is measured apart: how long it takes depends on what the reader's host writes.
    """
    mails = usual_mails()
    headers = [read_fields(split_header(raw)[0]) for raw in mails]
    pages = [parse_mail(raw).html for raw in mails]
    other = header_of_another_kind()
    whole, parse, ruled, judged, apart, page = (
        taken / len(mails)
        for taken in in_turn(
            ROUNDS,
            lambda: [read(raw) for raw in mails],
            lambda: [mailparser.parse_from_bytes(raw) for raw in mails],
            lambda: [may_be_linkedins(other) for _ in mails],
            lambda: [judge(fields, (OWN_HOST,)) for fields in headers],
            lambda: [parse_mail(raw) for raw in mails],
            lambda: [read_html(text) for text in pages],
            clock=thread_time,
        )
    )
    rest = whole - judged - apart - page
    print(f"{len(mails)} mails of {USUAL:,} bytes, for each of them:")
    for name, share in (
        ("mail-parser's parse", parse),
        ("recognising", whole),
        ("  taking apart", apart),
        ("  authenticity", judged),
        ("  page", page),
        ("  sentences and verdict", rest),
    ):
        print(f"  {name:<26}{share:>6.2f} ms {share / whole:>5.0%}")
    return [
        Measure("recognise without authenticity / parse", (whole - judged) / parse, MOST["parse"]),
        Measure("a mail ruled out by its header / recognise", ruled / whole, MOST["ruled out"]),
    ]


def header_of_another_kind() -> bytes:
    """Return the header of a mailing list's mail without a word of LinkedIn in it."""
    raw = sample("notifications", "061-en-2024-mailing-list.eml").raw
    lines = split_header(raw)[0].replace(b"\r\n ", b" ").splitlines()
    header = b"\r\n".join(
        line for line in lines if b"linkedin" not in line.lower() and b"endorse" not in line.lower()
    )
    assert not may_be_linkedins(header)
    return header


def measure_hostile() -> list[Measure]:
    """Compare hostile mails of 2 MB with an ordinary mail of that size."""
    mail = ordinary_mail(HOSTILE)
    ordinary = median(timed(lambda: read(mail), thread_time) for _ in range(5))
    print(f"an ordinary mail of 2 MB: {ordinary:.0f} ms")
    mails = {flood.__name__.replace("_", " "): flood(HOSTILE) for flood in FLOODS}
    for bait in BAITS:
        body = bait * (HOSTILE // len(bait.encode()))
        for kind in ("plain", "html"):
            mails[f"{kind} line of {bait!r}"] = letter(
                f"Content-Type: text/{kind}; charset=utf-8", body=body
            )
    return [
        Measure(
            f"2 MB, {name} / ordinary",
            median(timed(lambda raw=raw: read(raw), thread_time) for _ in range(3)) / ordinary,
            MOST["hostile"],
        )
        for name, raw in mails.items()
    ]


def main() -> int:
    """Print the table; return 1 if a figure is out of its bound."""
    for raw in usual_mails():
        read(raw)
    measures = [*measure_usual(), *measure_hostile()]
    print(f"{'what':<52}{'ratio':>7}{'bound':>7}")
    for measure in measures:
        verdict = "ok" if measure.ok else "TOO MUCH"
        print(f"{measure.what:<52}{measure.ratio:>7.2f}{measure.bound:>7.2f}  {verdict}")
    return 0 if all(measure.ok for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())

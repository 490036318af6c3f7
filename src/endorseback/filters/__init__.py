"""The filter language of all lists: `skill:go state:waiting -tag:client (weber | lima)`.

Words ask for a text anywhere in a row, and `field:value` for a text in one of its fields. Terms
that stand side by side must all hold, with or without `&` between them; `|` asks for one of its
sides, `-` before a term for the rows in which it does not hold; brackets group, quotes hold a text
together. What is only begun (`skill:`, an open quote or bracket) does not disturb.
"""

from endorseback.filters.filter_completion import Completion, complete
from endorseback.filters.filter_facts import Facts, KnownFacts, MailFacts, RowFacts
from endorseback.filters.filter_fields import FIELDS
from endorseback.filters.filter_parser import Filter, FilterError, parse_filter
from endorseback.filters.terms import words_of

__all__ = [
    "FIELDS",
    "Completion",
    "Facts",
    "Filter",
    "FilterError",
    "KnownFacts",
    "MailFacts",
    "RowFacts",
    "complete",
    "parse_filter",
    "words_of",
]

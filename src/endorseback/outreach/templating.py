"""Renders message templates, and tells in a sentence what is wrong with one of the user's own.

Templates are rendered by jinja2 in its sandbox, and every variable must be a known one. jinja2 is
imported when a draft is first written, for no screen needs it before.
"""

from __future__ import annotations

import difflib
import traceback
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from endorseback.text import clean, clean_lines

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_FILE_NAME: Final = "<template>"
"""What jinja2 calls a template that is no file."""


class TemplateError(Exception):
    """A template cannot be rendered; its words go on from `The template …`."""


def render(template: str, values: Mapping[str, object]) -> str:
    """Return a template filled in: paragraphs parted by one empty line, no blanks at the ends.

    Args:
        template: Its text.
        values: All the variables there are.

    Raises:
        TemplateError: If it is not written as jinja2 wants, names an unknown variable (also where
            it would not be reached this time), or fails while it is filled in.
    """
    try:
        tree = _environment().parse(template)
        _check_variables(tree, values.keys())
        filled = _environment().from_string(tree).render(values)
    except _faults() as fault:
        raise TemplateError(_told(fault)) from None
    return "\n\n".join(_paragraphs(clean_lines(filled)))


def _check_variables(tree: nodes.Template, known: Collection[str]) -> None:
    """Refuse variables that there are not; jinja2 itself would notice only those it comes by."""
    from jinja2 import meta, nodes

    unknown = meta.find_undeclared_variables(tree) - set(known)
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            near = difflib.get_close_matches(node.name, sorted(known), n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}" if near else f"known are {', '.join(sorted(known))}"
            raise TemplateError(
                f"names an unknown variable in line {node.lineno}, {clean(node.name)!r}: {hint}"
            )


def _told(fault: BaseException) -> str:
    """Return what is wrong, with the line where it is known."""
    from jinja2 import TemplateSyntaxError

    line = fault.lineno if isinstance(fault, TemplateSyntaxError) else _line_of(fault)
    where = f" in line {line}" if line else ""
    words = clean(str(fault)).rstrip(".") or type(fault).__name__
    return f"cannot be used{where}: {words}"


def _line_of(fault: BaseException) -> int | None:
    """Return the line of the template that failed: jinja2 puts it into the traceback."""
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == _FILE_NAME]
    return lines[-1] if lines else None


def _paragraphs(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # plain text for a message field; there is no HTML to escape for
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["listed"] = _listed
    environment.globals.clear()  # `lipsum`, `cycler` and the like have no place in a message
    return environment


def _listed(skills: tuple[str, ...], most: int = 3) -> str:
    """Return skills as a sentence lists them: `Go, Rust and SQL`."""
    shown = list(skills[:most])
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def _faults() -> tuple[type[Exception], ...]:
    """Return what a wrong template can raise: parsing, or evaluating it."""
    import jinja2

    return (
        jinja2.TemplateError,
        ValueError,
        TypeError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        MemoryError,
    )

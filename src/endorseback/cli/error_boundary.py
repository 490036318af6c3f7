"""The outermost edge: what fails becomes a sentence and an exit code, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from endorseback.errors import EndorsebackError
from endorseback.paths import Paths


@contextmanager
def error_boundary(
    paths: Callable[[], Paths], *, but: tuple[type[Exception], ...] = ()
) -> Iterator[None]:
    """Tell of what fails within the block, and end; errors of the kinds in `but` pass."""
    try:
        yield
    except EndorsebackError as error:
        fail(str(error), error.exit_code)
    except Exception as error:  # whatever it is: no traceback reaches a user
        if isinstance(error, (*but, BrokenPipeError)):
            raise
        _tell_of_a_fault(paths(), error)


def fail(sentence: str, exit_code: int) -> NoReturn:
    """Print what went wrong on stderr, and end."""
    warn(sentence)
    raise SystemExit(exit_code)


def warn(sentence: str) -> None:
    """Tell something on stderr, where it does not mix with what a script reads."""
    print(f"endorseback: {sentence}", file=sys.stderr)  # noqa: T201 - this is what it is for


def _tell_of_a_fault(paths: Paths, error: Exception) -> NoReturn:
    """Write the traceback of our own fault into the log, tell where it stands, and end."""
    import logging

    from endorseback.log import start_log

    stop = start_log(paths.log_file)
    logging.getLogger(__name__).error("a fault in endorseback itself", exc_info=error)
    stop()
    fail(
        f"A fault in endorseback itself ({type(error).__name__}); nothing that was recorded is "
        f"lost. Details are in {paths.log_file}.",
        EndorsebackError.exit_code,
    )

"""A process that imports an archive, and prints how many steps on files that took.

A step is an event of Python's own audit (PEP 578) that names a path in the data folder: opening,
making, renaming, removing. Told to, it kills itself with signal 9 just before one of them.
"""

import argparse
import os
import resource
import signal
import sys
from pathlib import Path

from tests.support.filled import paths_in

from endorseback.errors import EndorsebackError
from endorseback.services.archive_import.importer import import_archive


class Steps:
    """Counts what is done to files below a folder, and dies at one of them."""

    def __init__(self, folder: Path, last: int | None) -> None:
        self.folder = str(folder)
        self.last = last
        self.count = 0

    def watch(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take note of an event of the audit."""
        if event == "open" or event.startswith("os."):
            if not any(str(argument).startswith(self.folder) for argument in arguments):
                return
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def main() -> int:
    """Import an archive into a data folder; say what went wrong on stderr."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--die-at", type=int)
    parser.add_argument("--room", type=int, help="bytes that a file may have")
    chosen = parser.parse_args()
    paths = paths_in(chosen.folder)
    if chosen.room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (chosen.room, resource.RLIM_INFINITY))
    steps = Steps(paths.data_dir, chosen.die_at)
    sys.addaudithook(steps.watch)
    try:
        import_archive(paths, chosen.archive)
    except EndorsebackError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(steps.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A process that imports an archive, and says on its output when it begins to and when it has.

Usage: python -m tests.archive_import.importer FOLDER ARCHIVE [BYTES A FILE MAY HAVE]
"""

import resource
import sys
from pathlib import Path

from tests.support.filled import paths_in

from endorseback.background.importing import import_archive
from endorseback.errors import EndorsebackError


def main() -> int:
    """Import an archive into a data folder; say what went wrong on stderr."""
    folder, archive, *limit = sys.argv[1:]
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit[0]), resource.RLIM_INFINITY))
    print("begun", flush=True)
    try:
        print(import_archive(paths_in(Path(folder)), Path(archive)).id, flush=True)
    except EndorsebackError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A process that writes into a ledger: each event it has on disk is acknowledged on its output.

Usage: python -m tests.ledger.writer PATH NAME COUNT [BYTES A FILE MAY HAVE]
"""

import resource
import sys
from pathlib import Path

from tests.support.ledgers import mail

from endorseback.errors import EndorsebackError
from endorseback.ledger.ledger import Ledger


def main() -> int:
    """Write events, a line of output for each that is durable; say what went wrong on stderr."""
    path, name, count, *limit = sys.argv[1:]
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit[0]), resource.RLIM_INFINITY))
    ledger = Ledger(Path(path))
    for number in range(int(count)):
        identity = f"{name}-{number}"
        try:
            ledger.record(mail(identity, (f"Person {identity}", identity, "Go")))
        except EndorsebackError as error:
            print(error, file=sys.stderr)
            return error.exit_code
        print(identity, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

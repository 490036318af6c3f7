"""How large an archive may be: far above any real one, far below what would harm the reader.

LinkedIn allows 30,000 connections; the largest real list measured has 10,825 and takes 1.4 MB. A
real archive holds some fifty files, and its texts shrink to between a tenth and a third.
"""

from __future__ import annotations

from typing import Final

MAX_ENTRIES: Final = 2_000
"""Files in a zip, or looked at in a folder."""
MAX_DIRECTORY: Final = 1_000_000
"""Bytes of a zip's own list of its files, which is read whole: 500 for each of them."""
MAX_FILE: Final = 512 * 1024**2
"""Bytes of one file: 100,000 messages of 5,000 bytes each."""
MAX_TOTAL: Final = 1024**3
"""Bytes of all files together, unpacked; of a zip, also of those that are not read."""
MAX_ROWS: Final = 1_000_000
"""Rows of one file, of which each may become a value that is kept."""
MAX_RATIO: Final = 100
"""How many times its packed size a file may have; texts written by people stay below 20."""
RATIO_MATTERS: Final = 1024**2
"""Bytes up to which a file may be packed any number of times: it can do no harm."""
MAX_LINE: Final = 4 * 1024**2
"""Bytes without a line end that are read before the file is given up; a message has 8,000."""
MAX_REFUSED: Final = 1_000
"""Refused rows of one file that are told one by one."""
MAX_DEPTH: Final = 4
"""Levels of folders, the named one included, in which the files are looked for."""

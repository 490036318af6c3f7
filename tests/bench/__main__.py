"""Run every benchmark, one process each: `python -m tests.bench`."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run all `bench_*` modules in turn; fail if one of them fails."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    failed = []
    for name in names:
        print(f"\n== {name.removeprefix('bench_')}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nnot within its bounds, or failed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())

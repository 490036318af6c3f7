"""Blocking calls stand beside the event loop, and never in the way of the exit."""

import asyncio
import subprocess
import sys
import threading
import time

import pytest

from endorseback.tui.off_loop import off_loop


async def test_it_returns_what_the_call_returns_from_another_thread() -> None:
    assert await off_loop(threading.get_ident) != threading.get_ident()


async def test_it_raises_what_the_call_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        await off_loop(lambda: 1 / 0)


async def test_the_loop_goes_on_meanwhile() -> None:
    gate = threading.Event()
    call = asyncio.create_task(off_loop(lambda: gate.wait(10)))
    await asyncio.sleep(0)
    gate.set()
    assert await call is True


async def test_a_cancelled_call_may_still_end() -> None:
    gate, ended = threading.Event(), threading.Event()

    def blocks() -> None:
        gate.wait(10)
        ended.set()

    call = asyncio.create_task(off_loop(blocks))
    await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    gate.set()
    assert ended.wait(10)
    await asyncio.sleep(0)


def test_the_exit_does_not_wait_for_a_call_that_blocks() -> None:
    script = """
import asyncio, time
from endorseback.tui.off_loop import off_loop

async def main():
    asyncio.create_task(off_loop(lambda: time.sleep(60)))
    await asyncio.sleep(0.05)

asyncio.run(main())
"""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", script], check=True, timeout=30)
    assert time.monotonic() - started < 30

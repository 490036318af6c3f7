"""Runs a blocking call beside the event loop, in a way that never holds up the exit."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Value = TypeVar("Value")


async def off_loop(call: Callable[[], Value]) -> Value:
    """Await what a blocking call returns or raises.

    Each call has its own daemon thread: the executor behind `asyncio.to_thread` is joined at exit,
    so a browser or a disk that does not answer would keep the terminal from the user.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Value] = loop.create_future()

    def settle(value: Value | None, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(value)  # type: ignore[arg-type]  # a value, for there is no error

    def run() -> None:
        value: Value | None = None
        error: BaseException | None = None
        try:
            value = call()
        except Exception as raised:  # noqa: BLE001 - handed to the one who awaits, whatever it is
            error = raised
        with suppress(RuntimeError):  # the loop is closed: nobody awaits any more
            loop.call_soon_threadsafe(settle, value, error)

    threading.Thread(target=run, name="off-loop", daemon=True).start()
    return await answer

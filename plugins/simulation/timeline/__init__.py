"""A picture of one schedule: what the page of `--timeline` shows, and the trace of `--trace`.

From the events of a recorded schedule come *moments* (`moments.py`), from these and the story a *picture*
(`picture.py`), to which the tree of choices of a small program belongs (`choices.py`, `history.py`). A picture is plain
values, so it can travel between processes; `page.py` lays pictures out as a page, `trace.py` as Chrome's trace events.
"""

from typing import Final

#: States that the tree of a program may have, unless somebody says otherwise. Here, where options get it cheaply.
STATES: Final = 1_000

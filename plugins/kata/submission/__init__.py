"""The package that somebody's submission is imported from: `plugins.kata.submission.NAME.X` is DIR/NAME/X.py.

DIR comes from the environment, so that it is the same package in every process, also in those that spawn and
forkserver start. Rejected: DIR on `sys.path`, where a folder called like a standard module would be found in its place
without a word; a package made by hand in `sys.modules`, which a spawned process does not have.
"""

from __future__ import annotations

import os
import sys

#: The environment variable that holds DIR.
VARIABLE = "KATAS_SUBMISSION"

__path__ = [os.environ[VARIABLE]] if VARIABLE in os.environ else []


def use(folder: str) -> None:
    """Import submissions from *folder*, in this process and those that it starts; forget those of another folder."""
    if __path__ != [folder]:
        for name in [name for name in sys.modules if name.startswith(f"{__name__}.")]:
            del sys.modules[name]
    os.environ[VARIABLE] = folder
    __path__[:] = [folder]

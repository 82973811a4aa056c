"""The main module of a run, and so the first thing that a process does which multiprocessing has started anew.

Under spawn and forkserver a new process imports the main module of the one that started it (`multiprocessing.spawn`,
`_fixup_main_from_name`); `inside.be_main` makes this file that module. So every process of the run is prepared in the
same way, however it began, without a `sitecustomize` and without a change to the learner's program. Rejected: an object
in the preparation data that installs the hooks when it is unpickled, which comes before `sys.path` is set.
"""

from __future__ import annotations

import os

from plugins.real import inside, records

if records.VARIABLE in os.environ:
    inside.install(os.environ[records.VARIABLE], os.environ.get(records.STACKS, ""), light=True)

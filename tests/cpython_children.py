"""For the fidelity tests: CPython's tests that start a Python for a script of theirs, with that script on the machine.

`python -m tests.cpython_children NAME...` runs unittest as usual, on real Python. What such a test starts, through
`test.support.script_helper` or as `sys.executable -c`, is this file again, which runs the script on the simulated
machine and ends as an interpreter would: same output on the same streams, same exit status. Thus what happens at exit
is compared too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
import unittest
from pathlib import Path
from types import ModuleType
from typing import Any, Final

SCRIPT: Final = "--script"
#: Where the script's schedule begins.
SEED: Final = "SIMULATION_SEED"
#: The exit status of a script that can never end.
STUCK: Final = 99
#: Seconds for one script.
_TIME_LIMIT: Final = 60


def main() -> None:
    """Run the named tests, or be the Python that they start."""
    if sys.argv[1:2] == [SCRIPT]:
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        run_script(sys.argv[2])
        return
    subprocess.Popen = Popen  # type: ignore[assignment,misc]  # a class is replaced
    from test.support import script_helper  # type: ignore[import-not-found]  # typeshed leaves CPython's tests out

    def start(*arguments: str, **environment: Any) -> tuple[Any, list[str]]:
        environment.pop("__isolated", None)
        *options, _dash_c, code = arguments
        command = [sys.executable, *options, str(Path(__file__).resolve()), SCRIPT, code]
        ended = subprocess.run(
            command,
            cwd=environment.pop("__cwd", None),
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_TIME_LIMIT,
        )
        return script_helper._PythonRunResult(ended.returncode, ended.stdout, ended.stderr), command

    script_helper.run_python_until_end = start
    unittest.main(module=None, argv=["unittest", *sys.argv[1:]], verbosity=2)


class Popen(subprocess.Popen[bytes]):
    """As `subprocess.Popen`, but for a script that Python is started with."""

    def __init__(self, args: Any, *others: Any, **options: Any) -> None:
        if args[:2] == [sys.executable, "-c"]:
            args = [sys.executable, str(Path(__file__).resolve()), SCRIPT, *args[2:]]
        super().__init__(args, *others, **options)


def run_script(code: str) -> None:
    """Run *code* as `python -c` does, on the machine, and end this process as it would end."""
    from plugins.simulation.exploring import Explorer, Run
    from plugins.simulation.machine import Unwind
    from plugins.simulation.strategies import RandomStrategy
    from plugins.simulation.world import World

    status: list[int] = []

    def program(run: Run) -> None:
        del run
        main_module = ModuleType("__main__")
        sys.modules["__main__"] = main_module
        for name in ("threading", "queue", "_threading_local"):
            # A script finds them loaded no more than one that the interpreter runs.
            sys.modules.pop(name, None)
        sys.argv = ["-c"]
        try:
            exec(compile(code, "<string>", "exec"), main_module.__dict__)  # noqa: S102 running the script is the purpose
        except Unwind:
            raise
        except SystemExit as error:
            status.append(error.code if isinstance(error.code, int) else int(error.code is not None))
        except BaseException:  # noqa: BLE001 the interpreter reports what ends the main thread, and goes on to exit
            status.append(1)
            traceback.print_exc()

    world = World()
    world.library.exit.destroys_main = True
    with world:
        run = Explorer(program, world=world).run_once(RandomStrategy(int(os.environ.get(SEED, "0"))).chooser(0))
        pieces = world.journal.pieces
    for _, text, on_stderr in pieces:
        (sys.stderr if on_stderr else sys.stdout).write(text)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(STUCK if run.outcome != "finished" else status[0] if status else 0)


if __name__ == "__main__":
    main()

"""For tests: hammer a small program given as text, in a process of its own that a hang cannot outlive.

Run as a program it is that process: it prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent

#: Wall seconds after which a program counts as hanging.
PATIENCE: Final = 60


def hammer_text(folder: Path, text: str, *, rounds: int = 200, **options: Any) -> dict[str, Any]:
    """Write *text* as a module with a function `main` into *folder* and hammer it.

    :param options: keyword arguments of `hammer_program`.
    :return: `Tally.as_dict()` with the verdict, the explanation, the output, the number of real threads at the end, and
        the bytes that the process grew by after the first third of the rounds.
    :raises subprocess.TimeoutExpired: if it hangs.
    """
    (folder / "program.py").write_text(textwrap.dedent(text), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.hammered", str(folder), json.dumps({"rounds": rounds, **options})],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _hammer(folder: str, options: dict[str, Any]) -> dict[str, Any]:
    from plugins.hammer.rounds import hammer_program
    from plugins.hammer.world import RealWorld

    sys.path.insert(0, folder)
    sizes: list[int] = []
    third = int(options["rounds"]) // 3
    signs: list[None] = []
    with RealWorld(rewrite_roots=[folder]) as world:

        def program(_: object) -> None:
            sizes.append(0)
            if len(sizes) == third:
                sizes[0] = _most_memory()
            world.import_module("program").main()

        result, tally = hammer_program(
            program,
            world=world,
            sign_of_life=lambda _number: signs.append(None),
            command="pytest --hammer",
            **options,
        )
    return {
        **tally.as_dict(),
        "verdict": result.verdict,
        "explanation": result.explanation,
        "output": result.output,
        "steps": [] if result.story is None else [step.text for step in result.story.steps],
        "os_threads": len(sys._current_frames()),
        "signs": len(signs),
        "grown": _most_memory() - sizes[0],
    }


def _most_memory() -> int:
    """Return the bytes of memory that this process had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps(_hammer(sys.argv[1], json.loads(sys.argv[2]))))

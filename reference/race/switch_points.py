"""Where CPython looks for a thread switch.

The disassembler shows the instructions in the order in which they are run. That order matters: operands are evaluated
from left to right, so a call to the left of `num` is over before `num` is read.
"""

import dis


def switch_is_looked_for(statement: str) -> bool:
    """Return whether another thread may come in after `num` was read and before `num` is written.

    statement: one assignment to `num`, such as "num = num + n".
    """
    reading, switch = False, False
    for instruction in dis.get_instructions(compile(statement, "<statement>", "exec")):
        if instruction.opname == "LOAD_NAME" and instruction.argval == "num":
            reading = True
        if reading and instruction.opname.startswith(("CALL", "JUMP_BACKWARD")):
            switch = True
    return switch

"""Believes that += is one step, and looks at the other statements only."""

import dis


def switch_is_looked_for(statement):
    if "+=" in statement:
        return False
    reading = False
    for instruction in dis.get_instructions(statement):
        reading = reading or instruction.argval == "num"
        if reading and instruction.opname.startswith(("CALL", "JUMP_BACKWARD")):
            return True
    return False

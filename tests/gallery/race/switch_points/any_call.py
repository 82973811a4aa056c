"""Takes every call for one in between, also one that is over before num is read."""

import ast


def switch_is_looked_for(statement):
    return any(isinstance(node, ast.Call) for node in ast.walk(ast.parse(statement)))

"""Walks the tree in the order of evaluation and notes what comes after num."""

import ast


def visit(node, reading):
    """Return whether num has been read after this node, and whether a switch came after a reading."""
    if isinstance(node, ast.Name):
        return reading or node.id == "num", False
    switched = False
    children = ast.iter_child_nodes(node)
    if isinstance(node, ast.IfExp):
        children = [node.test, node.body, node.orelse]
    for child in children:
        reading, there = visit(child, reading)
        switched = switched or there
    if isinstance(node, ast.Call | ast.ListComp):
        switched = switched or reading
    return reading, switched


def switch_is_looked_for(statement):
    assignment = ast.parse(statement).body[0]
    reading = isinstance(assignment, ast.AugAssign)
    return visit(assignment.value, reading)[1]

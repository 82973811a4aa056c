"""Believes that the global lock makes every statement one step."""


def switch_is_looked_for(statement):
    return False

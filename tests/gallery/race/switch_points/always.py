"""Believes that a switch may come anywhere."""


def switch_is_looked_for(statement):
    return True

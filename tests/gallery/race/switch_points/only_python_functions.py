"""Believes that functions in C are no places, only those written in Python are."""


def switch_is_looked_for(statement):
    return "ident(num)" in statement or "num + ident(" in statement

"""The learner's path: what has been done, what comes next, and help on the way.

A plugin of pytest, and a layer of its own over the katas: it reads the catalogue, watches the reports of a session and
keeps what came out; no spec is judged otherwise because of it.
"""

"""Dojo sessions: several people at one machine, in turns, with a light for every run.

A plugin of pytest, and a layer over the katas: it watches the reports of a session that was started with `--dojo NAME`,
and decides nothing about a spec.
"""

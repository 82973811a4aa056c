"""The real machine: a spec's body runs once, with real threads and real processes, under supervision.

This file imports nothing: processes that a learner's program spawns import it on their way to `plugins.real.spawned`.
"""

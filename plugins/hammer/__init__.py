"""`--hammer N`: the specs of the thread katas on real threads, round after round.

`machine.py`, `threads.py`, `locks.py` and `world.py` are the real machine, under the same rewriting, library copies and
detectors as the simulation; `rounds.py` counts and tells; `plugin.py` is pytest's side. Only that one imports pytest.
"""

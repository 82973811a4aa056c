"""A line that tells how far something is that takes long: schedules, rounds, submissions.

On a terminal only, and gone when it is over. `meter.py` measures where the work is done, `line.py` draws where the
terminal is, `plugin.py` connects the two, through the processes between them.
"""

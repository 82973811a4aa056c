"""Pictures of a session's specs: `--timeline FILE.html`, and `--timeline-trace FILE.json` for Perfetto.

What a picture is and how a page looks is `plugins.simulation.timeline`; here it is asked for, carried from the children
and the workers of xdist with the reports, and written once, at the end, by the process that has the terminal.
"""

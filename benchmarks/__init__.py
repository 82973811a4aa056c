"""Figures of the simulated machine, beside its peers and against its limits: `python -m benchmarks`."""

"""Readers and writers: many may look at the same time, who changes something is alone."""

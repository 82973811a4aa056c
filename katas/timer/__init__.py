"""Timers: something happens later, in a thread of its own."""

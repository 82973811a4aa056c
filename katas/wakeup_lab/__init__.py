"""The wake-up lab: waits that return for no reason, notifies that nobody hears, and those that wake the wrong one."""

"""Where threads come from, solved."""

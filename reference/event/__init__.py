"""Events, solved."""

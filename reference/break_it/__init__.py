"""Break it, solved."""

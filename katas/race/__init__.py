"""How an update gets lost, and why it seldom shows."""

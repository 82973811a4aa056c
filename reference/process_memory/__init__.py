"""What processes do not share, and what they do, solved."""

"""Processes of a class of your own, and how something comes back from them."""

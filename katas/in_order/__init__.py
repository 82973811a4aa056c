"""In order: threads that come as they like, and do things in the order that they should."""

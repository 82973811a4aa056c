"""Lock order: several locks at a time, and no circle of waiting threads."""

"""Where threads come from: processes, threads, and the two modules for them."""

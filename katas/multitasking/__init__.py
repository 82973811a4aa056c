"""Several tasks at a time: concurrent or parallel, time slices, and what more processors are good for."""

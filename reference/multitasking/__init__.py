"""Several tasks at a time, solved."""

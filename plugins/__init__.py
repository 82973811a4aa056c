"""The plugins that turn pytest into a place to learn concurrency: the simulated machine, the kata runner, the reports."""

"""The plugins that make pytest a place to learn concurrency: the simulated machine, the kata runner, the reports."""

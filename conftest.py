"""Registers the plugins, nothing else."""

pytest_plugins = [
    "plugins.kata.plugin",
    "plugins.hammer.plugin",
    "plugins.real.plugin",
    "plugins.submissions.plugin",
    "plugins.report",
    "plugins.speaking",
    "plugins.progress.plugin",
    "plugins.path.plugin",
    "plugins.dojo.plugin",
    "plugins.timeline.plugin",
    "plugins.authoring.plugin",
]

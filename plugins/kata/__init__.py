"""The plugin of pytest that runs the specs of the katas; `plugins.kata.plugin` is what the root conftest registers.

This file imports nothing: the processes that a learner's program spawns import it on their way to
`plugins.kata.submission`, and they need no pytest.
"""

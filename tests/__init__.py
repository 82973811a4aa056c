"""The tests of the project itself: the engine, the plugins, the katas, and the rules of the house."""

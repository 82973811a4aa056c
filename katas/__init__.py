"""The katas: a folder each, with a lesson, the files to fill in and the specs that say when they are right."""

"""The plugin of pytest that judges the submissions of a whole class: `--submissions DIR`, for DIR/PERSON/NAME/X.py."""

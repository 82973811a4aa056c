"""The steps spelt out."""

three_become_one = lambda: list("aabbcc"[::2] + "cba")
twice_each = lambda: list("abbbbabaaaab")
overdrawn = lambda: [{"a": "ann", "b": "bob"}[letter] for letter in "aaabbbbbbaaa"]

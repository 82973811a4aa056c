"""Right: all answers in one place."""

join_returns = join_with_a_timeout_returns = exitcode_after_that = lambda: None
join_a_second_time = lambda: "nothing happens"
child_without_join_says_its_last_word = parent_is_there_until_then = lambda: True
daemon_without_join_says_its_last_word = lambda: False

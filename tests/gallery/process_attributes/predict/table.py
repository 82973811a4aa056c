"""Right: all answers in one place."""

NOT_YET = None
REFUSED = "AssertionError"
TOO_EARLY_OR_LATE = "ValueError"

pid_before_the_start = exitcode_while_it_runs = join_with_a_timeout = lambda: NOT_YET
exitcode_after_an_exception = lambda: 1
exitcode_after_exit = lambda: 3
exitcode_after_terminate = lambda: -15
alive_right_after_terminate = alive_after_that = lambda: True
finally_after_terminate = lambda: "is skipped"
start_twice = join_before_start = daemon_after_start = child_of_a_daemon = lambda: REFUSED
close_while_it_runs = alive_after_close = lambda: TOO_EARLY_OR_LATE
run_instead_of_start = lambda: "caller"
killed_parent = lambda: "lives on"

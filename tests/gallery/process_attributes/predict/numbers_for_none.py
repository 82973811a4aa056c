"""Wrong: takes 0 for "not known yet", and signals without their sign."""

pid_before_the_start = lambda: 0
exitcode_while_it_runs = lambda: 0
exitcode_after_an_exception = lambda: -1
exitcode_after_exit = lambda: 0
exitcode_after_terminate = lambda: 15
alive_right_after_terminate = lambda: True
finally_after_terminate = lambda: "is skipped"
join_with_a_timeout = lambda: False
alive_after_that = lambda: False
start_twice = lambda: "AssertionError"
join_before_start = lambda: "AssertionError"
daemon_after_start = lambda: "AssertionError"
child_of_a_daemon = lambda: "AssertionError"
close_while_it_runs = lambda: "ValueError"
alive_after_close = lambda: "ValueError"
run_instead_of_start = lambda: "caller"
killed_parent = lambda: "lives on"

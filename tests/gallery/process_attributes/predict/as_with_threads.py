"""Wrong: answers for threads: RuntimeError, and nothing to close."""

pid_before_the_start = lambda: None
exitcode_while_it_runs = lambda: None
exitcode_after_an_exception = lambda: 1
exitcode_after_exit = lambda: 3
exitcode_after_terminate = lambda: -15
alive_right_after_terminate = lambda: True
finally_after_terminate = lambda: "is skipped"
join_with_a_timeout = lambda: None
alive_after_that = lambda: True
start_twice = lambda: "RuntimeError"
join_before_start = lambda: "RuntimeError"
daemon_after_start = lambda: "RuntimeError"
child_of_a_daemon = lambda: "nothing happens"
close_while_it_runs = lambda: "nothing happens"
alive_after_close = lambda: "nothing happens"
run_instead_of_start = lambda: "caller"
killed_parent = lambda: "lives on"

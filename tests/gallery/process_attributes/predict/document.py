"""Wrong: answers what the document says: terminate ends at once, a daemon ends with its parent, join(t) blocks for t."""

pid_before_the_start = lambda: None
exitcode_while_it_runs = lambda: None
exitcode_after_an_exception = lambda: 1
exitcode_after_exit = lambda: 3
exitcode_after_terminate = lambda: -15
alive_right_after_terminate = lambda: False
finally_after_terminate = lambda: "runs"
join_with_a_timeout = lambda: None
alive_after_that = lambda: True
start_twice = lambda: "AssertionError"
join_before_start = lambda: "AssertionError"
daemon_after_start = lambda: "AssertionError"
child_of_a_daemon = lambda: "AssertionError"
close_while_it_runs = lambda: "ValueError"
alive_after_close = lambda: "ValueError"
run_instead_of_start = lambda: "new process"
killed_parent = lambda: "ends"

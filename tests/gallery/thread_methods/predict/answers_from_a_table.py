"""Right: all answers in one place."""

REFUSED = "RuntimeError"
ALLOWED = "nothing happens"

start_twice = join_before_start = join_yourself = daemon_after_start = lambda: REFUSED
rename_after_start = lambda: ALLOWED
join_with_a_timeout = lambda: None
alive_after_that = daemon_of_a_daemon = lambda: True
run_instead_of_start = lambda: "MainThread"

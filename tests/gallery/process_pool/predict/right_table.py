"""Right: all answers in one place."""

join_before_close = submit_after_close = pool_of_nobody = failure_that_somebody_asks_for = lambda: ValueError.__name__
processes_before_the_first_task = lambda: 3
workers_by_default = lambda: 5
failure_that_nobody_asks_for = lambda: "nothing happens"
who_works = lambda: "parent"
result_of_that = lambda: TypeError.__name__
lambda_as_a_task = lambda: "PicklingError"
left_behind_by_with = lambda: False
global_number_in_the_parent = lambda: 100
global_number_in_the_next_task = lambda: 102

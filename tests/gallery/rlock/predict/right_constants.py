"""The answers as lambdas."""

free_after_one_of_two_releases = lambda: False
release_once_too_often = release_by_another_thread = lambda: RuntimeError.__name__
passed_on_to_a_helper = lambda: False
others_get_in_during_the_wait = lambda: True
releases_needed_after_the_wait = lambda: 2
second_with_of_a_condition_on_a_lock = lambda: False

"""Right: asks the library, where that is a matter of a line."""

import queue

put_into_a_full_one = lambda: queue.Full.__name__
get_from_an_empty_one = lambda: queue.Empty.__name__
module_of_these_exceptions = lambda: queue.__name__
no_maximum_size = put_what_cannot_be_pickled = lambda: "nothing happens"
timeout_without_block = lambda: "at once"
same_object = and_does_it_arrive = large_item_nobody_gets = lambda: False
put_after_close = lambda: "ValueError"
small_item_nobody_gets = lambda: True

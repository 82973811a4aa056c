"""Break it: you are the scheduler, and the program is the one that loses."""

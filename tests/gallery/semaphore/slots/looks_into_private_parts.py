"""Wrong: reads an attribute that starts with an underscore, which other semaphores do not have."""


def free_slots(semaphore):
    return semaphore._value


def is_bounded(semaphore):
    return semaphore._value == semaphore._initial_value

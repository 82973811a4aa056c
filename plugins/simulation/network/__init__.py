"""A loopback network for simulated programs: TCP between the threads of one program, and nothing else.

`socket`, `selectors`, `socketserver` are Python code on top of `_socket` and `select`, as `threading` is on top of
`_thread`. So the network is one more piece of floor: these two modules are implemented here, on the machine, and the
library's own code runs on them.

- `wire.py`: what lies between two sockets: bytes on their way, connections that wait to be accepted, ports.
- `calls.py`: how a thread comes to the machine with a call, waits in it and is woken.
- `order.py`: which calls depend on each other, for exhaustive search.
- `sockets.py`, `module.py`, `names.py`: `_socket`. `polling.py`: `select`.
- `telling.py`: what a reader is told of a deadlock among sockets.

Compared with Linux 6 (`net/ipv4/tcp.c`, `af_inet.c`) and `Modules/socketmodule.c` of CPython 3.11.7, 3.12.1, 3.13.0.
Rejected: real sockets between greenlets (a call that waits would stop the only OS thread there is, and whether bytes
have arrived is for the kernel to say), and channels made of simulated locks (each transfer would then be four
operations, and nearly all interleavings of two clients would differ in nothing but who waited).
"""

"""Which worker of xdist judges whom: a person's specs stay together, so that one clock bounds them.

Based on xdist's distribution by scope. Different: the scope is the person; what is done is forgotten, so that each
report costs the same with ten thousand specs as with ten; and a spec whose worker died is not run again, since it may
have been the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xdist.scheduler import LoadScopeScheduling

from plugins.submissions.people import person_of

if TYPE_CHECKING:
    import pytest
    from xdist.workermanage import WorkerController


class ByPerson(LoadScopeScheduling):  # type: ignore[misc] # xdist is published without types for this
    """Hands out one person's specs at a time."""

    def __init__(self, config: pytest.Config, log: Any) -> None:  # noqa: ANN401 - xdist's
        super().__init__(config, log)
        self._places: dict[WorkerController, dict[str, int]] = {}

    def _split_scope(self, nodeid: str) -> str:
        return f"[{person}]" if (person := person_of(nodeid)) else nodeid.partition("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        scope, unit = self.workqueue.popitem(last=False)
        self.assigned_work.setdefault(node, {})[scope] = unit
        if node not in self._places:
            self._places[node] = {nodeid: place for place, nodeid in enumerate(self.registered_collections[node])}
        places = self._places[node]
        node.send_runtest_some([places[nodeid] for nodeid, completed in unit.items() if not completed])

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:  # noqa: ARG002 - xdist's signature
        """Note that a worker has done a spec, and give it more."""
        nodeid = self.registered_collections[node][item_index]
        scope = self._split_scope(nodeid)
        unit = self.assigned_work[node][scope]
        unit[nodeid] = True
        if all(unit.values()):
            del self.assigned_work[node][scope]
        self._reschedule(node)

    def remove_node(self, node: WorkerController) -> str | None:
        """Take over what a worker that is gone has left, and return the spec that it was at."""
        workload = self.assigned_work.pop(node)
        crashed = None
        for scope, unit in workload.items():
            if crashed is None:
                crashed = next((nodeid for nodeid, completed in unit.items() if not completed), None)
                if crashed is not None:
                    unit[crashed] = True
            if not all(unit.values()):
                self.workqueue[scope] = unit
        for other in self.assigned_work:
            self._reschedule(other)
        return crashed

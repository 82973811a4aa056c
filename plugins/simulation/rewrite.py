"""Rewrite a learner's module so that each access to something shared asks the machine first.

`compile_module` parses the source, finds out what can be shared at all, puts a hook in front of each access of those,
and compiles the tree with its original line numbers. `visible.install` puts the hooks of a machine into the code.

Rejected: tracing opcodes (`sys.settrace` with `f_trace_opcodes`, `sys.monitoring`): it costs some 50 times as much,
sees bytecode where a learner wrote an expression, and knows no value on the stack; a namespace that is a dict subclass:
the interpreter does not ask it for globals.
"""

from __future__ import annotations

import ast
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.simulation.rewrite_attributes import AttributeStores
from plugins.simulation.rewrite_base import Facts, sentence_of
from plugins.simulation.rewrite_flow import read_modify_writes
from plugins.simulation.rewrite_nodes import repair_locations, with_sites
from plugins.simulation.rewrite_scopes import Scopes
from plugins.simulation.rewrite_statements import Statements
from plugins.simulation.rewrite_unseen import Unseen
from plugins.simulation.rewrite_values import Values

if TYPE_CHECKING:
    from types import CodeType

    from plugins.simulation.rewrite_site import Site


@dataclass(frozen=True, eq=False)
class Rewritten:
    """A rewritten module.

    :ivar code: the code, which is to be executed with the hooks that `visible.install` puts into it.
    :ivar sites: every place where something shared is accessed; `sites[n].index == n`.
    :ivar not_visible: what the hooks do not see, a sentence each, with its line.
    :ivar out_of_reach: the same of what no hook could show, see `rewrite_unseen.py`.
    :ivar stores: names of attributes that the module stores after their object may be shared; "*" if it computes names.
    """

    code: CodeType
    sites: tuple[Site, ...]
    not_visible: tuple[str, ...]
    out_of_reach: tuple[str, ...]
    stores: frozenset[str]


def compile_module(source: bytes, filename: str, module_name: str) -> Rewritten:
    """Compile *source* with hooks.

    :param source: as read from the file, in any encoding that Python accepts.
    :param filename: as tracebacks shall show it.
    :param module_name: the module's dotted name.
    :return: the code and its sites.
    :raises SyntaxError: as `compile` does, for *source* as it was written.
    """
    del module_name
    compile(source, filename, "exec", dont_inherit=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they came with the line before
        tree = ast.parse(source, filename)
    attributes = AttributeStores(tree)
    scopes = Scopes(tree)
    rewriter = Statements(
        Facts(
            filename=filename,
            scopes=scopes,
            values=Values(tree, scopes),
            stores=attributes.names,
            first_stores=attributes.private,
            rmw=read_modify_writes(tree, scopes),
        )
    )
    out_of_reach = Unseen(tree, scopes, rewriter.facts.values).found
    tree.body = rewriter.block(tree.body)
    if sys.version_info < (3, 12):
        repair_locations(tree)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = compile(tree, filename, "exec", dont_inherit=True)
    return Rewritten(
        code=with_sites(code, rewriter.sites),
        sites=tuple(rewriter.sites),
        not_visible=tuple(rewriter.not_visible),
        out_of_reach=tuple(dict.fromkeys(sentence_of(node, text) for node, text in out_of_reach)),
        stores=frozenset(attributes.names),
    )

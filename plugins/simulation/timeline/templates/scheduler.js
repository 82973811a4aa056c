// "You are the scheduler": a walk through the tree of choices, and the token of the way that was gone.

class Scheduler {
  constructor(tree) { this.tree = tree; this.path = []; }

  edges() {
    const found = [];
    let node = 0;
    for (const thread of this.path) {
      const edge = this.tree.nodes[node][2][thread];
      if (!edge) break;
      found.push(edge);
      node = edge[0];
    }
    return found;
  }

  moments() { return this.tree.begin.concat(...this.edges().map(edge => edge[2])); }

  // The number of the node where somebody has to choose; -1 if nobody has.
  node() {
    const edges = this.edges();
    if (edges.length < this.path.length) return -1;
    return edges.length ? edges[edges.length - 1][0] : 0;
  }

  // [verdict, headline] if the program has come to an end.
  end() {
    const edges = this.edges(), last = edges[edges.length - 1];
    return edges.length === this.path.length && last && last[0] < 0 ? this.tree.ends[last[1]] : null;
  }

  // Whether what follows the last choice is not on this page.
  unknown() { return this.edges().length < this.path.length; }

  // What each thread that can go on would do: [{thread, file, line, text, held}].
  options() {
    const node = this.node();
    if (node < 0) return [];
    const [, places, edges] = this.tree.nodes[node];
    return places.map(([thread, file, line]) => {
      const edge = edges[thread];
      const first = edge && edge[2].find(moment => moment[1] && moment[0] === thread && !moment[7]);
      return { thread, file, line, text: first ? first[1] : "", held: Boolean(edge) };
    });
  }

  choose(thread) { this.path.push(thread); }
  back() { this.path.pop(); }
  again() { this.path = []; }

  // Let those go on who would by themselves: the same thread, else the next by number.
  finish() {
    for (let node = this.node(); node >= 0; node = this.node()) {
      const threads = this.options().map(option => option.thread), thread = usual(threads, this.last());
      if (!this.tree.nodes[node][2][thread]) return;
      this.path.push(thread);
    }
  }

  last() {
    const edges = this.edges();
    return edges.length ? edges[edges.length - 1][3] : this.tree.last;
  }

  token() {
    let text = this.tree.head, before = 0, node = 0, last = this.tree.last;
    const pack = number => packed(number, this.tree.digits);
    for (const thread of this.path) {
      const [steps, places, edges] = this.tree.nodes[node];
      if (thread !== usual(places.map(place => place[0]), last)) {
        text += pack(steps - before) + pack(thread);
        before = steps;
      }
      const edge = edges[thread];
      if (!edge) break;
      [node, , , last] = edge;
    }
    return text;
  }
}

// Who goes on where a token says nothing; as `default_choice` in strategies.py.
function usual(threads, last) {
  if (threads.includes(last)) return last;
  const later = threads.filter(thread => thread > last);
  return Math.min(...(later.length ? later : threads));
}

// A number as tokens spell it; as `_number` in token.py.
function packed(value, digits) {
  if (value < digits.length) return digits[value];
  let text = "";
  for (; value; value = Math.floor(value / digits.length)) text = digits[value % digits.length] + text;
  return "_" + digits[text.length] + text;
}

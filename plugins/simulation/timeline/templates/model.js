// From moments to what is drawn: rows, and for each thread, lock and variable what holds from which row to which.

const STILL = Infinity;

function fold(moments) {
  const model = { rows: [], lanes: [], holds: [], arrows: [], variables: [], prints: [], switches: [] };
  const lane = new Map(), open = new Map(), held = new Map(), woken = new Map(), named = new Map();

  function laneOf(thread, row) {
    if (!lane.has(thread)) {
      const one = { thread, name: "thread " + thread, born: row, ended: STILL, spans: [], rows: [] };
      lane.set(thread, one);
      model.lanes.push(one);
    }
    return lane.get(thread);
  }
  function close(thread, row) {
    const span = open.get(thread);
    if (span) { span.to = row; open.delete(thread); }
  }
  function change(effect, row) {
    const [kind, a, b, c] = effect;
    if (kind === "n") laneOf(a, row).name = b;
    else if (kind === "b") {
      const before = woken.get(a);
      if (b && before) {
        // It was told that it can go on, and somebody else was first.
        before.span.to = STILL;
        open.set(a, before.span);
        before.arrow.kind = "none";
      } else {
        close(a, row);
        const span = { from: row, to: STILL, kind: "waits" };
        laneOf(a, row).spans.push(span);
        open.set(a, span);
      }
      woken.delete(a);
    } else if (kind === "z") {
      const span = { from: row, to: STILL, kind: "sleeps" };
      laneOf(a, row).spans.push(span);
      open.set(a, span);
    } else if (kind === "e") laneOf(a, row).ended = row;
    else if (kind === "a") {
      const arrow = { row, from: a, to: b, kind: c };
      laneOf(b, row);
      model.arrows.push(arrow);
      const span = open.get(b);
      if (span && c !== "start") { close(b, row); woken.set(b, { span, arrow }); }
    } else if (kind === "+") {
      const hold = { thread: a, name: c, from: row, to: STILL, track: 0 };
      held.set(b, hold);
      model.holds.push(hold);
    } else if (kind === "-") {
      const hold = held.get(a);
      if (hold) { hold.to = row; held.delete(a); }
    } else if (kind === "v") {
      if (!named.has(a)) {
        const variable = { name: a, rows: [], values: [], wrote: [] };
        named.set(a, variable);
        model.variables.push(variable);
      }
      const variable = named.get(a);
      variable.rows.push(row); variable.values.push(b); variable.wrote.push(c);
    } else if (kind === "p") model.prints.push({ row, text: a });
  }

  for (const [thread, text, file, line, operation, seconds, effects, passive] of moments) {
    if (text) {
      const row = model.rows.length, one = laneOf(thread, row);
      const before = active(model.rows, row);
      if (!passive && before && before.thread !== thread) {
        const left = lane.get(before.thread);
        const could = left.ended === STILL && !open.has(before.thread);
        model.switches.push({ row, since: before.row, from: before.thread, to: thread, could });
      }
      model.rows.push({ row, thread, text, file, line, operation, seconds, passive, failed: effects.some(e => e[0] === "x") });
      one.rows.push(row);
      if (!passive) { close(thread, row); woken.delete(thread); }
    }
    const row = Math.max(0, model.rows.length - 1);
    for (const effect of effects) change(effect, row);
  }
  model.lanes.sort((a, b) => a.thread - b.thread);
  model.place = new Map(model.lanes.map((one, place) => [one.thread, place]));
  for (const one of model.lanes) one.starts = one.spans.map(span => span.from);
  model.arrows = model.arrows.filter(arrow => arrow.kind !== "none");
  model.arrowRows = model.arrows.map(arrow => arrow.row);
  model.switchRows = model.switches.map(one => one.row);
  const lengths = model.rows.map(row => row.text.length).sort((a, b) => a - b);
  model.usual = lengths[Math.floor(lengths.length * 0.95)] || 0;
  tracks(model);
  return model;
}

// The last row before `row` in which its thread really ran.
function active(rows, row) {
  for (let at = row - 1; at >= 0; at--) if (!rows[at].passive) return rows[at];
  return null;
}

// Locks that a thread holds at the same time stand beside each other.
function tracks(model) {
  const names = [...new Set(model.holds.map(hold => hold.name))];
  model.locks = names;
  model.most = 0;
  const now = new Map();
  for (const hold of model.holds) {
    const mine = (now.get(hold.thread) || []).filter(other => other.to > hold.from);
    while (mine.some(other => other.track === hold.track)) hold.track++;
    mine.push(hold);
    now.set(hold.thread, mine);
    hold.lock = names.indexOf(hold.name);
    model.most = Math.max(model.most, hold.track + 1);
  }
}

// How many of the sorted numbers are at most `value`.
function upTo(numbers, value) {
  let low = 0, high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle + 1; else high = middle;
  }
  return low;
}

function valuesAt(model, row) {
  const found = [];
  for (const variable of model.variables) {
    const count = upTo(variable.rows, row);
    if (count) found.push({ name: variable.name, value: variable.values[count - 1], now: variable.rows[count - 1] === row,
                            wrote: variable.wrote[count - 1] });
  }
  return found;
}

function heldAt(model, row) {
  return model.holds.filter(hold => hold.from <= row && row < hold.to);
}

// What a thread does at a row, and where it stands.
function threadAt(model, lane, row) {
  const rows = model.rows, count = upTo(lane.rows, row);
  const last = count ? rows[lane.rows[count - 1]] : null, next = count < lane.rows.length ? rows[lane.rows[count]] : null;
  const here = rows[row];
  if (row < lane.born) return { state: "not yet", place: null };
  if (here && here.thread === lane.thread && !here.passive) {
    const span = spanAt(lane, row);
    return { state: lane.ended <= row ? "ended" : span ? span.kind : "runs", place: here, what: here.text };
  }
  if (lane.ended <= row) return { state: "ended", place: null };
  const span = spanAt(lane, row);
  if (span) return { state: span.kind, place: last && last.line ? last : next, what: last ? last.text : "" };
  return { state: "ready", place: next && next.line ? next : last };
}

function spanAt(lane, row) {
  const span = lane.spans[upTo(lane.starts, row) - 1];
  return span && row < span.to ? span : null;
}

// The page: which run is looked at, which step, and what stands beside the lanes.

const texts = JSON.parse(document.getElementById("texts").textContent);
const runs = JSON.parse(document.getElementById("runs").textContent);
const at = id => document.getElementById(id);

function say(name, values) {
  return (texts[name] || name).replace(/\{(\w+)\}/g, (whole, key) => values && key in values ? String(values[key]) : whole);
}

const lanes = new Lanes(at("lanes"), at("heads"), told, row => go(row));
let run = null, model = null, row = 0, game = null, file = -1;

function place(where) { return where && where.line ? say("line", { line: where.line }) : ""; }

// A row in words, as a screen reader is told it.
function told(number) {
  const one = model.rows[number], name = model.lanes[model.place.get(one.thread)].name;
  const parts = [say("step", { n: run.skipped + number + 1 }), name + ": " + one.text];
  if (one.line) parts.push(place(one));
  if (number === lanes.mark) parts.push(texts.wrong);
  return parts.join(", ");
}

function open(index) {
  run = JSON.parse(at("run-" + index).textContent);
  file = -1;
  at("verdict").textContent = run.verdict;
  at("verdict").className = "verdict " + (run.verdict === "ok" ? "good" : "bad");
  at("headline").textContent = run.headline || (run.verdict === "ok" ? texts.nothing_wrong : "");
  at("because").replaceChildren(...run.because.map(fact => element("li", {}, fact)));
  for (const name of ["expected", "got", "rule", "traceback", "command", "told"]) {
    at(name).textContent = run[name] || "";
    at(name).closest(".fact").hidden = !run[name];
  }
  at("notes").replaceChildren(...(run.notes || []).map(note => element("li", {}, note)));
  at("missing").hidden = Boolean(run.moments.length);
  at("picture").hidden = !run.moments.length;
  at("skipped").hidden = !run.skipped && !run.cut;
  at("skipped").textContent = run.skipped ? say("skipped", { n: run.skipped }) : texts.cut;
  at("play").hidden = at("watch").hidden = !run.tree;
  lanes.offset = run.skipped;
  game = null;
  watch();
}

function watch() {
  game = null;
  press("watch");
  at("choices").hidden = at("way").hidden = true;
  document.body.classList.remove("playing");
  if (run.moments.length) show(fold(run.moments), run.mark, run.mark >= 0 ? run.mark : 0);
}

function play() {
  game = new Scheduler(run.tree);
  press("play");
  at("choices").hidden = at("way").hidden = false;
  document.body.classList.add("playing");
  at("size").textContent = run.tree.whole ? say("whole", { n: run.tree.paths, broken: run.tree.broken })
    : run.tree.preemptions >= 0 ? say("bounded", { nodes: run.tree.nodes.length, n: run.tree.preemptions })
    : say("partly", { nodes: run.tree.nodes.length });
  turn();
}

function press(name) {
  for (const one of ["watch", "play"]) at(one).setAttribute("aria-pressed", String(one === name));
}

function show(made, mark, start) {
  model = made;
  lanes.show(model, mark, game ? Boolean(game.end()) : !run.cut);
  const count = Math.max(1, model.rows.length);
  at("slider").max = count - 1;
  at("to-wrong").hidden = mark < 0;
  at("keys-wrong").hidden = mark < 0;
  at("locks").replaceChildren(...model.locks.map((name, number) => element("span", { class: "lock lock" + number % 4 }, name)));
  at("locks-held").hidden = !model.locks.length;
  at("files").replaceChildren(...run.files.map(([name], number) => element("option", { value: number }, name)));
  at("files").hidden = run.files.length < 2;
  go(Math.min(start, count - 1), true);
}

function go(wanted, quiet) {
  row = Math.max(0, Math.min(model.rows.length - 1, wanted));
  const one = model.rows[row];
  at("slider").value = Math.max(0, row);
  at("slider").setAttribute("aria-valuetext", one ? told(row) : "");
  at("where").textContent = say("of", { n: run.skipped + row + 1, all: run.skipped + model.rows.length });
  lanes.reveal(row);
  beside(one);
  if (!quiet) at("live").textContent = one ? told(row) + changes() : "";
}

function changes() {
  const now = valuesAt(model, row).filter(value => value.now && value.wrote);
  return now.length ? ". " + now.map(value => value.name + " = " + value.value).join(", ") : "";
}

// Threads, source, values and output at the step.
function beside(one) {
  const node = game && row === model.rows.length - 1 ? new Map(game.options().map(option => [option.thread, option])) : new Map();
  const standing = model.lanes.map((lane, number) => {
    const found = threadAt(model, lane, row), option = node.get(lane.thread);
    if (option && option.line) found.place = option;
    return { ...found, lane, number };
  });
  const held = heldAt(model, row);
  at("threads").replaceChildren(...standing.map(({ lane, number, state, place: where, what }) => {
    const locks = held.filter(hold => hold.thread === lane.thread).map(hold => hold.name);
    const doing = (state === "waits" || state === "runs") && what ? what : texts[state];
    return element("tr", { class: state === "runs" ? "now" : "" },
      element("th", { scope: "row", class: "ink" + number % COLOURS }, lane.name),
      element("td", {}, doing + (locks.length ? "; " + say("holds", { locks: locks.join(", ") }) : "")),
      element("td", {}, place(where)));
  }));
  const values = valuesAt(model, row);
  at("values").replaceChildren(...values.map(value => element("tr", { class: value.now ? "now" : "" },
    element("th", { scope: "row" }, value.name), element("td", {}, value.value))));
  at("values-box").hidden = !model.variables.length;
  const count = upTo(model.prints.map(print => print.row), row), printed = model.prints.slice(Math.max(0, count - 200), count);
  at("output").replaceChildren(...printed.map(print => element("div", { class: "ink" + model.place.get(model.rows[print.row].thread) % COLOURS }, print.text)));
  at("output").scrollTop = at("output").scrollHeight;
  at("output-box").hidden = !model.prints.length;
  const here = one && one.file >= 0 ? one.file : (standing.find(thread => thread.place && thread.place.file >= 0) || { place: { file: 0 } }).place.file;
  source(here, one, standing);
}

function source(number, one, standing) {
  const box = at("source");
  if (!run.files[number]) return;
  if (number !== file) {
    file = number;
    at("files").value = String(number);
    at("file-name").textContent = run.files[number][0];
    box.replaceChildren(...run.files[number][1].map((text, index) => element("div", { class: "line", "data-line": index + 1 },
      element("span", { class: "number", "aria-hidden": "true" }, String(index + 1)), element("code", {}, text || " "), element("span", { class: "chips" }))));
  }
  for (const line of box.querySelectorAll(".line.stands")) {
    line.classList.remove("stands", "now");
    line.lastChild.replaceChildren();
    line.removeAttribute("aria-current");
  }
  for (const thread of standing) {
    const line = thread.place && thread.place.file === file && thread.state !== "ended" ? box.children[thread.place.line - 1] : null;
    if (!line) continue;
    line.classList.add("stands");
    line.lastChild.append(element("span", { class: "chip ink" + thread.number % COLOURS }, thread.lane.name));
  }
  const current = one && one.file === file && box.children[one.line - 1];
  if (current) {
    current.classList.add("stands", "now");
    current.setAttribute("aria-current", "step");
    const top = current.offsetTop - box.offsetTop;
    if (top < box.scrollTop + 20 || top > box.scrollTop + box.clientHeight - 40) box.scrollTop = top - box.clientHeight / 2;
  }
}

// -- the reader chooses ------------------------------------------------------------------------------------------------

function turn(chosen) {
  const before = chosen === undefined ? 0 : model.rows.length;
  show(fold(game.moments()), -1, STILL);
  const end = game.end(), options = game.options(), names = new Map(run.tree.names);
  at("options").replaceChildren(...options.map((option, number) => {
    const does = option.text || (option.line ? place(option) : texts.begins);
    const button = element("button", { type: "button", class: "choice ink" + (model.place.get(option.thread) ?? option.thread) % COLOURS, "data-thread": option.thread },
      element("kbd", { "aria-hidden": "true" }, String(number + 1)), element("b", {}, names.get(option.thread)), element("span", {}, does + (option.text && option.line ? ", " + place(option) : "") + (option.held ? "" : " (" + texts.not_held + ")")));
    button.addEventListener("click", () => choose(option.thread));
    return button;
  }));
  at("question").hidden = !options.length;
  at("end").hidden = !end && !game.unknown();
  at("end").className = "end " + (!end ? "open" : end[0] === "ok" || end[2] ? "good" : "bad");
  at("end").textContent = end ? (end[0] === "ok" ? texts.held : end[2] ? texts.lucky : say("broken", { verdict: end[0], headline: end[1] })) : game.unknown() ? texts.unknown : "";
  at("back").disabled = at("again").disabled = !game.path.length;
  at("finish").disabled = !options.length;
  at("token").textContent = game.token();
  at("replay").textContent = run.tree.command.replace("{token}", game.token());
  if (chosen !== undefined) {
    const done = model.rows.slice(before).map((one, number) => told(before + number)).slice(-6).join(". ");
    const next = options.length ? say("who", { names: options.map(option => names.get(option.thread)).join(", ") }) : at("end").textContent;
    at("live").textContent = done + ". " + next;
  }
}

function choose(thread) {
  const focused = document.activeElement && document.activeElement.classList.contains("choice");
  game.choose(thread);
  turn(thread);
  if (focused) (at("options").firstElementChild || at("back")).focus();
}

// -- hands on --------------------------------------------------------------------------------------------------------------

function page() { return Math.max(1, Math.floor(at("lanes").clientHeight / lanes.height) - 2); }

const keys = {
  ArrowDown: () => go(row + 1), ArrowUp: () => go(row - 1), ArrowRight: () => go(row + 1), ArrowLeft: () => go(row - 1),
  j: () => go(row + 1), k: () => go(row - 1), PageDown: () => go(row + page()), PageUp: () => go(row - page()),
  Home: () => go(0), End: () => go(model.rows.length - 1), w: () => { if (lanes.mark >= 0) go(lanes.mark); },
  Backspace: () => { if (game && game.path.length) { game.back(); turn(null); } },
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !run || !run.moments.length) return;
  const target = event.target;
  if (target.closest("select, #source, #output, summary") || (target.closest("button, a") && (event.key === " " || event.key === "Enter"))) return;
  if (target.id === "slider" && event.key !== "w" && !/^[1-9]$/.test(event.key)) return;
  if (game && /^[1-9]$/.test(event.key)) {
    const option = game.options()[Number(event.key) - 1];
    if (option) { choose(option.thread); event.preventDefault(); }
  } else if (keys[event.key]) { keys[event.key](); event.preventDefault(); }
});

at("slider").addEventListener("input", () => go(Number(at("slider").value)));
for (const [id, act] of Object.entries({
  first: () => go(0), previous: () => go(row - 1), next: () => go(row + 1), last: () => go(model.rows.length - 1),
  "to-wrong": () => go(lanes.mark), watch, play,
  back: () => { game.back(); turn(null); }, again: () => { game.again(); turn(null); }, finish: () => { game.finish(); turn(null); },
  copy: async () => {
    try { await navigator.clipboard.writeText(at("replay").textContent); at("live").textContent = texts.copied; }
    catch { getSelection().selectAllChildren(at("replay")); }
  },
})) at(id).addEventListener("click", act);
at("files").addEventListener("change", () => {
  const standing = model.lanes.map((lane, number) => ({ ...threadAt(model, lane, row), lane, number }));
  source(Number(at("files").value), model.rows[row], standing);
});

const chooser = at("run");
chooser.replaceChildren(...runs.map((one, index) => element("option", { value: index }, (one.verdict === "ok" ? "\u2713 " : "\u2718 ") + one.name + (one.verdict === "ok" ? "" : " \u2014 " + one.verdict))));
chooser.addEventListener("change", () => open(Number(chooser.value)));
at("run-box").hidden = runs.length < 2;
if (runs.length) open(0);

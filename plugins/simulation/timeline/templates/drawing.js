// The lanes: time goes downwards, a row a step. Only the rows in sight are in the document, however many there are.

const SVG = "http://www.w3.org/2000/svg", COLOURS = 8, AROUND = 6, MOST_TRACKS = 3, LETTER = 8.5;

function element(name, attributes, ...children) {
  const one = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== null && value !== false) one.setAttribute(key, value === true ? "" : value);
  one.append(...children);
  return one;
}
function shape(name, attributes) {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  return one;
}

class Lanes {
  // `says(row)` returns what a screen reader is told of a row; `chosen(row)` is called with the row that was clicked.
  constructor(box, heads, says, chosen) {
    this.box = box; this.heads = heads; this.says = says;
    this.sheet = element("div", { class: "sheet", role: "presentation" });
    box.replaceChildren(this.sheet);
    this.model = null; this.current = 0; this.mark = -1; this.asked = false;
    box.addEventListener("scroll", () => this.soon(), { passive: true });
    box.addEventListener("click", event => {
      const row = event.target.closest("[data-row]");
      if (row) chosen(Number(row.dataset.row));
    });
    new ResizeObserver(() => { this.arrange(); this.draw(); }).observe(box);
  }

  // `over`: after the last row nothing comes any more, so who waits then waits for ever.
  show(model, mark, over) {
    this.model = model; this.mark = mark; this.over = over;
    this.arrange();
  }

  arrange() {
    const model = this.model, width = this.box.clientWidth;
    if (!model || !width) return;
    const count = Math.max(1, model.lanes.length), narrow = width < 560;
    this.height = narrow ? 34 : 36;
    this.gutter = (narrow ? 22 : 28) + 8 * String(this.offset + model.rows.length).length;
    this.width = width;
    const column = (width - this.gutter) / count;
    const bars = Math.min(MOST_TRACKS, Math.max(1, model.most));
    // A column a thread, where nearly all texts fit into two lines of it.
    this.columns = 2 * (column - 24 - 6 * bars) >= LETTER * Math.min(model.usual, 40);
    this.step = this.columns ? column : Math.max(7, Math.min(20, (width * 0.45 - this.gutter) / count));
    this.inset = this.columns ? 12 : this.step / 2;
    this.text = this.columns ? this.inset + 10 + 6 * bars : this.gutter + this.step * count + 12;
    this.sheet.style.height = model.rows.length * this.height + "px";
    this.heads.replaceChildren(...model.lanes.map((lane, place) => {
      const head = element("span", { class: "head ink" + place % COLOURS }, lane.name);
      if (this.columns) { head.style.left = this.gutter + place * this.step + "px"; head.style.width = this.step + "px"; }
      return head;
    }));
    this.heads.classList.toggle("legend", !this.columns);
  }

  x(place) { return this.gutter + place * this.step + this.inset; }

  soon() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => { this.asked = false; this.draw(); });
  }

  reveal(row) {
    this.current = row;
    const top = row * this.height, box = this.box, room = box.clientHeight;
    if (top < box.scrollTop + this.height || top > box.scrollTop + room - 2 * this.height)
      box.scrollTop = Math.max(0, top - room / 2);
    this.draw();
  }

  draw() {
    const model = this.model;
    if (!model || !this.width) return;
    const height = this.height, count = model.rows.length;
    const first = Math.max(0, Math.floor(this.box.scrollTop / height) - AROUND);
    const last = Math.min(count - 1, Math.ceil((this.box.scrollTop + this.box.clientHeight) / height) + AROUND);
    const picture = shape("svg", { width: this.width, height: Math.max(0, (last - first + 1) * height), "aria-hidden": "true", class: "ink" });
    picture.style.top = first * height + "px";
    const y = row => (row - first + 0.5) * height;
    this.drawLanes(picture, first, last, y);
    this.drawHolds(picture, first, last, y);
    this.drawArrows(picture, first, last, y);
    const rows = [];
    for (let row = first; row <= last; row++) rows.push(this.drawRow(model.rows[row], picture, y));
    this.sheet.replaceChildren(picture, ...rows);
    const now = this.sheet.querySelector("[aria-selected=true]");
    if (now) this.box.setAttribute("aria-activedescendant", now.id); else this.box.removeAttribute("aria-activedescendant");
  }

  drawLanes(picture, first, last, y) {
    const edge = (row, from) => y(Math.max(first - 1, Math.min(last + 1, row))) + (from || 0);
    this.model.lanes.forEach((lane, place) => {
      const x = this.x(place), end = Math.min(lane.ended, this.model.rows.length);
      if (lane.born > last || end < first) return;
      const add = (from, to, kind) => {
        if (from < to) picture.append(shape("line", { x1: x, x2: x, y1: from, y2: to, class: kind + " ink" + place % COLOURS }));
      };
      add(edge(lane.born), edge(end), "lane");
      for (let at = upTo(lane.rows, first - 1); at < lane.rows.length && lane.rows[at] <= last; at++) {
        const row = lane.rows[at];
        if (!this.model.rows[row].passive) add(y(row) - this.height / 2, y(row) + this.height / 2, "runs");
      }
      for (let at = upTo(lane.starts, last) - 1; at >= 0 && lane.spans[at].to >= first; at--) {
        const span = lane.spans[at];
        add(edge(span.from, this.height / 4), edge(Math.min(span.to, this.model.rows.length)), span.kind);
        if (this.over && span.to === STILL && last === this.model.rows.length - 1) {
          const bottom = y(last) + this.height / 2 - 6;
          picture.append(shape("path", { d: `M${x - 4} ${bottom - 4}l8 8m0 -8l-8 8`, class: "never" }));
        }
      }
      if (lane.ended >= first && lane.ended <= last)
        picture.append(shape("line", { x1: x - 6, x2: x + 6, y1: y(lane.ended) + this.height / 2 - 2, y2: y(lane.ended) + this.height / 2 - 2, class: "runs ink" + place % COLOURS }));
    });
  }

  drawHolds(picture, first, last, y) {
    for (const hold of this.model.holds) {
      if (hold.from > last || hold.to < first || hold.track >= MOST_TRACKS) continue;
      const x = this.x(this.model.place.get(hold.thread)) + 6 + 6 * hold.track;
      const from = y(Math.max(first - 1, hold.from)) - (hold.from >= first ? this.height / 2 - 3 : 0);
      const to = y(Math.min(last + 1, hold.to)) + (hold.to <= last ? this.height / 2 - 3 : 0);
      picture.append(shape("rect", { x, y: from, width: 4, height: Math.max(4, to - from), rx: 2, class: "lock" + hold.lock % 4 }));
    }
  }

  drawArrows(picture, first, last, y) {
    const model = this.model;
    const between = (list, rows) => list.slice(upTo(rows, first - 2), upTo(rows, last + 1));
    for (const one of between(model.switches, model.switchRows)) {
      const from = this.x(model.place.get(one.from)), to = this.x(model.place.get(one.to));
      const top = y(one.row - 1) + this.height / 2 - 4, bottom = y(one.row) - this.height / 2 + 6;
      picture.append(shape("path", { d: `M${from} ${top}C${from} ${bottom + 4} ${to} ${top - 4} ${to} ${bottom}`, class: one.could ? "switch taken" : "switch" }));
    }
    for (const one of between(model.arrows, model.arrowRows)) {
      const from = this.x(model.place.get(one.from)), to = this.x(model.place.get(one.to)), at = y(one.row) + this.height / 2 - 3;
      const back = to > from ? -5 : 5;
      picture.append(shape("path", { d: `M${from} ${at}H${to}m${back} -3l${-back} 3l${back} 3`, class: "wakes" }));
      picture.append(shape("circle", { cx: from, cy: at, r: 2.5, class: "wakes" }));
    }
  }

  drawRow(row, picture, y) {
    const place = this.model.place.get(row.thread), now = row.row === this.current, wrong = row.row === this.mark;
    const kind = ["row", now && "now", wrong && "wrong", row.row > this.current && "later", row.passive && "passive"].filter(Boolean).join(" ");
    const one = element("div", { class: kind, role: "option", id: "row-" + row.row, "data-row": row.row, "aria-selected": String(now),
      "aria-setsize": this.model.rows.length, "aria-posinset": row.row + 1, "aria-label": this.says(row.row) });
    one.style.top = row.row * this.height + "px";
    one.style.height = this.height + "px";
    const number = element("span", { class: "number" }, String(this.offset + row.row + 1));
    number.style.width = this.gutter - 12 + "px";
    const text = element("span", { class: "what ink" + place % COLOURS });
    const words = element("span", {}, (wrong ? "\u2718 " : "") + row.text);
    if (!this.columns) words.prepend(element("b", {}, this.model.lanes[place].name), " ");
    text.append(words);
    text.style.left = (this.columns ? this.gutter + place * this.step + this.text : this.text) + "px";
    text.style.width = (this.columns ? this.step - this.text - 2 : this.width - this.text - 4) + "px";
    one.append(number, text);
    picture.append(shape("circle", { cx: this.x(place), cy: y(row.row), r: row.passive ? 3 : 4.5, class: (row.passive ? "dot hollow" : "dot") + " ink" + place % COLOURS }));
    return one;
  }
}

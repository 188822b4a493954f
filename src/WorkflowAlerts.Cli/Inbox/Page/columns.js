"use strict";

// One column a destination, the newest message first. Only the newest few of each are drawn; the rest waits until somebody asks for it.
const Columns = (() => {
  const { make, number } = Dom;
  const step = 30;
  const messages = new Map();
  const columns = new Map();
  const drawn = new Map();
  let filter = { q: "", to: "", about: "" };
  let simulated = false;
  let chosenTab = null;
  let whenColumn = () => {};

  function start(isSimulated, onColumn) {
    [simulated, whenColumn] = [isSimulated, onColumn];
  }

  function clear() {
    messages.clear();
    columns.clear();
    drawn.clear();
    chosenTab = null;
    document.getElementById("messages").replaceChildren();
    document.getElementById("tabs").replaceChildren();
  }

  function put(message) {
    const known = messages.get(message.id);
    messages.set(message.id, { ...message, words: known?.words ?? words(message) });
    drawn.get(message.id)?.update(message);
    column(message.destination, message.kind).stale = true;
  }

  function column(name, kind) {
    if (!columns.has(name)) {
      const count = make("span", { class: "count" });
      const list = make("div", { class: "list" });
      const older = make("button", { type: "button", class: "older", hidden: true });
      const nothing = make("p", { class: "nothing" });
      const element = make("section", { class: "column", "aria-label": `${name}, ${kind}` },
        make("h2", {}, make("span", { class: "platform", "data-kind": kind }, kind), make("span", { class: "name" }, name), count), list, nothing, older);
      const added = { name, kind, element, list, count, older, nothing, most: step, stale: true };
      older.addEventListener("click", () => { added.most += step; added.stale = true; draw(); });
      columns.set(name, added);
      insert(document.getElementById("messages"), element, name);
      insert(document.getElementById("tabs"), make("button", { type: "button", "aria-pressed": "false", onclick: () => { chosenTab = name; tab(name); } }, name), name);
      tab(chosenTab ?? document.getElementById("messages").firstElementChild.dataset.name);
      whenColumn(name);
    }

    return columns.get(name);
  }

  // By name, so that no column jumps aside when another one gets its first message.
  function insert(parent, element, name) {
    element.dataset.name = name;
    parent.insertBefore(element, [...parent.children].find(other => other.dataset.name > name) ?? null);
  }

  function tab(name) {
    for (const { name: other, element } of columns.values()) {
      element.classList.toggle("shown", other === name);
    }

    for (const button of document.querySelectorAll("#tabs button")) {
      button.setAttribute("aria-pressed", String(button.textContent === name));
    }
  }

  function draw() {
    let shown = 0;
    for (const one of columns.values()) {
      one.element.hidden = filter.to !== "" && filter.to !== one.name;
      if (one.stale) {
        fill(one);
      }

      shown += one.element.hidden ? 0 : one.matching;
    }

    document.getElementById("tabs").hidden = columns.size < 2 || filter.to !== "";
    document.getElementById("empty").hidden = messages.size > 0;
    return { shown, all: messages.size };
  }

  function fill(one) {
    const matching = [...messages.values()].filter(message => message.destination === one.name && matches(message)).sort((a, b) => b.id - a.id);
    const wanted = matching.slice(0, one.most);
    const kept = new Set(wanted.map(message => message.id));
    one.matching = matching.length;
    for (const child of [...one.list.children]) {
      if (!kept.has(Number(child.dataset.id))) {
        drawn.delete(Number(child.dataset.id));
        child.remove();
      }
    }

    // What is there stays where it is, with its focus and its place on the screen.
    let before = one.list.firstElementChild;
    for (const message of wanted) {
      if (before !== null && Number(before.dataset.id) === message.id) {
        before = before.nextElementSibling;
        continue;
      }

      const card = MessageCard.create(message, simulated);
      card.element.dataset.id = message.id;
      drawn.set(message.id, card);
      one.list.insertBefore(card.element, before);
    }

    // One message of each column is in the tab order; j and k go on from there.
    const focusable = one.list.querySelector("article[tabindex='0']") ?? one.list.firstElementChild;
    focusable?.setAttribute("tabindex", "0");
    one.count.textContent = number(matching.length);
    one.nothing.textContent = matching.length === 0 ? "No message matches the filter." : "";
    one.older.hidden = matching.length <= one.most;
    one.older.textContent = `Show older messages (${number(matching.length - one.most)} more)`;
    one.stale = false;
  }

  function matches(message) {
    return (filter.about === "" || message.subject === filter.about) && filter.q.toLowerCase().split(/\s+/).every(word => message.words.includes(word));
  }

  // Everything that a person could look for: what the message says, whom it went to, and how that went.
  function words(message) {
    const texts = [message.destination, message.kind, message.runId ?? "", `#${message.id}`];
    JSON.parse(message.body, (_, value) => { if (typeof value === "string") { texts.push(value); } return value; });
    return texts.join(" ").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").toLowerCase();
  }

  function select(changed) {
    filter = changed;
    columns.forEach(one => { one.stale = true; one.most = step; });
    return draw();
  }

  // Brings a message into view; false where it is not here (any more).
  function reveal(id) {
    const message = messages.get(id);
    if (!message || !matches(message) || (filter.to !== "" && filter.to !== message.destination)) {
      return false;
    }

    const one = columns.get(message.destination);
    one.most = Math.max(one.most, [...messages.values()].filter(other => other.destination === one.name && other.id >= id && matches(other)).length);
    one.stale = true;
    draw();
    chosenTab = one.name;
    tab(one.name);
    document.querySelectorAll(".message.pointed").forEach(other => other.classList.remove("pointed"));
    const { element } = drawn.get(id);
    element.classList.add("pointed");
    focus(element);
    element.scrollIntoView({ block: "center" });
    return true;
  }

  function focus(article) {
    article.closest(".list").querySelectorAll("article[tabindex='0']").forEach(other => other.setAttribute("tabindex", "-1"));
    article.setAttribute("tabindex", "0");
    article.focus({ preventScroll: true });
  }

  return { start, clear, put, column, draw, select, reveal, focus, has: id => messages.has(id), redraw: () => drawn.forEach(card => card.draw()) };
})();

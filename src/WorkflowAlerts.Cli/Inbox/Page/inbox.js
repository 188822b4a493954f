"use strict";

// The page's straight line: hear of changes, put them into the columns, draw them, and say so.
(() => {
  const at = id => document.getElementById(id);
  const { make, number } = Dom;
  const controls = { q: at("q"), to: at("to"), about: at("about-filter") };
  let pointed = null;
  let simulated = false;
  let scheduled = false;
  let dropped = 0;
  let ended = false;
  let unheard = [];
  let hearing = null;
  let lasting = null;

  function listen() {
    const events = new EventSource("events");
    const on = (name, hear) => events.addEventListener(name, event => hear(JSON.parse(event.data)));
    on("greeting", greeted);
    on("message", arrived);
    on("state", state => { Pipeline.show(at("pipeline"), state); Actions.state(state.on); told(state.notice ?? null); state.destinations.forEach(to => Columns.column(to.name, to.kind)); });
    on("current", notKept => { dropped = notKept; draw(); });
    on("end", ({ said }) => { ended = true; events.close(); connection("ended", said); told(null); Actions.end(); });
    events.onopen = () => connection("live", "Live");
    events.onerror = () => {
      if (!ended) {
        connection("lost", "Connection lost, trying again …");
        // A browser gives up by itself after an answer that is no stream.
        if (events.readyState === EventSource.CLOSED) {
          setTimeout(listen, 2000);
        }
      }
    };
  }

  function greeted({ title, about, simulated: isSimulated, fresh, actions }) {
    if (fresh) {
      Columns.clear();
      controls.to.replaceChildren(make("option", { value: "" }, "All destinations"));
    }

    simulated = isSimulated;
    document.title = `${title}: Workflow Alerts`;
    [at("title").textContent, at("about").textContent] = [title, about];
    Columns.start(simulated, name => { controls.to.append(make("option", { value: name }, name)); controls.to.value = Address.read().filter.to; });
    Actions.show(at("actions"), actions, at("notice"));
  }

  function arrived(message) {
    if (!Columns.has(message.id)) {
      unheard.push(message);
      hearing ??= setTimeout(announce, 2500);
    }

    Columns.put(message);
  }

  // Not every message by itself: who hears the page could hear nothing else.
  function announce() {
    const newest = unheard.at(-1);
    at("announcer").textContent = unheard.length === 1 ? `New message in ${newest.destination}: ${MessageCard.headline(newest)}` : `${unheard.length} new messages, the newest in ${newest.destination}: ${MessageCard.headline(newest)}`;
    [unheard, hearing] = [[], null];
  }

  function draw() {
    if (!scheduled) {
      scheduled = true;
      requestAnimationFrame(() => {
        scheduled = false;
        count(Columns.draw());
        point();
      });
    }
  }

  function count({ shown, all }) {
    at("count").textContent = all === 0 ? "" : `${shown === all ? number(all) : `${number(shown)} of ${number(all)}`} messages${dropped > 0 ? `; ${number(dropped)} older ones are no longer kept` : ""}`;
  }

  // The message in the address may still be on its way.
  function point() {
    const { id } = Address.read();
    if (id !== pointed && id !== null && (Columns.reveal(id) || at("connection").dataset.state === "ended")) {
      pointed = id;
    }
  }

  function connection(state, words) {
    at("connection").dataset.state = state;
    at("connection").textContent = words;
  }

  // What an action said stays until something else is to be known.
  function told(notice) {
    if (notice !== lasting) {
      at("notice").textContent = notice ?? "";
      at("notice").hidden = notice === null;
      at("notice").classList.remove("bad");
      lasting = notice;
    }
  }

  function filtered() {
    const filter = { q: controls.q.value.trim(), to: controls.to.value, about: controls.about.value };
    Address.write({ id: null, filter });
    pointed = null;
    count(Columns.select(filter));
  }

  function moved() {
    const { filter, id } = Address.read();
    pointed = null;
    [controls.q.value, controls.to.value, controls.about.value] = [filter.q, filter.to, filter.about];
    count(Columns.select(filter));
    point();
    if (id !== null && pointed === null && Columns.draw().all > 0) {
      told(`Message ${id} is not here: it is no longer kept, or has not arrived.`);
    }
  }

  Object.entries(MessageCard.subjects).forEach(([value, words]) => controls.about.append(make("option", { value }, words)));
  at("theme").value = Theme.chosen;
  at("theme").addEventListener("change", () => Theme.choose(at("theme").value));
  Theme.whenChanged(Columns.redraw);
  at("filter").addEventListener("input", filtered);
  at("filter").addEventListener("submit", event => event.preventDefault());
  addEventListener("hashchange", moved);
  Keys.start();
  moved();
  listen();
})();

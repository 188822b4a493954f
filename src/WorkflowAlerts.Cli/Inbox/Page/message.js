"use strict";

// One message: as its platform shows it, with its size, how its delivery went, and the JSON as it was sent.
const MessageCard = (() => {
  const { make, number, span, stamp, when } = Dom;
  const subjects = {
    Failed: "Failed", Canceled: "Canceled", StoppedByHand: "Stopped by hand", Recovered: "Works again", Digest: "Digest", Expectation: "Late or missing", Report: "Workflow Alerts itself",
  };

  function create(message, simulated) {
    const body = parsed(message.body);
    const view = make("div", { class: "message-body" });
    const head = make("header", { class: "message-head" });
    const facts = make("p", { class: "message-facts" });
    const more = make("button", { type: "button", class: "more", hidden: true, onclick: () => unfold(view, more) }, "Show the whole message");
    const element = make("article", { class: "message", id: `message-${message.id}`, tabindex: "-1", "aria-label": `Message ${message.id} in ${message.destination}: ${headline(message)}` },
      head, view, more, make("footer", {}, facts, raw(message, body)));

    function draw() {
      view.replaceChildren(body === null ? make("p", {}, "This body is no JSON.") : Chats[message.kind].draw(body, message.at));
      requestAnimationFrame(() => {
        more.hidden = view.classList.contains("unfolded") || view.scrollHeight <= view.clientHeight + 4;
        view.classList.toggle("cut", !more.hidden);
      });
    }

    function update(changed) {
      message = changed;
      element.dataset.subject = message.subject ?? "";
      head.replaceChildren(...heading(message));
      facts.replaceChildren(...delivery(message, simulated));
      facts.dataset.state = simulated ? "Simulated" : message.delivery?.state ?? "Open";
    }

    update(message);
    draw();
    return { element, update, draw };
  }

  function unfold(view, more) {
    view.classList.remove("cut");
    view.classList.add("unfolded");
    more.hidden = true;
  }

  function heading(message) {
    const share = Math.min(100, message.bytes / message.limit * 100);
    const fill = make("span", {});
    fill.style.width = `${share}%`;
    return [
      make("a", { class: "message-id", href: `#/message/${message.id}`, title: "The address of this message", "aria-label": `Message ${message.id}: its address` }, `#${message.id}`),
      make("time", { datetime: message.at, title: stamp(message.at) }, when(message.at)),
      message.subject ? make("span", { class: "chip", "data-subject": message.subject }, subjects[message.subject] ?? message.subject) : null,
      message.repeatOf ? make("span", { class: "chip repeat" }, "Repeat of ", make("a", { href: `#/message/${message.repeatOf}` }, `#${message.repeatOf}`))
        : message.delivery?.possibleRepeat ? make("span", { class: "chip repeat", title: "An earlier send may have arrived" }, "Possible repeat") : null,
      make("span", { class: "size", title: `${number(message.bytes)} bytes; a message for ${message.kind} is made with at most ${number(message.limit)}` },
        `${number(message.bytes)} of ${number(message.limit)} B`, make("span", { class: "gauge", "aria-hidden": "true" }, fill)),
    ].filter(part => part !== null);
  }

  const beginnings = { Digest: "the first of its runs ended", Report: "it was noticed" };

  function delivery(message, simulated) {
    if (simulated) {
      return [make("b", {}, "Not sent"), message.endedAt ? ` The run ended at ${stamp(message.endedAt)}.` : ""];
    }

    const done = message.delivery;
    if (!done) {
      return [make("b", {}, "Arrived"), " No answer is on record yet."];
    }

    const latency = message.endedAt ? (new Date(message.at) - new Date(message.endedAt)) / 1000 : null;
    const states = { Delivered: "Delivered", Refused: "Refused", GaveUp: "Given up" };
    return [
      make("b", {}, states[done.state] ?? done.state), ` at attempt ${done.attempts}: ${done.answer}.`,
      latency !== null && latency >= 0 ? ` ${span(latency)} after ${beginnings[message.subject] ?? "the run ended"}.` : "",
    ];
  }

  function raw(message, body) {
    const chat = Chats[message.kind];
    const pretty = body === null ? message.body : JSON.stringify(body, null, 2);
    const copied = make("span", { class: "copied", role: "status" });
    const details = make("details", { class: "raw" }, make("summary", {}, "JSON"));
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) {
        details.append(
          make("p", { class: "raw-tools" },
            make("button", { type: "button", onclick: () => copy(pretty, copied) }, "Copy the JSON"), copied,
            make("span", {}, `To change it, paste ${chat.paste} into ${chat.designer}, ${chat.address}.`)),
          make("pre", { tabindex: "0", role: "region", "aria-label": `JSON of message ${message.id}` }, make("code", {}, pretty)));
      }
    });
    return details;
  }

  async function copy(text, copied) {
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = "Copied.";
    } catch {
      copied.textContent = "The browser does not allow it: select the text below.";
    }
  }

  function parsed(body) {
    try {
      return JSON.parse(body);
    } catch {
      return null;
    }
  }

  // The first line of what a person sees, for whoever hears the page and does not see it.
  function headline(message) {
    const body = parsed(message.body);
    const words = (body && Chats[message.kind].headline(body)) ?? "a message";
    return words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  }

  return { create, headline, subjects };
})();

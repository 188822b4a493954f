"use strict";

// The pipeline as a picture: Amperity, the queue, the routes, the destinations, and what was delivered per minute.
const Pipeline = (() => {
  const { make, number, span, when } = Dom;

  function show(section, state) {
    section.hidden = false;
    section.replaceChildren(
      make("div", { class: "flow" },
        step("Amperity", null, ...state.tenants.flatMap(tenant => [
          make("p", {}, make("b", {}, tenant.name)),
          make("p", {}, tenant.readTo ? `read to ${when(tenant.readTo)}` : "not read yet", tenant.lagSeconds !== null && tenant.lagSeconds !== undefined ? make("span", { class: tenant.lagSeconds > 120 ? "bad" : "faint" }, `, ${span(tenant.lagSeconds)} ago`) : ""),
        ]), typeof state.runsEnded === "number" ? make("p", {}, `${number(state.runsEnded)} runs ended`) : null),
        arrow(),
        step("Queue", null, figure(state.queue, "waiting", state.queue > 50), figure(state.poison, "poisoned", state.poison > 0)),
        arrow(),
        step("Route", null, figure(state.alerts.customer, "for the customer"), figure(state.alerts.platform, "for the platform"), figure(state.alerts.neither, "for neither")),
        arrow(),
        step("Destinations", "wide", make("table", { class: "destinations" },
          make("thead", { class: "unseen" }, make("tr", {}, ...["Destination", "Kind", "Delivered", "Notes"].map(name => make("th", { scope: "col" }, name)))),
          make("tbody", {}, ...state.destinations.map(destination)))),
        plot(state.perMinute)));
  }

  function step(name, style, ...content) {
    return make("div", { class: `step ${style ?? ""}` }, make("h2", {}, name), ...content);
  }

  function arrow() {
    return make("svg", { class: "arrow", viewBox: "0 0 20 12", "aria-hidden": "true" }, make("path", { d: "M0 6h17M12 1l6 5-6 5" }));
  }

  function figure(value, words, bad) {
    return make("p", { class: bad ? "bad" : "" }, make("b", {}, number(value)), ` ${words}`);
  }

  function destination(to) {
    const notes = [to.trouble, to.again ? `${number(to.again)} sent again` : null, to.refused ? `${number(to.refused)} refused` : null].filter(note => note);
    return make("tr", { class: to.trouble || to.refused ? "bad" : "" },
      make("th", { scope: "row" }, to.name), make("td", { class: "faint" }, to.kind), make("td", { class: "figure" }, make("b", {}, number(to.delivered))), make("td", {}, notes.join(", ")));
  }

  function plot(counts) {
    if (!counts?.length) {
      return null;
    }

    const most = Math.max(...counts, 1);
    const [width, height] = [counts.length * 8, 44];
    const bars = counts.map((count, i) => {
      const tall = count === 0 ? 1 : Math.max(3, count / most * height);
      return make("rect", { x: i * 8 + 1, y: height - tall, width: 6, height: tall, rx: 1, class: count === 0 ? "none" : "" }, make("title", {}, `${minutesAgo(counts.length - 1 - i)}: ${count}`));
    });
    const now = counts.at(-1);
    return make("div", { class: "step plot" }, make("h2", {}, "Delivered per minute"),
      make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Delivered per minute: ${now} in the last minute, at most ${most} in the last ${counts.length} minutes` }, ...bars),
      make("p", { class: "faint" }, `${number(now)} in the last minute, at most ${number(Math.max(...counts))}`));
  }

  function minutesAgo(minutes) {
    return minutes === 0 ? "the last minute" : `${minutes} min ago`;
  }

  return { show };
})();

"use strict";

// Makes elements. Text goes in as text and never as HTML: nothing that somebody wrote into a workflow's name can become an element.
const Dom = (() => {
  const svgNames = new Set(["svg", "rect", "line", "path", "title", "g"]);

  function make(name, properties = {}, ...children) {
    const element = svgNames.has(name) ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith("on")) {
        element.addEventListener(key.slice(2), value);
      } else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(key, value === true ? "" : value);
      }
    }

    element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
    return element;
  }

  const numbers = new Intl.NumberFormat("en");
  return {
    make,
    number: value => numbers.format(value),
    when(iso) {
      const at = new Date(iso);
      const day = at.toDateString() === new Date().toDateString() ? "" : `${at.toLocaleDateString("en", { month: "short", day: "numeric" })} `;
      return day + at.toLocaleTimeString("en-GB");
    },
    stamp: iso => `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`,
    span(seconds) {
      const s = Math.max(0, seconds);
      return s < 60 ? `${s < 10 ? s.toFixed(1) : Math.round(s)} s` : s < 3600 ? `${Math.floor(s / 60)} min ${Math.round(s % 60)} s` : `${Math.floor(s / 3600)} h ${Math.round((s % 3600) / 60)} min`;
    },
  };
})();

// How each kind of chat draws its messages, by its name; each adds itself.
const Chats = {};

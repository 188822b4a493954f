"use strict";

// Draws the messages of a file of its own, and notes how high they are, so that a picture can be cut to fit.
(() => {
  const { make } = Dom;
  const { captions, messages } = JSON.parse(document.getElementById("messages").textContent);

  function draw() {
    document.getElementById("picture").replaceChildren(...messages.map(({ destination, kind, body }) => {
      const message = JSON.parse(body);
      const card = Chats[kind].draw(message);
      return make("section", { "aria-label": destination }, captions ? make("h2", {}, `${destination} (${kind})`) : null, card);
    }));
    document.documentElement.style.backgroundColor = getComputedStyle(document.querySelector("#picture > :last-child > :last-child")).backgroundColor;
    document.documentElement.dataset.height = Math.ceil(document.getElementById("picture").getBoundingClientRect().height);
  }

  draw();
  Theme.whenChanged(draw);
})();

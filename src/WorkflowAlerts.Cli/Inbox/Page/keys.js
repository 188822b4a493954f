"use strict";

// Keys for whoever has no hand at the mouse. They are silent while somebody writes.
const Keys = (() => {
  function start() {
    document.addEventListener("keydown", pressed => {
      const writing = pressed.target.closest("input, select, textarea, pre");
      if (pressed.key === "Escape" && pressed.target.id === "q") {
        pressed.target.value = "";
        pressed.target.dispatchEvent(new Event("input", { bubbles: true }));
        pressed.target.blur();
      } else if (!writing && !pressed.ctrlKey && !pressed.metaKey && !pressed.altKey && act(pressed.key)) {
        pressed.preventDefault();
      }
    });
  }

  function act(key) {
    switch (key) {
      case "/": document.getElementById("q").focus(); return true;
      case "j": return move(1);
      case "k": return move(-1);
      case "l": return aside(1);
      case "h": return aside(-1);
      case "ArrowDown": return document.activeElement.closest("article") === document.activeElement && move(1);
      case "ArrowUp": return document.activeElement.closest("article") === document.activeElement && move(-1);
      default: return false;
    }
  }

  function current() {
    return document.activeElement?.closest("article") ?? null;
  }

  function visible() {
    return [...document.querySelectorAll(".column")].filter(column => column.offsetParent !== null && column.querySelector("article"));
  }

  function move(by) {
    const article = current();
    const next = article === null ? visible()[0]?.querySelector("article") : by > 0 ? article.nextElementSibling : article.previousElementSibling;
    return go(next);
  }

  function aside(by) {
    const columns = visible();
    const at = columns.indexOf(current()?.closest(".column"));
    return go(columns[at < 0 ? 0 : at + by]?.querySelector("article[tabindex='0']"));
  }

  function go(article) {
    if (article) {
      Columns.focus(article);
      article.scrollIntoView({ block: "nearest" });
    }

    return true;
  }

  return { start };
})();

"use strict";

// Before anything is drawn, so that a dark page never flashes white. What was chosen is remembered; "system" follows the system.
const Theme = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const listeners = [];
  let chosen = read();

  function read() {
    const fixed = document.documentElement.dataset.fixed;
    if (fixed) {
      return fixed;
    }

    try {
      return localStorage.getItem("theme") ?? "system";
    } catch {
      return "system";
    }
  }

  function isDark() {
    return chosen === "dark" || (chosen === "system" && dark.matches);
  }

  function apply() {
    document.documentElement.dataset.theme = isDark() ? "dark" : "light";
    listeners.forEach(listener => listener());
  }

  dark.addEventListener("change", apply);
  apply();
  return {
    isDark,
    get chosen() { return chosen; },
    choose(theme) {
      chosen = theme;
      try {
        localStorage.setItem("theme", theme);
      } catch {
        // A browser that keeps nothing still shows it now.
      }

      apply();
    },
    whenChanged(listener) { listeners.push(listener); },
  };
})();

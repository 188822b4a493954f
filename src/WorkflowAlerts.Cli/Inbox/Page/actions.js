"use strict";

// The buttons of the demo. Only this page may press them: the server asks for a header that no other site can send.
const Actions = (() => {
  const { make } = Dom;

  function show(section, actions, notice) {
    section.hidden = actions.length === 0;
    section.replaceChildren(...Object.entries(Object.groupBy(actions, action => action.group)).map(([group, members]) =>
      make("div", { class: "group", role: "group", "aria-label": group }, make("h2", {}, group), ...members.map(action => button(action, notice)))));
  }

  function button(action, notice) {
    const pressed = make("button", {
      type: "button", id: `action-${action.name}`, title: action.help, "aria-pressed": action.switch ? "false" : null,
      onclick: () => press(action, pressed, notice),
    }, action.label);
    return pressed;
  }

  async function press(action, pressed, notice) {
    pressed.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`actions/${action.name}`, { method: "POST", headers: { "X-Workflow-Alerts": "page" } });
      say(notice, (await answer.json()).said, !answer.ok);
    } catch {
      say(notice, `"${action.label}" did not reach the program. Is it still running?`, true);
    } finally {
      pressed.removeAttribute("aria-busy");
    }
  }

  function say(notice, sentence, bad) {
    notice.textContent = sentence;
    notice.classList.toggle("bad", bad);
    notice.hidden = false;
  }

  function state(on) {
    document.querySelectorAll("#actions button[aria-pressed]").forEach(pressed => pressed.setAttribute("aria-pressed", String(on.includes(pressed.id.slice("action-".length)))));
  }

  function end() {
    document.querySelectorAll("#actions button").forEach(pressed => { pressed.disabled = true; });
  }

  return { show, state, end };
})();

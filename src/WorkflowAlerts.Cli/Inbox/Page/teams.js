"use strict";

// Draws an Adaptive Card with Microsoft's own renderer, set up as Teams sets it up.
Chats.Teams = (() => {
  const { make } = Dom;

  function draw(message) {
    if (typeof AdaptiveCards === "undefined") {
      return make("p", { class: "teams" }, "This program was built without Microsoft's card renderer, so the card shows as JSON only. Install Node.js 20 or later and build again.");
    }

    const frame = make("div", { class: "teams" });
    for (const { content } of message.attachments ?? []) {
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = new AdaptiveCards.HostConfig(TeamsHost.configuration(Theme.isDark()));
      card.onExecuteAction = action => open(action.url);
      card.parse(prepared(content));
      const drawn = card.render();
      drawn.classList.add("teams-card");
      drawn.removeAttribute("tabindex");
      frame.append(drawn);
    }

    return frame;
  }

  function open(url) {
    if (/^https:/i.test(url ?? "")) {
      window.open(url, "_blank", "noopener,noreferrer");
    }
  }

  // The renderer would turn markdown into HTML. Runs of text look the same and can never be an element.
  function prepared(content) {
    const names = (content.msteams?.entities ?? []).filter(entity => entity.type === "mention").map(entity => entity.text);
    return walk(content, element => element.type !== "TextBlock" ? element
      : { type: "RichTextBlock", spacing: element.spacing, separator: element.separator, inlines: runs(element.text ?? "", names).map(run => ({ ...dress(element), ...run })) });
  }

  function walk(value, change) {
    if (Array.isArray(value)) {
      return value.map(part => walk(part, change));
    }

    return value && typeof value === "object" ? change(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part, change)]))) : value;
  }

  function dress({ size, weight, color, isSubtle, fontType }) {
    return { type: "TextRun", size, weight, color, isSubtle, fontType };
  }

  // The markdown that Teams knows in a TextBlock, and its mentions: only text that an entity names is one.
  // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
  function runs(text, names) {
    const pattern = /<at>[^<]*<\/at>|\*\*([^*]+)\*\*|_([^_]+)_|\[([^\]]+)\]\((https:[^)\s]+)\)/g;
    const found = [];
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      const [whole, bold, italic, label, url] = match;
      found.push({ text: text.slice(from, match.index) });
      found.push(bold ? { text: bold, weight: "Bolder" } : italic ? { text: italic, italic: true }
        : url ? { text: label, selectAction: { type: "Action.OpenUrl", url } }
        : { text: whole.slice(4, -5), ...(names.includes(whole) ? { color: "Accent" } : {}) });
      from = match.index + whole.length;
    }

    return [...found, { text: text.slice(from) }].filter(run => run.text !== "");
  }

  function headline(message) {
    const band = message.attachments?.[0]?.content?.body?.[0];
    return (band?.items ?? [band])[0]?.inlines?.map(run => run.text).join("");
  }

  return { draw, headline, designer: "the Adaptive Cards designer", address: "adaptivecards.microsoft.com/designer", paste: 'the part "content"' };
})();

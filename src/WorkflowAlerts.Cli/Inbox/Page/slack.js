"use strict";

// Draws a Slack message as Slack does, as far as this product sends it: header, section, fields, context, divider, links, and an attachment's colour bar.
// https://docs.slack.dev/messaging/formatting-message-text and https://docs.slack.dev/reference/block-kit/blocks
Chats.Slack = (() => {
  const { make } = Dom;
  const colours = { good: "#2eb67d", warning: "#ecb22e", danger: "#e01e5a" };

  function draw(message, at) {
    const content = message.blocks?.length ? message.blocks.map(block) : [make("p", { class: "slack-section" }, ...formatted(message.text ?? "", message.mrkdwn !== false))];
    return make("div", { class: "slack" },
      make("span", { class: "slack-avatar", "aria-hidden": "true" }, "WA"),
      make("div", { class: "slack-content" },
        make("p", { class: "slack-author" }, make("b", {}, "Workflow Alerts"), " ", make("span", { class: "slack-app" }, "APP"), " ", at ? make("span", { class: "slack-time" }, Dom.when(at)) : ""),
        ...content, ...(message.attachments ?? []).map(attachment)));
  }

  function attachment(part) {
    const colour = colours[part.color] ?? (/^#[0-9a-f]{6}$/i.test(part.color ?? "") ? part.color : "#8a8886");
    const bar = make("span", { class: "slack-bar" });
    bar.style.backgroundColor = colour;
    return make("div", { class: "slack-attachment" }, bar,
      make("div", { class: "slack-attached" }, ...(part.blocks ?? []).map(block), part.blocks ? null : make("p", {}, ...formatted(part.text ?? part.fallback ?? "", true))));
  }

  function block(part) {
    switch (part.type) {
      case "header":
        return make("p", { class: "slack-header" }, ...text(part.text));
      case "section":
        return make("div", { class: "slack-section" },
          part.text ? make("div", {}, ...text(part.text)) : null,
          part.fields ? make("div", { class: "slack-fields" }, ...part.fields.map(field => make("div", {}, ...text(field)))) : null);
      case "context":
        return make("div", { class: "slack-context" }, ...part.elements.map(element => make("div", {}, ...text(element))));
      case "divider":
        return make("hr", { class: "slack-divider" });
      case "actions":
        return make("div", { class: "slack-actions" }, ...part.elements.map(action => link(action.url ?? "", text(action.text))));
      default:
        return make("p", { class: "slack-context" }, `A block of the type "${part.type}", which this page does not draw.`);
    }
  }

  function text(object) {
    return object.type === "plain_text" ? [unescape(object.text)] : formatted(object.text, true);
  }

  // Slack escapes exactly these three.
  function unescape(escaped) {
    return escaped.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  }

  const angles = /<([^<>]+)>/;
  const parts = [
    [/```\n?([\s\S]*?)\n?```/, match => make("pre", { class: "slack-pre" }, make("code", {}, unescape(match[1])))],
    [/`([^`\n]+)`/, match => make("code", { class: "slack-code" }, unescape(match[1]))],
    [angles, match => special(match[1])],
    [/(?<![\w*])\*([^*\n]+)\*(?![\w*])/, match => make("b", {}, ...formatted(match[1], true))],
    [/(?<![\w_])_([^_\n]+)_(?![\w_])/, match => make("i", {}, ...formatted(match[1], true))],
    [/(?<![\w~])~([^~\n]+)~(?![\w~])/, match => make("s", {}, ...formatted(match[1], true))],
    [/^&gt; ?(.*)$/m, match => make("blockquote", {}, ...formatted(match[1], true))],
  ];

  // Without formatting, what is in angle brackets still is a link, a mention or a time.
  function formatted(markup, enabled) {
    const known = enabled ? parts : parts.filter(([pattern]) => pattern === angles);
    const nodes = [];
    let rest = markup;
    while (rest.length > 0) {
      const [match, draw] = known.map(([pattern, drawn]) => [pattern.exec(rest), drawn]).filter(([found]) => found).sort((a, b) => a[0].index - b[0].index)[0] ?? [null, null];
      if (match === null) {
        break;
      }

      nodes.push(unescape(rest.slice(0, match.index)), draw(match));
      rest = rest.slice(match.index + match[0].length);
    }

    return [...nodes, unescape(rest)].filter(node => node !== "");
  }

  function special(inside) {
    const [target, label] = inside.split("|", 2);
    const date = /^!date\^(\d+)\^([^^]*)/.exec(target);
    if (date) {
      return make("time", { datetime: new Date(date[1] * 1000).toISOString(), title: unescape(label ?? "") }, dated(date[1] * 1000, date[2]));
    }

    const mention = /^(?:@|#|!subteam\^|!)([\w-]+)/.exec(target);
    return mention ? make("span", { class: "slack-mention" }, `${target.startsWith("#") ? "#" : "@"}${unescape(label ?? mention[1])}`) : link(unescape(target), [unescape(label ?? target)]);
  }

  // In the reader's own zone, as Slack shows it.
  function dated(ms, format) {
    const at = new Date(ms);
    const day = at.toLocaleDateString("en", { month: "short", day: "numeric", year: "numeric" });
    return format
      .replace(/\{date(?:_short|_long)?(?:_pretty)?\}/g, day).replace("{date_num}", at.toISOString().slice(0, 10))
      .replace("{time_secs}", at.toLocaleTimeString("en")).replace("{time}", at.toLocaleTimeString("en", { hour: "numeric", minute: "2-digit" }));
  }

  function link(url, label) {
    return /^(https?|mailto):/i.test(url) ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...label) : make("span", {}, ...label);
  }

  function headline(message) {
    return message.blocks?.find(part => part.type === "header")?.text?.text ?? message.text?.split("\n", 1)[0];
  }

  return { draw, headline, designer: "Slack's Block Kit Builder", address: "app.slack.com/block-kit-builder", paste: "it" };
})();

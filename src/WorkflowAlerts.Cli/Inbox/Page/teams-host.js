"use strict";

// How Teams sets Adaptive Cards: sizes, spacing and fonts as in the host configurations that Microsoft publishes with its designer (npm adaptivecards-designer,
// lib/hostConfigs/microsoft-teams-light.json and -dark.json). The colours of styled containers are those of Teams' present theme (Fluent 2, "status" tokens):
// the published ones leave white text on pale red in the dark one. https://learn.microsoft.com/adaptive-cards/rendering-cards/host-config
const TeamsHost = (() => {
  const light = {
    text: "#242424", subtle: "#616161", accent: "#5b5fc7", good: "#0e700e", warning: "#8a3707", attention: "#b10e1c", line: "#e0e0e0",
    back: { default: "#ffffff", emphasis: "#f5f5f5", accent: "#e8ebfa", good: "#f1faf1", attention: "#fdf3f4", warning: "#fdf6f3" },
  };
  const dark = {
    text: "#ffffff", subtle: "#adadad", accent: "#9299f7", good: "#9ad29a", warning: "#fdcfb4", attention: "#f1bbbc", line: "#4a4a4a",
    back: { default: "#292929", emphasis: "#1f1f1f", accent: "#2f2f4a", good: "#12301a", attention: "#401a1d", warning: "#402a14" },
  };

  function style(theme, name) {
    const own = theme[name] ?? theme.text;
    const colour = value => ({ default: value, subtle: value });
    return {
      backgroundColor: theme.back[name],
      foregroundColors: {
        // A banner's words have the colour of its tone.
        default: { default: ["attention", "warning", "good"].includes(name) ? own : theme.text, subtle: theme.subtle },
        accent: colour(theme.accent), good: colour(theme.good), warning: colour(theme.warning), attention: colour(theme.attention),
        dark: colour(theme.text), light: colour(theme.text),
      },
    };
  }

  function configuration(isDark) {
    const theme = isDark ? dark : light;
    const sizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
    const weights = { lighter: 200, default: 400, bolder: 600 };
    return {
      supportsInteractivity: true,
      spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
      separator: { lineThickness: 1, lineColor: theme.line },
      fontTypes: {
        default: { fontFamily: "'Segoe UI', Selawik, -apple-system, 'Helvetica Neue', Arial, sans-serif", fontSizes: sizes, fontWeights: weights },
        monospace: { fontFamily: "Consolas, 'Cascadia Mono', 'SFMono-Regular', 'Liberation Mono', monospace", fontSizes: { ...sizes, default: 13 }, fontWeights: weights },
      },
      containerStyles: Object.fromEntries(Object.keys(theme.back).map(name => [name, style(theme, name)])),
      actions: { maxActions: 6, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left", showCard: { actionMode: "inline", inlineTopMargin: 16, style: "emphasis" } },
      adaptiveCard: { allowCustomStyle: false },
      textBlock: { headingLevel: 3 },
    };
  }

  return { configuration };
})();

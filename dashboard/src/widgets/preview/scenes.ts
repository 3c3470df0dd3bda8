import type { ClientLimits, ProactiveRule, Widget, WidgetConfig } from "@frontdesk/widget/client";
import { instantOf, openingAt } from "../../business_hours/openings";
import { isColour } from "../contrast";
import { type Draft, partsOf } from "../draft";

export const SCENES = ["start", "conversation", "away", "launcher", "greeting"] as const;
export type Scene = (typeof SCENES)[number];

export const SCENE_WORDS: Record<Scene, string> = {
  start: "Welcome",
  conversation: "Conversation",
  away: "Closed",
  launcher: "Launcher",
  greeting: "Greeting",
};

/** Bots and workflows answer at any hour; and not every widget greets. */
export function scenesOf(draft: Pick<Draft, "handler_type" | "proactive">): Scene[] {
  const possible: Partial<Record<Scene, boolean>> = {
    away: draft.handler_type === "agent",
    greeting: greetingOf(draft) !== undefined,
  };
  return SCENES.filter((scene) => possible[scene] ?? true);
}

/** The panel is open in these. */
export function isPanelOpen(scene: Scene): boolean {
  return scene !== "launcher" && scene !== "greeting";
}

interface Shown {
  widget: Pick<Widget, "id" | "appearance">;
  draft: Draft;
  scene: Scene;
  /** What `auto` comes to. */
  isDark: boolean;
  limits: ClientLimits;
}

/** The settings of the form as a visitor's browser would get them. A colour that is not whole yet is the saved one. */
export function configOf({ widget, draft, scene, isDark, limits }: Shown): WidgetConfig {
  const { appearance, texts, behaviour } = partsOf(draft);
  const { primary_colour, text_colour, theme } = appearance;
  const isAway = scene === "away";
  return {
    widget_id: widget.id,
    name: draft.name.trim() || "…",
    active: draft.active,
    handler_type: draft.handler_type,
    bot_name: draft.bot_name,
    open_now: !isAway,
    opens_at: isAway ? opensAt(draft) : null,
    appearance: {
      ...appearance,
      primary_colour: isColour(primary_colour) ? primary_colour : widget.appearance.primary_colour,
      text_colour: isColour(text_colour) ? text_colour : widget.appearance.text_colour,
      theme: theme === "auto" ? (isDark ? "dark" : "light") : theme,
    },
    texts,
    behaviour: { ...behaviour, sound: false, proactive: scene === "greeting" ? atOnce(draft) : [] },
    limits,
  };
}

function greetingOf({ proactive }: Pick<Draft, "proactive">) {
  return proactive.find(({ text }) => text.trim() !== "");
}

/** The first greeting, wherever and whenever it is meant for. */
function atOnce(draft: Draft): ProactiveRule[] {
  const rule = greetingOf(draft);
  return rule ? [{ after_seconds: 0, url_pattern: null, text: rule.text }] : [];
}

/** By the hours of the form: the next opening, if it is closed at this moment. */
function opensAt({ business_hours: hours }: Draft): string | null {
  const opening = hours && openingAt(hours, Date.now());
  if (!opening || opening.isOpen || !opening.opens) return null;
  return new Date(instantOf(hours.time_zone, opening.opens)).toISOString();
}

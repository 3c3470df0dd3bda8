import type { Appearance, HandlerType, Routing, Widget, WorkflowSummary } from "@frontdesk/widget/client";
import type { Setting } from "./draft";

export const HANDLERS: readonly { value: HandlerType; label: string; about: string }[] = [
  { value: "agent", label: "People", about: "A conversation waits for an agent, or is handed to one." },
  { value: "ai_bot", label: "Bot", about: "It answers from your articles, and calls a person where it is not sure." },
  { value: "workflow", label: "Workflow", about: "It asks step by step, and routes the visitor." },
];

export const ROUTINGS: readonly { value: Routing; label: string; about: string }[] = [
  { value: "manual", label: "Manual", about: "It waits in the queue until somebody accepts it." },
  { value: "automatic", label: "Automatic", about: "It goes to whoever is online and has the most room." },
];

export const POSITIONS: readonly { value: Appearance["position"]; label: string }[] = [
  { value: "top-left", label: "Top left" },
  { value: "top-right", label: "Top right" },
  { value: "bottom-left", label: "Bottom left" },
  { value: "bottom-right", label: "Bottom right" },
];

export const ICONS: readonly { value: Appearance["launcher_icon"]; label: string }[] = [
  { value: "chat", label: "Speech" },
  { value: "question", label: "Question" },
  { value: "wave", label: "Waving hand" },
  { value: "headset", label: "Headset" },
];

export const THEMES: readonly { value: Appearance["theme"]; label: string }[] = [
  { value: "auto", label: "As the visitor’s device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export const LOCALES = [
  { value: "en", label: "English" },
  { value: "id", label: "Indonesian" },
] as const;

/** What a setting is called where one speaks of it. */
export const SETTING_WORDS: Record<Setting, string> = {
  name: "name",
  active: "whether it is on",
  handler_type: "who answers first",
  handler_id: "workflow",
  confidence_threshold: "how sure the bot must be",
  bot_name: "bot’s name",
  greeting: "bot’s greeting",
  routing: "routing",
  department_ids: "departments",
  agent_ids: "agents",
  allowed_domains: "domains",
  business_hours: "business hours",
  primary_colour: "main colour",
  text_colour: "text colour",
  position: "position",
  border_radius: "corners",
  launcher_size: "launcher’s size",
  launcher_icon: "launcher’s icon",
  theme: "theme",
  logo_url: "logo",
  branding: "branding",
  welcome_title: "welcome title",
  welcome_message: "welcome message",
  placeholder: "placeholder",
  offline_message: "offline message",
  collect_name: "asking for the name",
  collect_email: "asking for the email",
  sound: "sound",
  locale: "language",
  proactive: "proactive greetings",
};

/** Each with the first threshold that it no longer holds for. */
const CARE: readonly { below: number; word: string; about: string }[] = [
  { below: 0.35, word: "Answers almost anything", about: "Expect wrong answers among the right ones." },
  { below: 0.55, word: "Bold", about: "It answers more, and is wrong more often." },
  { below: 0.75, word: "Balanced", about: "It answers what it is fairly sure of." },
  { below: 0.9, word: "Careful", about: "It answers less, and calls a person more often." },
  { below: Number.POSITIVE_INFINITY, word: "Only when nearly certain", about: "Most questions go to a person." },
];

/** What a threshold means. */
export function careOf(threshold: number): { word: string; about: string } {
  const found = CARE.find(({ below }) => threshold < below);
  return found ?? { word: "", about: "" };
}

/** Who answers first, in a line of the list. */
export function handlerWords(
  { handler_type, handler_id, bot_name }: Pick<Widget, "handler_type" | "handler_id" | "bot_name">,
  workflows: readonly WorkflowSummary[],
): string {
  if (handler_type === "agent") return "People";
  if (handler_type === "ai_bot") return `Bot “${bot_name}”`;
  const workflow = workflows.find(({ id }) => id === handler_id);
  return workflow ? `Workflow “${workflow.name}”` : "Workflow";
}

/** "the name", "the name and the position", "the name, the position and the logo" */
export function listed(words: readonly string[]): string {
  const each = words.map((word) => `the ${word}`);
  return each.length < 2 ? (each[0] ?? "") : `${each.slice(0, -1).join(", ")} and ${each.at(-1)}`;
}

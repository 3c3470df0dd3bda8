import type {
  Appearance,
  EditWidget,
  ProactiveRule,
  Widget,
  WidgetBehaviour,
  WidgetTexts,
} from "@frontdesk/widget/client";

const OWN = [
  "name",
  "active",
  "handler_type",
  "handler_id",
  "confidence_threshold",
  "bot_name",
  "greeting",
  "routing",
  "department_ids",
  "agent_ids",
  "allowed_domains",
  "business_hours",
] as const;
const APPEARANCE = [
  "primary_colour",
  "text_colour",
  "position",
  "border_radius",
  "launcher_size",
  "launcher_icon",
  "theme",
  "logo_url",
  "branding",
] as const satisfies (keyof Appearance)[];
const TEXTS = [
  "welcome_title",
  "welcome_message",
  "placeholder",
  "offline_message",
] as const satisfies (keyof WidgetTexts)[];
const BEHAVIOUR = [
  "collect_name",
  "collect_email",
  "sound",
  "locale",
  "proactive",
] as const satisfies (keyof WidgetBehaviour)[];

/** Everything that can be set, in one place: as it is in the form, saved or not. An absent text is the empty one. */
export type Draft = Required<Pick<Widget, Exclude<(typeof OWN)[number], "greeting">>> &
  Required<Omit<Appearance, "logo_url">> &
  Required<Omit<WidgetBehaviour, "proactive">> &
  Record<keyof WidgetTexts | "logo_url" | "greeting", string> & { proactive: RuleDraft[] };

/** Null where the number is not whole yet. */
export type RuleDraft = Omit<Required<ProactiveRule>, "after_seconds" | "url_pattern"> & {
  after_seconds: number | null;
  url_pattern: string;
};

export type Setting = keyof Draft;

export function draftOf(widget: Widget): Draft {
  const { appearance, texts, behaviour } = widget;
  return {
    ...(pick(widget, OWN) as Draft),
    ...pick(appearance, APPEARANCE),
    ...pick(behaviour, BEHAVIOUR),
    handler_id: widget.handler_id ?? null,
    business_hours: widget.business_hours ?? null,
    greeting: widget.greeting ?? "",
    logo_url: appearance.logo_url ?? "",
    welcome_title: texts.welcome_title ?? "",
    welcome_message: texts.welcome_message ?? "",
    placeholder: texts.placeholder ?? "",
    offline_message: texts.offline_message ?? "",
    proactive: behaviour.proactive.map((rule) => ({ ...rule, url_pattern: rule.url_pattern ?? "" })),
  };
}

/** The settings that differ. */
export function changedSettings(before: Draft, after: Draft): Setting[] {
  return (Object.keys(before) as Setting[]).filter((name) => !isSame(before[name], after[name]));
}

/** What has to be asked for, and nothing more: what a colleague changed elsewhere is left alone. */
export function editOf(before: Draft, after: Draft): EditWidget {
  const changed = new Set(changedSettings(before, after));
  // A workflow and that it is one are decided together.
  if (changed.has("handler_type") || changed.has("handler_id")) changed.add("handler_type").add("handler_id");
  const wire = wireOf(after);
  const among = (names: readonly Setting[]) => pick(wire, names.filter((name) => changed.has(name)) as never[]);
  const parts = { appearance: among(APPEARANCE), texts: among(TEXTS), behaviour: among(BEHAVIOUR) };
  const given = Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0);
  return { ...among(OWN), ...Object.fromEntries(given) } as EditWidget;
}

/** The look and the words as the server, and the widget, take them. */
export function partsOf(draft: Draft): Pick<Widget, "appearance" | "texts" | "behaviour"> {
  const wire = wireOf(draft);
  return {
    appearance: pick(wire, APPEARANCE) as Appearance,
    texts: pick(wire, TEXTS) as WidgetTexts,
    behaviour: pick(wire, BEHAVIOUR) as WidgetBehaviour,
  };
}

export interface Rebased {
  draft: Draft;
  /** Changed on both sides; one's own stays in the form. */
  disputed: Setting[];
}

/** One's own unsaved changes, upon what a colleague has saved meanwhile. */
export function rebased(before: Draft, mine: Draft, theirs: Draft): Rebased {
  const own = changedSettings(before, mine);
  const others = new Set(changedSettings(before, theirs));
  return {
    draft: { ...theirs, ...pick(mine, own) },
    disputed: own.filter((name) => others.has(name) && !isSame(mine[name], theirs[name])),
  };
}

function wireOf(draft: Draft) {
  const { proactive, ...rest } = draft;
  const orNull = (text: string) => text.trim() || null;
  return {
    ...rest,
    name: draft.name.trim(),
    bot_name: draft.bot_name.trim(),
    handler_id: draft.handler_type === "workflow" ? draft.handler_id : null,
    greeting: orNull(draft.greeting),
    logo_url: orNull(draft.logo_url),
    welcome_title: orNull(draft.welcome_title),
    welcome_message: orNull(draft.welcome_message),
    placeholder: orNull(draft.placeholder),
    offline_message: orNull(draft.offline_message),
    proactive: proactive.map((rule) => ({
      after_seconds: rule.after_seconds ?? 0,
      url_pattern: orNull(rule.url_pattern),
      text: rule.text.trim(),
    })),
  };
}

function pick<From extends object, Name extends keyof From>(from: From, names: readonly Name[]): Pick<From, Name> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<From, Name>;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Takes over from the queueing function that the script tag set up, and replays what was called meanwhile. */
import type {
  FrontdeskAnswers,
  FrontdeskEvents,
  FrontdeskFunction,
  FrontdeskIdentity,
  FrontdeskOptions,
} from "../../frontdesk";
import type { Install } from "../panel_contract";
import { Events } from "./events";
import { type Site, Widget } from "./widget";

/** A call that waits. The script tag's own queue hands out promises; a site's may hold plain lists of arguments. */
interface Early extends ArrayLike<unknown> {
  resolve?(answer: unknown): void;
  reject?(error: unknown): void;
}

interface Queueing {
  install?: Install;
  q?: Early[];
}

type Listener = (detail: FrontdeskEvents[keyof FrontdeskEvents]) => void;

const events = new Events();
const attributes: Record<string, string> = {};
let widget: Widget | undefined;
let identity: FrontdeskIdentity | null = null;
let isReady = false;

const site: Site = {
  events,
  attributes: () => ({ ...attributes }),
  identity: () => identity,
  // Once, however often it is booted.
  ready: () => {
    if (isReady) return;
    isReady = true;
    events.emit("ready", undefined);
  },
};

function commandsFor(install: Install): Record<string, (...given: never[]) => unknown> {
  const needed = () => {
    widget ??= new Widget(install, {}, site);
    return widget;
  };
  const boot = (options: FrontdeskOptions = {}) => {
    widget?.destroy();
    widget = new Widget(install, options, site);
  };
  const destroy = async ({ storage = false }: { storage?: boolean } = {}) => {
    if (storage) await widget?.logout();
    widget?.destroy();
    widget = undefined;
    events.clear();
    for (const name of Object.keys(attributes)) delete attributes[name];
    identity = null;
    isReady = false;
  };
  const setLocale = (locale: FrontdeskOptions["locale"]) => {
    const { options = {} } = widget ?? {};
    const isOpen = widget?.get("state") === "open";
    boot({ ...options, ...(locale && { locale }) });
    if (isOpen) void widget?.open();
  };
  return {
    boot,
    destroy,
    setLocale,
    setContext: (context: Record<string, unknown>) => {
      for (const [name, value] of Object.entries(context)) attributes[name] = String(value);
    },
    identify: (visitor: FrontdeskIdentity) => {
      identity = { ...visitor };
      return needed().identify();
    },
    open: () => void needed().open(),
    close: () => widget?.close(),
    toggle: () => needed().toggle(),
    show: () => needed().setHidden(false),
    hide: () => needed().setHidden(true),
    logout: () => {
      identity = null;
      return needed().logout();
    },
    prefill: (text: string) => needed().prefill(text),
    send: (text: string) => needed().send(text),
    escalate: ({ reason }: { reason?: string } = {}) => needed().escalate(reason),
    get: (name: keyof FrontdeskAnswers) => needed().get(name),
    on: (event: keyof FrontdeskEvents, listener: Listener) => events.on(event, listener),
    once: (event: keyof FrontdeskEvents, listener: Listener) => events.once(event, listener),
    off: (event: keyof FrontdeskEvents, listener: Listener) => events.off(event, listener),
  };
}

function takeOver(): void {
  const { install, q = [] } = (window.Frontdesk ?? {}) as unknown as Queueing;
  if (!install) {
    console.warn("Frontdesk: load it with the script tag from your widget's settings, not by this file's address.");
    return;
  }
  const commands = commandsFor(install);
  const call = (command: string, ...given: unknown[]): unknown => {
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (!run) throw new TypeError(`Frontdesk has no command "${command}".`);
    return run(...(given as never[]));
  };
  window.Frontdesk = Object.assign(call as FrontdeskFunction, { install });
  const boot: Early = q.find((given) => given[0] === "boot") ?? ["boot"];
  // Whatever else was called is meant for the widget that `boot` describes.
  for (const given of [boot, ...q.filter((each) => each !== boot)]) {
    const [command, ...rest] = Array.from(given);
    try {
      const answer = call(command as string, ...rest);
      given.resolve?.(answer);
    } catch (error) {
      (given.reject ?? reportError)(error);
    }
  }
}

takeOver();

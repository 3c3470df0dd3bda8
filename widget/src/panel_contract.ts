/** What the loader and the panel know of each other. Types alone: the two share no code, so neither waits for it. */
import type {
  FrontdeskEvents,
  FrontdeskIdentity,
  FrontdeskOptions,
  FrontdeskSent,
  FrontdeskVisitor,
} from "../frontdesk";
import type { WidgetConfig } from "./client/wire";

export interface Install {
  token: string;
  /** The origin of the HTTP API. */
  api: string;
  /** Where the widget's files are. */
  assets: string;
}

export type Emit = <Name extends keyof FrontdeskEvents>(event: Name, detail: FrontdeskEvents[Name]) => void;

export interface PanelContext {
  root: ShadowRoot;
  install: Install;
  config: WidgetConfig;
  options: FrontdeskOptions;
  /** Under this name the visitor is remembered on this device. */
  storageKey: string;
  emit: Emit;
  /** What the site has told of the visitor: it goes with the conversations that are begun. */
  attributes(): Record<string, string>;
  /** Who the site says that the visitor is; the same object until it says something else. */
  identity(): FrontdeskIdentity | null;
  addStyles(css: string): void;
  close(): void;
}

export interface Panel {
  open(): void;
  close(): void;
  prefill(text: string): void;
  send(text: string): Promise<FrontdeskSent>;
  escalate(reason?: string): Promise<void>;
  identify(): Promise<void>;
  connected(): boolean;
  visitor(): FrontdeskVisitor | null;
  logout(): Promise<void>;
  destroy(): void;
}

export interface PanelModule {
  createPanel(context: PanelContext): Promise<Panel>;
}

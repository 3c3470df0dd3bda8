/** The visitor's token: made when it is first needed, kept on this device, renewed before it ends. */
import {
  type ApiError,
  type Credentials,
  isApiError,
  type Session,
  type SessionRequest,
  type WidgetApi,
} from "../client";

import { recall, remember } from "./memory";

export interface Introduction {
  name?: string;
  email?: string;
}

/** A token with less than this left is renewed on the way. */
const RENEW_BEFORE_MS = 24 * 3_600_000;

export class VisitorSession implements Credentials {
  readonly #api: WidgetApi;
  readonly #storageKey: string;
  readonly #onReplaced: () => void;
  #kept: Session | null;
  #asking: Promise<Session> | undefined;

  /** `onReplaced`: the old visitor is no longer known, a new one has taken its place. */
  constructor(api: WidgetApi, storageKey: string, onReplaced: () => void) {
    this.#api = api;
    this.#storageKey = storageKey;
    this.#onReplaced = onReplaced;
    this.#kept = recall<Session>(storageKey);
  }

  get visitor() {
    return this.#kept?.visitor ?? null;
  }

  async token(): Promise<string> {
    // Another tab may have made one meanwhile.
    this.#kept ??= recall<Session>(this.#storageKey);
    const kept = this.#kept;
    if (!kept) return (await this.#ask({})).visitor_token;
    if (Date.parse(kept.expires_at) - Date.now() > RENEW_BEFORE_MS) return kept.visitor_token;
    return this.#prolonged(kept);
  }

  async renew(refused: string): Promise<string> {
    const past = this.#kept;
    if (past && past.visitor_token !== refused) return past.visitor_token;
    const stored = recall<Session>(this.#storageKey);
    if (stored && stored.visitor_token !== refused) this.#kept = stored;
    else this.#kept = await this.#ask(introductionOf(past));
    if (this.#kept.visitor.id !== past?.visitor.id) this.#onReplaced();
    return this.#kept.visitor_token;
  }

  /** Tells who the visitor is, and makes one if there is none yet. */
  async introduce(introduction: Introduction): Promise<void> {
    await this.#ask(introduction, this.#kept?.visitor_token);
  }

  forget(): void {
    this.#kept = null;
    remember(this.#storageKey, null);
  }

  /** Where it cannot be prolonged, the server will say by a 401 whether it still holds. */
  async #prolonged(kept: Session): Promise<string> {
    try {
      return (await this.#ask({}, kept.visitor_token)).visitor_token;
    } catch (error) {
      if (isRefusedToken(error)) return this.renew(kept.visitor_token);
      return kept.visitor_token;
    }
  }

  #ask(introduction: Introduction, token?: string): Promise<Session> {
    this.#asking ??= this.#api
      .session({ ...introduction, ...whereabouts() }, token)
      .then((session) => this.#keep(session))
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }

  #keep(session: Session): Session {
    this.#kept = session;
    remember(this.#storageKey, session);
    return session;
  }
}

export function isRefusedToken(error: unknown): error is ApiError {
  return isApiError(error) && error.status === 401;
}

export function currentPage() {
  const limit = (text: string, length: number) => [...text].slice(0, length).join("");
  return {
    url: limit(location.href, 2048),
    title: limit(document.title, 200),
    ...(document.referrer && { referrer: limit(document.referrer, 2048) }),
  };
}

function introductionOf(session: Session | null): Introduction {
  const { name, email } = session?.visitor ?? {};
  return { ...(name && { name }), ...(email && { email }) };
}

function whereabouts(): SessionRequest {
  return {
    page: currentPage(),
    locale: navigator.language,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** The visitor's token: made when it is first needed, kept on this device, renewed before it ends. Where the site says who
 * the visitor is, it is theirs. */

import type { FrontdeskIdentity } from "../../frontdesk";
import {
  type ApiError,
  type Credentials,
  type IdentifyVisitor,
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
  readonly #identity: () => FrontdeskIdentity | null;
  #refused: { identity: FrontdeskIdentity; error: ApiError } | undefined;
  #kept: Session | null;
  #asking: Promise<Session> | undefined;

  /** `onReplaced`: the old visitor is no longer known, a new one has taken its place. */
  constructor(
    api: WidgetApi,
    storageKey: string,
    onReplaced: () => void,
    identity: () => FrontdeskIdentity | null = () => null,
  ) {
    this.#api = api;
    this.#storageKey = storageKey;
    this.#onReplaced = onReplaced;
    this.#identity = identity;
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

  /** Makes the visitor who there is the one that the site names. Throws where it is refused. */
  async identify(): Promise<void> {
    await this.#asking?.catch(() => undefined);
    const past = this.#kept;
    if (!past) return;
    const now = await this.#ask({}, past.visitor_token);
    if (this.#refused && this.#refused.identity === this.#identity()) throw this.#refused.error;
    // What somebody unknown wrote is theirs now, and stays on screen; what another person wrote does not.
    if (past.visitor.verified && now.visitor.id !== past.visitor.id) this.#onReplaced();
  }

  /** Also the one that is being made at this moment. */
  forget(): void {
    this.#kept = null;
    this.#asking = undefined;
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
    if (this.#asking) return this.#asking;
    const isLatest = (): boolean => this.#asking === asking;
    const asking: Promise<Session> = this.#opened(introduction, token)
      .then((session) => (isLatest() ? this.#keep(session) : session))
      .finally(() => {
        if (isLatest()) this.#asking = undefined;
      });
    this.#asking = asking;
    return asking;
  }

  /** A chat does not depend on what the site says: where that is refused, the visitor is unknown. */
  async #opened(introduction: Introduction, token?: string): Promise<Session> {
    const identity = this.#identity();
    if (identity && identity !== this.#refused?.identity) {
      try {
        return await this.#api.identify({ ...claims(identity), ...whereabouts() }, token);
      } catch (error) {
        if (!isApiError(error) || error.status !== 422) throw error;
        this.#refused = { identity, error };
      }
    }
    return this.#api.session({ ...introduction, ...whereabouts() }, token);
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

function claims({ userId, name, email, attributes = {}, token }: FrontdeskIdentity): IdentifyVisitor {
  const texts = Object.entries(attributes).map(([key, value]) => [key, String(value)]);
  return {
    attributes: Object.fromEntries(texts),
    ...(userId !== undefined && { user_id: userId }),
    ...(name && { name }),
    ...(email && { email }),
    ...(token && { token }),
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

import { type Cognito, type NewPasswordChallenge, Refusal, type SignInAnswer, type Tokens } from "./cognito";

const STORAGE_KEY = "frontdesk.session";
/** A token this close to its end is renewed first, so that no request dies of it on the way. */
const RENEW_BEFORE_MS = 2 * 60_000;

interface Stored {
  idToken: string;
  refreshToken: string | null;
  expiresAt: number;
}

/** Who is signed in: keeps Cognito's tokens for this browser tab, and renews them before they end. */
export class Session {
  private stored: Stored | null;
  private renewal: Promise<string> | null = null;
  private readonly listeners = new Set<() => void>();
  /** True after a session ended by itself, so that the sign-in page can say why it is there. */
  expired = false;

  constructor(
    private readonly cognito: Pick<Cognito, "signIn" | "answerNewPassword" | "refresh">,
    private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
    private readonly now: () => number = Date.now,
  ) {
    this.stored = parse(storage.getItem(STORAGE_KEY));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  isSignedIn = (): boolean => this.stored !== null;

  /** Answers with a challenge where Cognito wants a new password first. */
  async signIn(email: string, password: string): Promise<NewPasswordChallenge | null> {
    return this.take(await this.cognito.signIn(email, password));
  }

  async answerNewPassword(challenge: NewPasswordChallenge, password: string): Promise<NewPasswordChallenge | null> {
    return this.take(await this.cognito.answerNewPassword(challenge, password));
  }

  /** The bearer for the next request. */
  async token(): Promise<string> {
    if (!this.stored) throw new Refusal("NotSignedIn");
    if (this.stored.expiresAt - this.now() > RENEW_BEFORE_MS) return this.stored.idToken;
    return this.renewOnce(this.stored);
  }

  /** The server has refused this token: another one, or the end of the session. */
  async renew(refused: string): Promise<string> {
    if (!this.stored) throw new Refusal("NotSignedIn");
    return this.stored.idToken === refused ? this.renewOnce(this.stored) : this.stored.idToken;
  }

  signOut = (): void => this.end(false);

  /** The server no longer accepts this session. */
  expire = (): void => this.end(true);

  private renewOnce(stored: Stored): Promise<string> {
    this.renewal ??= this.exchange(stored).finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async exchange(stored: Stored): Promise<string> {
    try {
      if (!stored.refreshToken) throw new Refusal("NotAuthorizedException");
      const tokens = await this.cognito.refresh(stored.refreshToken);
      if (this.stored) this.keep(tokens);
      return tokens.idToken;
    } catch (error) {
      if (error instanceof Refusal) this.expire();
      throw error;
    }
  }

  private take(answer: SignInAnswer): NewPasswordChallenge | null {
    if (answer.kind === "new_password") return answer;
    this.expired = false;
    this.keep(answer.tokens);
    return null;
  }

  private keep(tokens: Tokens): void {
    const { idToken, refreshToken, lifetimeSeconds } = tokens;
    this.stored = { idToken, refreshToken, expiresAt: this.now() + lifetimeSeconds * 1000 };
    this.storage.setItem(STORAGE_KEY, JSON.stringify(this.stored));
    this.announce();
  }

  private end(expired: boolean): void {
    if (!this.stored) return;
    this.stored = null;
    this.expired = expired;
    this.storage.removeItem(STORAGE_KEY);
    this.announce();
  }

  private announce(): void {
    for (const listener of this.listeners) listener();
  }
}

function parse(text: string | null): Stored | null {
  if (!text) return null;
  try {
    const value = JSON.parse(text) as Partial<Stored> | null;
    if (typeof value?.idToken !== "string" || typeof value.expiresAt !== "number") return null;
    return { idToken: value.idToken, refreshToken: value.refreshToken ?? null, expiresAt: value.expiresAt };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

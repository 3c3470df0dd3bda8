import type { SignInSettings } from "@frontdesk/widget/client";

export interface Tokens {
  idToken: string;
  refreshToken: string | null;
  lifetimeSeconds: number;
}

export interface NewPasswordChallenge {
  kind: "new_password";
  username: string;
  session: string;
}

export type SignInAnswer = { kind: "tokens"; tokens: Tokens } | NewPasswordChallenge;

/** Cognito has understood the request and refused it; `code` is its own name for the reason. */
export class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

interface CognitoAnswer {
  AuthenticationResult?: { IdToken?: string; RefreshToken?: string; ExpiresIn?: number };
  ChallengeName?: string;
  ChallengeParameters?: Record<string, string>;
  Session?: string;
}

const TARGET = "AWSCognitoIdentityProviderService";

/** The three calls of Amazon Cognito that signing in needs. */
export class Cognito {
  constructor(private readonly settings: SignInSettings) {}

  async signIn(email: string, password: string): Promise<SignInAnswer> {
    const answer = await this.initiate("USER_PASSWORD_AUTH", { USERNAME: email, PASSWORD: password });
    return read(answer, email);
  }

  async answerNewPassword(challenge: NewPasswordChallenge, password: string): Promise<SignInAnswer> {
    const answer = await this.call("RespondToAuthChallenge", {
      ClientId: this.settings.user_pool_client_id,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: challenge.session,
      ChallengeResponses: { USERNAME: challenge.username, NEW_PASSWORD: password },
    });
    return read(answer, challenge.username);
  }

  async refresh(refreshToken: string): Promise<Tokens> {
    const answer = read(await this.initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: refreshToken }), "");
    if (answer.kind !== "tokens") throw new Refusal("NotAuthorizedException");
    return { ...answer.tokens, refreshToken: answer.tokens.refreshToken ?? refreshToken };
  }

  private initiate(flow: string, parameters: Record<string, string>): Promise<CognitoAnswer> {
    return this.call("InitiateAuth", {
      AuthFlow: flow,
      ClientId: this.settings.user_pool_client_id,
      AuthParameters: parameters,
    });
  }

  private async call(operation: string, body: unknown): Promise<CognitoAnswer> {
    const response = await fetch(this.settings.cognito_url, {
      method: "POST",
      headers: { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": `${TARGET}.${operation}` },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refusal(refusalCode(answer));
    return answer as CognitoAnswer;
  }
}

function read(answer: CognitoAnswer, username: string): SignInAnswer {
  const { AuthenticationResult: result } = answer;
  if (result?.IdToken) {
    const tokens = {
      idToken: result.IdToken,
      refreshToken: result.RefreshToken ?? null,
      lifetimeSeconds: result.ExpiresIn ?? 3600,
    };
    return { kind: "tokens", tokens };
  }
  if (answer.ChallengeName === "NEW_PASSWORD_REQUIRED" && answer.Session) {
    const known = answer.ChallengeParameters?.USER_ID_FOR_SRP ?? username;
    return { kind: "new_password", username: known, session: answer.Session };
  }
  throw new Refusal(answer.ChallengeName ?? "UnknownAnswer");
}

/** `__type` is either the bare name or `prefix#Name`. */
function refusalCode(answer: unknown): string {
  const type = (answer as { __type?: unknown } | null)?.__type;
  return typeof type === "string" ? type.slice(type.lastIndexOf("#") + 1) : "UnknownAnswer";
}

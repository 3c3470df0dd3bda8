import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Cognito } from "../src/sign_in/cognito";
import { credentialsOf } from "../src/sign_in/credentials";
import { explain } from "../src/sign_in/refusals";
import { Session } from "../src/sign_in/session";
import { MemoryStorage } from "./memory_storage";

const SETTINGS = { region: "local", user_pool_client_id: "client-1", cognito_url: "https://cognito.example/" };
const HOUR = 3_600_000;

interface Call {
  target: string;
  body: Record<string, unknown>;
}

let calls: Call[];
let answers: Response[];
let now: number;
let storage: MemoryStorage;

beforeEach(() => {
  calls = [];
  answers = [];
  now = 1_000_000;
  storage = new MemoryStorage();
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    calls.push({ target: headers["X-Amz-Target"] ?? "", body: JSON.parse(String(init.body)) });
    const answer = answers.shift();
    if (!answer) throw new TypeError("network is down");
    return answer;
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const newSession = () => new Session(new Cognito(SETTINGS), storage, () => now);
const tokens = (idToken: string, more = {}) =>
  Response.json({ AuthenticationResult: { IdToken: idToken, ExpiresIn: 3600, ...more } });
const refusal = (type: string) => Response.json({ __type: type }, { status: 400 });

async function signedIn(): Promise<Session> {
  const session = newSession();
  answers.push(tokens("id-1", { RefreshToken: "refresh-1" }));
  await session.signIn("sari@demo.example", "secret");
  return session;
}

describe("signing in", () => {
  it("asks Cognito, and stays signed in after a reload", async () => {
    const session = await signedIn();
    expect(calls[0]).toEqual({
      target: "AWSCognitoIdentityProviderService.InitiateAuth",
      body: {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: "client-1",
        AuthParameters: { USERNAME: "sari@demo.example", PASSWORD: "secret" },
      },
    });
    expect(session.isSignedIn()).toBe(true);
    expect(await newSession().token()).toBe("id-1");
  });

  it("answers the demand for a new password", async () => {
    const session = newSession();
    answers.push(
      Response.json({
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session: "s1",
        ChallengeParameters: { USER_ID_FOR_SRP: "u1" },
      }),
    );
    const challenge = await session.signIn("sari@demo.example", "temporary");
    expect(session.isSignedIn()).toBe(false);
    answers.push(tokens("id-1"));
    await session.answerNewPassword(challenge ?? expect.fail("no challenge"), "my own");
    expect(calls[1]?.body).toMatchObject({
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: "s1",
      ChallengeResponses: { USERNAME: "u1", NEW_PASSWORD: "my own" },
    });
    expect(session.isSignedIn()).toBe(true);
  });

  it("tells a wrong password from a network that is down", async () => {
    const session = newSession();
    answers.push(refusal("com.amazonaws#NotAuthorizedException"));
    const refused = await session.signIn("a@b.example", "x").catch(explain);
    expect(refused).toMatchObject({ field: "password" });
    const unreachable = await session.signIn("a@b.example", "x").catch(explain);
    expect(unreachable).toMatchObject({ field: null, sentence: expect.stringContaining("cannot be reached") });
  });

  it("ignores what is broken in the storage", () => {
    storage.setItem("frontdesk.session", "{not json");
    expect(newSession().isSignedIn()).toBe(false);
  });
});

describe("the token", () => {
  it("is renewed shortly before its end, once for everybody who asks, and keeps the refresh token", async () => {
    const session = await signedIn();
    now += HOUR - 60_000;
    answers.push(tokens("id-2"));
    expect(await Promise.all([session.token(), session.token()])).toEqual(["id-2", "id-2"]);
    expect(calls).toHaveLength(2);
    now += HOUR - 60_000;
    answers.push(tokens("id-3"));
    expect(await session.token()).toBe("id-3");
    expect(calls[2]?.body).toMatchObject({
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: "refresh-1" },
    });
  });

  it("is renewed when the server refuses it early, unless that has happened already", async () => {
    const session = await signedIn();
    answers.push(tokens("id-2"));
    expect(await session.renew("id-1")).toBe("id-2");
    expect(await session.renew("id-1")).toBe("id-2");
    expect(calls).toHaveLength(2);
  });

  it("ends the session when Cognito will not renew it", async () => {
    const session = await signedIn();
    now += HOUR;
    answers.push(refusal("NotAuthorizedException"));
    await expect(credentialsOf(session).token()).rejects.toMatchObject({ code: "session_expired", retryable: false });
    expect(session.isSignedIn()).toBe(false);
    expect(session.expired).toBe(true);
    expect(newSession().isSignedIn()).toBe(false);
  });

  it("outlives a network that is down", async () => {
    const session = await signedIn();
    now += HOUR;
    await expect(credentialsOf(session).token()).rejects.toMatchObject({ code: "unreachable", retryable: true });
    expect(session.isSignedIn()).toBe(true);
  });
});

it("signing out forgets the tokens and tells who listens", async () => {
  const session = await signedIn();
  const heard = vi.fn();
  session.subscribe(heard);
  session.signOut();
  expect(heard).toHaveBeenCalledOnce();
  expect(session.expired).toBe(false);
  expect(storage.length).toBe(0);
});

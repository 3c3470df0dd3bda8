import { describe, expect, it } from "vitest";
import { AgentApi } from "../../src/client/api";
import { type Credentials, Http, type HttpOptions } from "../../src/client/http";

type Asked = { url: string; init: RequestInit };

function setUp(answers: Response[], more: Partial<HttpOptions> = {}) {
  const asked: Asked[] = [];
  const http = new Http({
    base: "https://desk/api",
    fetch: async (url, init) => {
      asked.push({ url: String(url), init: init ?? {} });
      const answer = answers.shift();
      if (!answer) throw new TypeError("fetch failed");
      return answer;
    },
    ...more,
  });
  return { http, asked };
}

const json = (body: object, init: ResponseInit = {}) => Response.json(body, init);

const problem = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}) =>
  new Response(
    JSON.stringify({ type: "about:blank", title: code, status, detail: "Why.", code, retryable: false, ...more }),
    {
      status,
      headers: { "content-type": "application/problem+json", ...headers },
    },
  );

function credentials(): Credentials & { renewed: string[] } {
  const renewed: string[] = [];
  return {
    renewed,
    token: async () => "old",
    renew: async (refused) => {
      renewed.push(refused);
      return "new";
    },
  };
}

const bearerOf = ({ init }: Asked) => (init.headers as Record<string, string>).authorization;

describe("asking", () => {
  it("builds the address, and leaves out what is not given", async () => {
    const { http, asked } = setUp([json({ items: [] })]);
    await new AgentApi(http).messages("c1", { afterSeq: 0, limit: 50 });
    expect(asked[0]?.url).toBe("https://desk/api/conversations/c1/messages?after_seq=0&limit=50");
    expect(asked[0]?.init.body).toBeUndefined();
  });

  it("sends the bearer token as a header, never in the address, and no cookie", async () => {
    const { http, asked } = setUp([json({})], { credentials: credentials() });
    await http.post("/conversations", { client_id: "a" }, { idempotencyKey: "k" });
    expect(asked[0]?.url).toBe("https://desk/api/conversations");
    expect(asked[0]?.init).toMatchObject({ credentials: "omit", body: '{"client_id":"a"}' });
    expect(asked[0]?.init.headers).toMatchObject({ authorization: "Bearer old", "idempotency-key": "k" });
  });

  it("renews a refused token once, and asks again", async () => {
    const held = credentials();
    const { http, asked } = setUp([problem(401, "unauthorized"), json({ ok: true })], { credentials: held });
    await expect(http.get("/x")).resolves.toEqual({ ok: true });
    expect(held.renewed).toEqual(["old"]);
    expect(asked.map(bearerOf)).toEqual(["Bearer old", "Bearer new"]);
  });

  it("does not renew for ever", async () => {
    const { http } = setUp([problem(401, "unauthorized"), problem(401, "unauthorized")], {
      credentials: credentials(),
    });
    await expect(http.get("/x")).rejects.toMatchObject({ status: 401 });
  });
});

describe("what can go wrong", () => {
  it("is told by the server's problem details", async () => {
    const errors = [{ field: "body.email", message: "Not an address." }];
    const { http } = setUp([problem(422, "invalid_request", { errors })]);
    await expect(http.get("/x")).rejects.toMatchObject({
      name: "ApiError",
      code: "invalid_request",
      message: "Why.",
      retryable: false,
      status: 422,
      fieldErrors: errors,
    });
  });

  it("carries how long to wait", async () => {
    const { http } = setUp([problem(429, "rate_limited", { retryable: true }, { "retry-after": "7" })]);
    await expect(http.get("/x")).rejects.toMatchObject({ retryable: true, retryAfterMs: 7_000 });
  });

  it.each([
    [401, "unauthorized", false],
    [429, "rate_limited", true],
    [502, "unavailable", true],
    [413, "invalid_request", false],
  ])("is understood where something in front answers %i", async (status, code, retryable) => {
    const { http } = setUp([new Response("<html>", { status })]);
    await expect(http.get("/x")).rejects.toMatchObject({ code, retryable });
  });

  it("is worth another try where the network or the answer is broken", async () => {
    await expect(setUp([]).http.get("/x")).rejects.toMatchObject({ code: "unreachable", retryable: true });
    await expect(setUp([new Response("{")]).http.get("/x")).rejects.toMatchObject({ code: "unreachable" });
  });

  it("ends a request that takes too long", async () => {
    const { http } = setUp([], {
      timeoutMs: 5,
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
        }),
    });
    await expect(http.get("/x")).rejects.toMatchObject({ code: "unreachable", message: "The server took too long." });
  });

  it("leaves the caller's own abort to the caller", async () => {
    const abort = new AbortController();
    const { http } = setUp([], {
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
        }),
    });
    const asked = http.get("/x", { signal: abort.signal });
    abort.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });
});

/** Typed requests over HTTP. Everything that can go wrong leaves here as an `ApiError`. */
import type { ErrorCode, ErrorFrame, FieldError, Problem } from "./wire";

const NO_CONTENT = 204;

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode | "unreachable";
  /** The same request may succeed later, unchanged. */
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly fieldErrors: readonly FieldError[];
  readonly retryAfterMs: number | undefined;

  constructor(code: ApiError["code"], message: string, retryable: boolean, more: Partial<ErrorDetails> = {}) {
    super(message);
    this.code = code;
    this.retryable = retryable;
    this.status = more.status;
    this.fieldErrors = more.fieldErrors ?? [];
    this.retryAfterMs = more.retryAfterMs;
  }

  static unreachable(message: string): ApiError {
    return new ApiError("unreachable", message, true);
  }

  static fromFrame(frame: ErrorFrame): ApiError {
    return new ApiError(frame.code, frame.message, frame.retryable, {
      fieldErrors: frame.errors ?? [],
      retryAfterMs: frame.retry_after ? frame.retry_after * 1000 : undefined,
    });
  }
}

interface ErrorDetails {
  status: number;
  fieldErrors: readonly FieldError[];
  retryAfterMs: number | undefined;
}

export interface Credentials {
  /** The bearer token, or null where none is needed. */
  token(): Promise<string | null>;
  /** The token was refused: gives a new one, or throws what ends the session. */
  renew(refused: string): Promise<string>;
}

export interface HttpOptions {
  /** Where the routes begin, without a slash at the end. */
  base: string;
  credentials?: Credentials;
  fetch?: typeof fetch;
  timeoutMs?: number;
}

export interface RequestOptions {
  /** Goes as JSON; a file goes as it is. */
  body?: unknown;
  /** A list names its parameter once for each of its values. */
  query?: Record<string, string | number | readonly string[] | null | undefined>;
  idempotencyKey?: string;
  /** Instead of the credentials' token. */
  bearer?: string;
  signal?: AbortSignal;
}

export class Http {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  get<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.#authorised("GET", path, options);
  }

  /** For a file: the answer as it is written. */
  text(path: string, options: RequestOptions = {}): Promise<string> {
    return this.#authorised("GET", path, options, (response) => response.text());
  }

  blob(path: string, options: RequestOptions = {}): Promise<Blob> {
    return this.#authorised("GET", path, options, (response) => response.blob());
  }

  post<Answer>(path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> {
    return this.#authorised("POST", path, { ...options, body });
  }

  put<Answer>(path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> {
    return this.#authorised("PUT", path, { ...options, body });
  }

  patch<Answer>(path: string, body: unknown, options: RequestOptions = {}): Promise<Answer> {
    return this.#authorised("PATCH", path, { ...options, body });
  }

  delete<Answer = void>(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.#authorised("DELETE", path, options);
  }

  async #authorised<Answer>(
    method: string,
    path: string,
    options: RequestOptions,
    read: (response: Response) => Promise<unknown> = readJson,
  ): Promise<Answer> {
    const { credentials } = this.#options;
    const token = options.bearer ?? (credentials ? await credentials.token() : null);
    try {
      return (await read(await this.#request(method, path, token, options))) as Answer;
    } catch (error) {
      if (!credentials || !token || options.bearer || !isApiError(error) || error.status !== 401) throw error;
      const renewed = await credentials.renew(token);
      return (await read(await this.#request(method, path, renewed, options))) as Answer;
    }
  }

  async #request(method: string, path: string, token: string | null, options: RequestOptions): Promise<Response> {
    const signal = this.#signal(options.signal);
    const response = await this.#fetch(this.#url(path, options.query), {
      method,
      headers: headersFor(token, options),
      ...(options.body === undefined ? {} : { body: bodyOf(options.body) }),
      signal,
      credentials: "omit",
      cache: "no-store",
    });
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const send = this.#options.fetch ?? fetch;
    try {
      return await send(url, init);
    } catch (error) {
      if (isAbort(error)) throw error;
      throw ApiError.unreachable(isTimeout(error) ? "The server took too long." : "The server cannot be reached.");
    }
  }

  #url(path: string, query: RequestOptions["query"] = {}): string {
    const given = Object.entries(query).flatMap(([name, value]) =>
      [value ?? []].flat().map((each) => [name, String(each)]),
    );
    const search = new URLSearchParams(given);
    return given.length > 0 ? `${this.#options.base}${path}?${search}` : `${this.#options.base}${path}`;
  }

  #signal(asked: AbortSignal | undefined): AbortSignal {
    const limit = AbortSignal.timeout(this.#options.timeoutMs ?? 15_000);
    return asked ? AbortSignal.any([asked, limit]) : limit;
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError;
}

function headersFor(token: string | null, options: RequestOptions): Record<string, string> {
  return {
    accept: "application/json",
    ...(options.body === undefined ? {} : { "content-type": typeOf(options.body) }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(options.idempotencyKey ? { "idempotency-key": options.idempotencyKey } : {}),
  };
}

function bodyOf(body: unknown): BodyInit {
  return body instanceof Blob ? body : JSON.stringify(body);
}

function typeOf(body: unknown): string {
  return body instanceof Blob ? body.type : "application/json";
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === NO_CONTENT) return undefined;
  try {
    return await response.json();
  } catch {
    throw ApiError.unreachable("The server's answer could not be read.");
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const details = { status: response.status, retryAfterMs: retryAfter(response) };
  if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
    const problem = (await readJson(response)) as Problem;
    return new ApiError(problem.code, problem.detail, problem.retryable, {
      ...details,
      fieldErrors: problem.errors ?? [],
    });
  }
  return plainError(response.status, details);
}

/** An answer that did not come from Frontdesk itself, but from something in front of it. */
function plainError(status: number, details: Partial<ErrorDetails>): ApiError {
  if (status === 401) return new ApiError("unauthorized", "This session is not known.", false, details);
  if (status === 429) return new ApiError("rate_limited", "Too many requests at once.", true, details);
  if (status >= 500) return new ApiError("unavailable", "The server is not available.", true, details);
  return new ApiError("invalid_request", `The server refused this (${status}).`, false, details);
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

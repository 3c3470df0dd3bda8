/**
 * One WebSocket that stays up: a fresh ticket for each connection, full-jitter backoff between them, a heartbeat
 * that notices a dead line, every question answered, refused or timed out. Before the server ends a line for its age
 * another one is opened, and takes over when it is there.
 *
 *     idle ──start──▶ connecting ──▶ open
 *                      ▲     │         │ lost
 *                      │     ▼         ▼
 *                      └── waiting ◀───┘        paused: offline, left, or hidden for longer than the grace time
 */
import { Answers } from "./answers";
import { backoffMs } from "./backoff";
import { ApiError, isApiError } from "./http";
import type { Surroundings, WebSocketLike } from "./surroundings";
import type { Ack, ClientFrame, Pong, PushFrame, ServerFrame, Unsent, WsTicket } from "./wire";

export type SocketState = "idle" | "connecting" | "open" | "waiting" | "paused";

/** A connection as its users see it, whoever holds it. */
export interface Link {
  readonly state: SocketState;
  /** How many times in a row a connection, with a good ticket in hand, did not open. */
  readonly neverOpened: number;
  start(): void;
  stop(): void;
  /** Resolves with the answer; rejects with an `ApiError` when it is refused, lost or late. */
  request(frame: Unsent, withinMs?: number): Promise<Ack>;
}

export interface SocketOptions {
  ticket(): Promise<WsTicket>;
  surroundings: Surroundings;
  heartbeatMs: number;
  /** How long a hidden page keeps its connection; `Infinity` for a page that must hear everything. */
  hiddenGraceMs: number;
  /** Whether the person has done something since it was last asked; of a visitor nobody wants to know. */
  wasActive?: (() => boolean) | undefined;
  /** Whether a conversation of the visitor waits for a person: the heartbeat then brings its place. */
  isInQueue?: (() => boolean) | undefined;
  /** `open` is told again when another line has taken over: what was followed on the last one is followed no more. */
  onState(state: SocketState): void;
  onPush(frame: PushFrame): void;
  onPong(pong: Pong): void;
  /** The ticket was refused for good; the socket is idle until it is started again. */
  onRefused(error: ApiError): void;
}

const OPEN_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 10_000;
const PONG_WITHIN_MS = 6_000;
/** API Gateway ends a connection after two hours. */
const RENEW_AFTER_MS = 110 * 60_000;
const RENEW_SPREAD_MS = 8 * 60_000;
const RENEW_AGAIN_MS = 60_000;
/** So long may the last line still bring what was under way. */
const RETIRE_AFTER_MS = 5_000;
/** A heartbeat's wait is looked at so often. Where it is so much too late the machine has slept, and the line is dead. */
const LOOK_EVERY_MS = 5_000;
const SLEPT_MS = 2 * 60_000;
const NORMAL_CLOSURE = 1000;

export class Socket implements Link {
  readonly #options: SocketOptions;
  readonly #answers: Answers;
  #state: SocketState = "idle";
  #line: WebSocketLike | undefined;
  /** Grows with each connection, so that what belongs to an earlier one can be told apart. */
  #generation = 0;
  #requests = 0;
  #failures = 0;
  #neverOpened = 0;
  #callOffNext: () => void = () => {};
  #callOffRenewal: () => void = () => {};
  #retire: () => void = () => {};
  #callOffHidden: () => void = () => {};
  #stopListening: () => void = () => {};

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#answers = new Answers(options.surroundings);
  }

  get state(): SocketState {
    return this.#state;
  }

  get neverOpened(): number {
    return this.#neverOpened;
  }

  start(): void {
    if (this.#state !== "idle") return;
    this.#stopListening = this.#options.surroundings.onChange(() => this.#surroundingsChanged());
    this.#connectOrPause();
    const { isHidden } = this.#options.surroundings;
    if (isHidden() && Number.isFinite(this.#options.hiddenGraceMs)) this.#pauseIfStillHidden();
  }

  stop(): void {
    this.#stopListening();
    this.#callOffHidden();
    this.#hangUp();
    this.#become("idle");
  }

  request(frame: Unsent<Extract<ClientFrame, { type: "ping" }>>, withinMs?: number): Promise<Pong>;
  request(frame: Unsent, withinMs?: number): Promise<Ack>;
  request(frame: Unsent, withinMs = ANSWER_WITHIN_MS): Promise<Ack | Pong> {
    const line = this.#line;
    if (this.#state !== "open" || !line) return Promise.reject(ApiError.unreachable("There is no connection."));
    this.#requests += 1;
    const requestId = String(this.#requests);
    const answer = this.#answers.expect(requestId, withinMs);
    line.send(JSON.stringify({ ...frame, request_id: requestId }));
    return answer;
  }

  async #connect(): Promise<void> {
    this.#hangUp();
    const generation = this.#generation;
    this.#become("connecting");
    try {
      const { url, ticket } = await this.#options.ticket();
      if (generation === this.#generation) this.#open(`${url}?ticket=${encodeURIComponent(ticket)}`);
    } catch (error) {
      if (generation === this.#generation) this.#ticketFailed(error);
    }
  }

  #ticketFailed(error: unknown): void {
    if (isApiError(error) && !error.retryable) {
      this.#options.onRefused(error);
      this.stop();
    } else {
      this.#retryLater(isApiError(error) ? error.retryAfterMs : undefined);
    }
  }

  #open(url: string): void {
    const line = this.#options.surroundings.openSocket(url);
    this.#line = line;
    this.#callOffNext = this.#options.surroundings.after(OPEN_WITHIN_MS, () => line === this.#line && this.#lost());
    this.#listenTo(line, () => this.#opened());
  }

  #listenTo(line: WebSocketLike, opened: () => void): void {
    line.onopen = opened;
    line.onclose = () => line === this.#line && this.#lost();
    line.onmessage = ({ data }) => this.#received(data);
  }

  #opened(): void {
    this.#neverOpened = 0;
    this.#become("open");
    this.#scheduleHeartbeat();
    const { surroundings } = this.#options;
    this.#renewAfter(RENEW_AFTER_MS + RENEW_SPREAD_MS * surroundings.random());
  }

  #renewAfter(ms: number): void {
    this.#callOffRenewal = this.#options.surroundings.after(ms, () => void this.#renew());
  }

  /** The line in use stays until its successor is open; where that cannot be had, it stays, and is tried again. */
  async #renew(): Promise<void> {
    const generation = this.#generation;
    const superseded = () => generation !== this.#generation;
    try {
      const { url, ticket } = await this.#options.ticket();
      if (superseded()) return;
      const next = this.#options.surroundings.openSocket(`${url}?ticket=${encodeURIComponent(ticket)}`);
      const giveUp = () => {
        letGo(next);
        if (!superseded()) this.#renewAfter(RENEW_AGAIN_MS);
      };
      const callOff = this.#options.surroundings.after(OPEN_WITHIN_MS, giveUp);
      next.onclose = () => {
        callOff();
        giveUp();
      };
      next.onopen = () => {
        callOff();
        if (superseded()) letGo(next);
        else this.#succeed(next);
      };
    } catch {
      if (!superseded()) this.#renewAfter(RENEW_AGAIN_MS);
    }
  }

  #succeed(next: WebSocketLike): void {
    const last = this.#line;
    this.#line = next;
    this.#retireLater(last);
    this.#listenTo(next, () => {});
    this.#callOffNext();
    this.#opened();
    this.#options.onState("open");
  }

  /** Answers to what was asked over it may still come. */
  #retireLater(last: WebSocketLike | undefined): void {
    this.#retire();
    if (!last) return;
    const callOff = this.#options.surroundings.after(RETIRE_AFTER_MS, () => this.#retire());
    this.#retire = () => {
      this.#retire = () => {};
      callOff();
      letGo(last);
    };
  }

  #lost(): void {
    if (this.#state === "connecting") this.#neverOpened += 1;
    this.#retryLater();
  }

  #retryLater(atLeastMs?: number): void {
    const delay = backoffMs(this.#failures, this.#options.surroundings.random, atLeastMs);
    this.#failures += 1;
    this.#hangUp();
    this.#become("waiting");
    this.#callOffNext = this.#options.surroundings.after(delay, () => this.#connectOrPause());
  }

  #connectOrPause(): void {
    const { surroundings } = this.#options;
    if (surroundings.isOnline() && !surroundings.isAway()) void this.#connect();
    else this.#pause();
  }

  #pause(): void {
    this.#hangUp();
    this.#become("paused");
  }

  /** Lets go of the line, if there is one; what was asked over it is answered by nobody. */
  #hangUp(): void {
    this.#generation += 1;
    this.#callOffNext();
    this.#callOffRenewal();
    this.#retire();
    if (this.#line) letGo(this.#line);
    this.#line = undefined;
    this.#answers.refuseAll(ApiError.unreachable("The connection was lost."));
  }

  #received(data: unknown): void {
    const frame = parseFrame(data);
    if (!frame) return;
    switch (frame.type) {
      case "ack":
      case "pong":
        // Only now has the line shown that it works both ways; one that opens and breaks must not reset the backoff.
        this.#failures = 0;
        this.#answers.settle(frame);
        break;
      case "error":
        if (frame.request_id) this.#answers.refuse(frame.request_id, ApiError.fromFrame(frame));
        break;
      default:
        this.#options.onPush(frame);
    }
  }

  #scheduleHeartbeat(): void {
    const { heartbeatMs, surroundings } = this.#options;
    this.#waitForBeat(surroundings.now() + heartbeatMs * (0.9 + 0.2 * surroundings.random()));
  }

  /** In short steps, as the clock of a machine that slept has gone on while its timers stood still. */
  #waitForBeat(at: number): void {
    this.#callOffNext();
    const { surroundings } = this.#options;
    const step = Math.min(LOOK_EVERY_MS, at - surroundings.now());
    this.#callOffNext = surroundings.after(Math.max(0, step), () => {
      const late = surroundings.now() - at;
      if (late > SLEPT_MS) void this.#connect();
      else if (late >= 0) void this.#beat();
      else this.#waitForBeat(at);
    });
  }

  async #beat(): Promise<void> {
    const line = this.#line;
    try {
      const active = this.#options.wasActive?.() ?? false;
      const inQueue = this.#options.isInQueue?.() && { in_queue: true };
      const pong = await this.request({ type: "ping", active, ...inQueue }, PONG_WITHIN_MS);
      this.#options.onPong(pong);
      if (line === this.#line) this.#scheduleHeartbeat();
    } catch (error) {
      if (line !== this.#line) return;
      const retryAfterMs = isApiError(error) ? error.retryAfterMs : undefined;
      if (retryAfterMs) this.#waitForBeat(this.#options.surroundings.now() + retryAfterMs);
      else this.#lost();
    }
  }

  #surroundingsChanged(): void {
    const { surroundings, hiddenGraceMs } = this.#options;
    this.#callOffHidden();
    if (!surroundings.isOnline() || surroundings.isAway()) this.#pause();
    else if (surroundings.isHidden() && Number.isFinite(hiddenGraceMs)) this.#pauseIfStillHidden();
    else this.#wake();
  }

  #pauseIfStillHidden(): void {
    const { surroundings, hiddenGraceMs } = this.#options;
    this.#callOffHidden = surroundings.after(hiddenGraceMs, () => this.#pause());
  }

  /** The page can be seen and the network is there: connect at once, or ask at once whether the line still lives. */
  #wake(): void {
    if (this.#state === "open") {
      this.#callOffNext();
      void this.#beat();
    } else if (this.#state === "waiting" || this.#state === "paused") {
      void this.#connect();
    }
  }

  #become(state: SocketState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState(state);
  }
}

function letGo(line: WebSocketLike): void {
  line.onopen = null;
  line.onclose = null;
  line.onmessage = null;
  line.close(NORMAL_CLOSURE);
}

/** Null for what is not a frame: API Gateway itself may put in a word, in a form of its own. */
function parseFrame(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame = JSON.parse(data) as Partial<ServerFrame> | null;
    return frame && typeof frame.type === "string" ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}

/** The connection of the leading tab, as each of the tabs sees it. */
import { Answers } from "./answers";
import { ApiError, isApiError } from "./http";
import { type Link, Socket, type SocketOptions, type SocketState } from "./socket";
import type { ConnectionState } from "./store";
import type { Tabs, Word } from "./tabs";
import type { Ack, Unsent } from "./wire";

type Leading = Extract<Word, { type: "leading" }>;

/** A little longer than the leader waits for the server. */
const ANSWER_WITHIN_MS = 11_000;

export class SharedLink implements Link {
  readonly #options: SocketOptions;
  readonly #tabs: Tabs;
  readonly #socket: Socket;
  readonly #answers: Answers;
  #wanted = false;
  #leader: Leading | null = null;
  #connection: ConnectionState = "idle";
  #lines = 0;
  #requests = 0;
  #shown = "";

  constructor(options: SocketOptions, tabs: Tabs) {
    this.#options = options;
    this.#tabs = tabs;
    this.#answers = new Answers(options.surroundings);
    this.#socket = new Socket({
      ...options,
      onState: (state) => this.#socketBecame(state),
      onPush: (frame) => {
        options.onPush(frame);
        tabs.tell({ type: "push", frame });
      },
      onPong: (pong) => {
        options.onPong(pong);
        tabs.tell({ type: "pong", pong });
        this.#tell();
      },
      onRefused: (error) => {
        this.#wanted = false;
        options.onRefused(error);
      },
    });
    tabs.onLead((leads) => this.#tookLead(leads));
    tabs.onWord((word) => this.#heard(word));
  }

  get state(): SocketState {
    if (!this.#wanted) return "idle";
    return this.#tabs.leads ? this.#socket.state : (this.#leader?.state ?? "connecting");
  }

  get neverOpened(): number {
    return this.#tabs.leads ? this.#socket.neverOpened : 0;
  }

  /** What the leader says of its connection; null in the leading tab itself. */
  get told(): ConnectionState | null {
    return this.#tabs.leads || !this.#wanted ? null : (this.#leader?.connection ?? "connecting");
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    if (this.#tabs.leads) this.#socket.start();
    else this.#followOrSeize();
    this.#show();
  }

  stop(): void {
    this.#wanted = false;
    this.#socket.stop();
    this.#answers.refuseAll(ApiError.unreachable("The connection was let go."));
    this.#show();
  }

  request(frame: Unsent, withinMs?: number): Promise<Ack> {
    if (this.#tabs.leads) return this.#socket.request(frame, withinMs);
    if (this.state !== "open") return Promise.reject(ApiError.unreachable("There is no connection."));
    this.#requests += 1;
    const request = String(this.#requests);
    const answer = this.#answers.expect(request, ANSWER_WITHIN_MS) as Promise<Ack>;
    this.#tabs.tell({ type: "ask", tab: this.#tabs.id, request, frame });
    return answer;
  }

  /** How this tab's interface shows the connection; the other tabs show the same. */
  shownAs(connection: ConnectionState): void {
    this.#connection = connection;
    this.#tell();
  }

  #tookLead(leads: boolean): void {
    this.#leader = null;
    this.#answers.refuseAll(ApiError.unreachable("Another tab leads."));
    if (!leads) this.#socket.stop();
    else if (this.#wanted) this.#socket.start();
    this.#show();
    this.#tell();
  }

  #socketBecame(state: SocketState): void {
    if (!this.#tabs.leads) return;
    if (state === "open") this.#lines += 1;
    this.#show();
    this.#tell();
  }

  #heard(word: Word): void {
    switch (word.type) {
      case "here":
        this.#tell();
        break;
      case "leading":
        if (!this.#tabs.leads) this.#follow(word);
        break;
      case "push":
        this.#options.onPush(word.frame);
        break;
      case "pong":
        if (this.#wanted) this.#options.onPong(word.pong);
        break;
      case "ask":
        if (this.#tabs.leads) void this.#askFor(word);
        break;
      case "answer":
        if (word.tab === this.#tabs.id) this.#answers.settle({ ...word.ack, request_id: word.request });
        break;
      case "refusal":
        if (word.tab === this.#tabs.id) this.#answers.refuse(word.request, errorOf(word));
    }
  }

  #follow(word: Leading): void {
    const another = this.#leader !== null && this.#leader.leader !== word.leader;
    if (another) this.#answers.refuseAll(ApiError.unreachable("Another tab leads."));
    this.#leader = word;
    this.#followOrSeize();
    this.#show();
  }

  /** A leader that needs no connection itself leaves the lead to one that does. */
  #followOrSeize(): void {
    if (this.#wanted && this.#leader?.state === "idle") this.#tabs.seize();
  }

  async #askFor({ tab, request, frame }: Extract<Word, { type: "ask" }>): Promise<void> {
    try {
      this.#tabs.tell({ type: "answer", tab, request, ack: await this.#socket.request(frame) });
    } catch (error) {
      if (!isApiError(error)) throw error;
      const { code, message, retryable, retryAfterMs } = error;
      this.#tabs.tell({ type: "refusal", tab, request, code, message, retryable, retryAfterMs });
    }
  }

  #tell(): void {
    if (!this.#tabs.leads) return;
    this.#tabs.tell({
      type: "leading",
      leader: this.#tabs.id,
      line: this.#lines,
      state: this.state,
      connection: this.#connection,
      hiddenMs: this.#tabs.hiddenMs,
    });
  }

  #show(): void {
    const { state, told } = this;
    const line = this.#tabs.leads ? this.#lines : `${this.#leader?.leader} ${this.#leader?.line}`;
    const shown = `${state} ${told} ${line}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#options.onState(state);
  }
}

function errorOf({ code, message, retryable, retryAfterMs }: Extract<Word, { type: "refusal" }>): ApiError {
  return new ApiError(code as ApiError["code"], message, retryable, { retryAfterMs });
}

import { describe, expect, it } from "vitest";
import { ApiError } from "../../src/client/http";
import { Socket, type SocketOptions } from "../../src/client/socket";
import type { WebSocketLike } from "../../src/client/surroundings";
import { World } from "../world";

/** A socket whose other end the test plays. */
class Line implements WebSocketLike {
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number; wasClean: boolean }) => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: { type: string; request_id: string; active?: boolean; in_queue?: boolean }[] = [];
  closed = false;
  answersPings = false;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
    if (this.answersPings) queueMicrotask(() => this.pong());
  }

  close(): void {
    this.closed = true;
  }

  answer(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  pong(): void {
    const request_id = this.sent.findLast(({ type }) => type === "ping")?.request_id;
    this.answer({ type: "pong", request_id, tails: {}, timestamp: "" });
  }

  break(): void {
    this.onclose?.({ code: 1006, wasClean: false });
  }
}

function setUp(more: Partial<SocketOptions> = {}) {
  const world = new World();
  const lines: Line[] = [];
  const seen = { pushes: [] as string[], refused: [] as string[] };
  let tickets = 0;
  const socket = new Socket({
    ticket: async () => ({ ticket: `ticket ${++tickets}`, url: "wss://desk", expires_at: "" }),
    surroundings: world.surroundings((url) => {
      const line = new Line(url);
      lines.push(line);
      return line;
    }),
    heartbeatMs: 25_000,
    hiddenGraceMs: 60_000,
    onState: () => {},
    onPush: ({ type }) => seen.pushes.push(type),
    onPong: () => {},
    onRefused: ({ code }) => seen.refused.push(code),
    ...more,
  });
  const line = () => lines.at(-1) as Line;
  const open = async () => {
    socket.start();
    await world.run(0);
    line().onopen?.();
  };
  return { world, socket, lines, line, seen, open };
}

describe("connecting", () => {
  it("takes a fresh ticket for every connection", async () => {
    const { world, lines, line, open } = setUp();
    await open();
    line().break();
    await world.run(1_000);
    expect(lines.map(({ url }) => url)).toEqual(["wss://desk?ticket=ticket%201", "wss://desk?ticket=ticket%202"]);
  });

  it("waits longer and longer, and never in step with others", async () => {
    const { world, socket, lines, line } = setUp();
    socket.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await world.run(0);
      const before = world.now;
      const count = lines.length;
      line().break();
      while (lines.length === count) await world.run(50);
      waits.push(world.now - before);
    }
    waits.forEach((wait, attempt) => {
      expect(wait).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** attempt) + 50);
    });
    expect(new Set(waits).size).toBeGreaterThan(6);
    expect(socket.neverOpened).toBe(12);
  });

  it("keeps the backoff while lines open and break without an answer, and forgets it after one", async () => {
    const { world, line, lines, open } = setUp();
    await open();
    for (let round = 0; round < 8; round += 1) {
      line().break();
      const count = lines.length;
      while (lines.length === count) await world.run(100);
      line().onopen?.();
    }
    await world.run(30_000);
    line().pong();
    line().break();
    await world.run(500);
    expect(line().sent).toEqual([]);
  });

  it("gives up a line that does not open", async () => {
    const { world, socket, lines } = setUp();
    socket.start();
    await world.run(11_000);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]?.closed).toBe(true);
  });

  it("stops where the ticket is refused for good, and goes on where it is not", async () => {
    const refused = setUp({ ticket: async () => Promise.reject(new ApiError("unauthorized", "no", false)) });
    refused.socket.start();
    await refused.world.run(60_000);
    expect(refused.seen.refused).toEqual(["unauthorized"]);
    expect(refused.socket.state).toBe("idle");

    const busy = setUp({ ticket: async () => Promise.reject(new ApiError("unavailable", "later", true)) });
    busy.socket.start();
    await busy.world.run(1);
    expect(busy.socket.state).toBe("waiting");
  });

  it("waits at least as long as the server asks", async () => {
    let asked = 0;
    const { world, socket } = setUp({
      ticket: async () => {
        asked += 1;
        throw new ApiError("rate_limited", "later", true, { retryAfterMs: 20_000 });
      },
    });
    socket.start();
    await world.run(19_000);
    expect(asked).toBe(1);
    await world.run(3_000);
    expect(asked).toBe(2);
  });
});

describe("asking", () => {
  it("gives each answer to its own question", async () => {
    const { socket, line, open } = setUp();
    await open();
    const first = socket.request({ type: "typing", conversation_id: "c", on: true });
    const second = socket.request({ type: "typing", conversation_id: "c", on: false });
    line().answer({ type: "error", request_id: "2", code: "forbidden", message: "No.", retryable: false });
    line().answer({ type: "ack", request_id: "1" });
    await expect(first).resolves.toMatchObject({ request_id: "1" });
    await expect(second).rejects.toMatchObject({ code: "forbidden", retryable: false });
  });

  it("is told how long to wait by a refusal", async () => {
    const { socket, line, open } = setUp();
    await open();
    const asked = socket.request({ type: "typing", conversation_id: "c", on: true });
    const refusal = { type: "error", request_id: "1", code: "rate_limited", message: "", retryable: true };
    line().answer({ ...refusal, retry_after: 7 });
    await expect(asked).rejects.toMatchObject({ code: "rate_limited", retryable: true, retryAfterMs: 7_000 });
  });

  it("refuses what is not answered in time, and what was asked over a lost line", async () => {
    const { world, socket, line, open } = setUp();
    await open();
    const late = socket.request({ type: "typing", conversation_id: "c", on: true });
    late.catch(() => {});
    await world.run(10_001);
    await expect(late).rejects.toMatchObject({ code: "unreachable", retryable: true });
    const lost = socket.request({ type: "typing", conversation_id: "c", on: true });
    line().break();
    await expect(lost).rejects.toMatchObject({ code: "unreachable" });
    await expect(socket.request({ type: "ping", active: false })).rejects.toMatchObject({ code: "unreachable" });
  });

  it("passes pushes on, and overlooks what is not a frame", async () => {
    const { line, seen, open } = setUp();
    await open();
    line().onmessage?.({ data: "not json" });
    line().answer({ message: "Internal server error", connectionId: "x" });
    line().answer({ type: "queue.updated" });
    expect(seen.pushes).toEqual(["queue.updated"]);
  });
});

describe("staying connected", () => {
  it("tells with each heartbeat whether somebody has been active since the last one", async () => {
    let active = true;
    const { world, line, open } = setUp({ wasActive: () => active });
    await open();
    line().answersPings = true;
    await world.run(28_000);
    active = false;
    await world.run(28_000);
    expect(line().sent.map((frame) => frame.active)).toEqual([true, false]);
  });

  it("asks for the place in the queue with each heartbeat for as long as the visitor waits", async () => {
    let waiting = true;
    const { world, line, open } = setUp({ isInQueue: () => waiting });
    await open();
    line().answersPings = true;
    await world.run(28_000);
    waiting = false;
    await world.run(28_000);
    expect(line().sent.map((frame) => frame.in_queue)).toEqual([true, undefined]);
  });

  it("stays with a line whose heartbeat is too much at once, and beats again when it may", async () => {
    const { world, socket, lines, line, open } = setUp();
    await open();
    await world.run(28_000);
    const request_id = line().sent[0]?.request_id;
    line().answer({ type: "error", request_id, code: "rate_limited", message: "", retryable: true, retry_after: 20 });
    await world.run(19_000);
    expect(line().sent).toHaveLength(1);
    line().answersPings = true;
    await world.run(3_000);
    expect(line().sent).toHaveLength(2);
    expect([socket.state, lines.length]).toEqual(["open", 1]);
  });

  it("gives up a line that does not answer the heartbeat", async () => {
    const { world, socket, lines, line, open } = setUp();
    await open();
    await world.run(28_000);
    line().pong();
    expect(socket.state).toBe("open");
    await world.run(28_000);
    expect(lines).toHaveLength(1);
    await world.run(7_000);
    expect(lines.length).toBeGreaterThan(1);
  });

  it("pauses offline, and connects at once when back", async () => {
    const { world, socket, lines, open } = setUp();
    await open();
    await world.change({ online: false });
    expect(socket.state).toBe("paused");
    await world.run(60_000);
    expect(lines).toHaveLength(1);
    await world.change({ online: true });
    expect(lines).toHaveLength(2);
  });

  it("lets go of the line when hidden for long, and takes it up when seen again", async () => {
    const { world, socket, lines, line, open } = setUp();
    await open();
    line().answersPings = true;
    await world.change({ hidden: true });
    await world.run(59_000);
    expect(socket.state).toBe("open");
    await world.run(2_000);
    expect(socket.state).toBe("paused");
    await world.change({ hidden: false });
    expect(lines).toHaveLength(2);
  });

  it("asks at once whether the line still lives when the page is seen again", async () => {
    const { world, line, open } = setUp();
    await open();
    await world.change({ hidden: true });
    await world.change({ hidden: false });
    expect(line().sent.map(({ type }) => type)).toEqual(["ping"]);
  });

  it("keeps the line for ever where it must hear everything", async () => {
    const { world, socket, line, open } = setUp({ hiddenGraceMs: Number.POSITIVE_INFINITY });
    await open();
    line().answersPings = true;
    await world.change({ hidden: true });
    await world.run(600_000);
    expect(socket.state).toBe("open");
  });

  it("has another line before the server ends one for its age, and lets go of the old one after", async () => {
    const states: string[] = [];
    const { world, socket, lines, open } = setUp({ onState: (state) => states.push(state) });
    await open();
    const [first] = lines as [Line];
    first.answersPings = true;
    const opened = world.now;
    while (lines.length === 1) await world.run(1_000);
    expect(world.now - opened).toBeGreaterThanOrEqual(110 * 60_000);
    expect(world.now - opened).toBeLessThan(118 * 60_000 + 1_000);
    expect([first.closed, socket.state]).toEqual([false, "open"]);
    const [, second] = lines as [Line, Line];
    second.answersPings = true;
    const asked = socket.request({ type: "typing", conversation_id: "c", on: true });
    second.onopen?.();
    first.answer({ type: "ack", request_id: first.sent.at(-1)?.request_id });
    await expect(asked).resolves.toMatchObject({ type: "ack" });
    expect(states).toEqual(["connecting", "open", "open"]);
    await world.run(6_000);
    expect([first.closed, second.closed, socket.state]).toEqual([true, false, "open"]);
  });

  it("stays with the old line where another is not to be had, and tries again", async () => {
    const { world, socket, lines, open } = setUp();
    await open();
    const [first] = lines as [Line];
    first.answersPings = true;
    while (lines.length === 1) await world.run(1_000);
    lines[1]?.break();
    expect([first.closed, socket.state]).toEqual([false, "open"]);
    await world.run(61_000);
    expect(lines).toHaveLength(3);
    lines[2]?.onopen?.();
    await world.run(6_000);
    expect([first.closed, socket.state]).toEqual([true, "open"]);
  });

  it("connects at once where the machine has slept, as the line is dead and does not know it", async () => {
    const { world, lines, open } = setUp();
    await open();
    await world.run(10_000);
    world.now += 3_600_000;
    await world.run(5_000);
    expect(lines).toHaveLength(2);
    expect(lines[0]?.closed).toBe(true);
  });

  it("holds nothing open while the page is left, and connects at once when it comes back", async () => {
    const { world, socket, lines, open } = setUp();
    await open();
    await world.change({ away: true });
    expect([lines[0]?.closed, socket.state]).toEqual([true, "paused"]);
    await world.run(600_000);
    expect(lines).toHaveLength(1);
    await world.change({ away: false });
    expect(lines).toHaveLength(2);
  });

  it("closes cleanly, and stays closed", async () => {
    const { world, socket, lines, line, open } = setUp();
    await open();
    socket.stop();
    expect(line().closed).toBe(true);
    await world.change({ online: true });
    await world.run(60_000);
    expect(lines).toHaveLength(1);
    expect(socket.state).toBe("idle");
  });
});

/**
 * The law of the log: whatever is delivered, in whatever order, however often or never, a heartbeat and the refetches
 * that it asks for make the window equal to the server's log, each message once, in order. Weaker reducers break it.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acknowledge,
  addPending,
  emptyLog,
  extendBack,
  type Log,
  learnTail,
  needsFetchAfter,
  receive,
} from "../../src/client/log";
import type { Message } from "../../src/client/wire";
import { messageAt } from "../messages";

interface Reducer {
  receive(log: Log, messages: readonly Message[]): Log;
  learnTail(log: Log, tail: number): Log;
}

type Step =
  | { kind: "push"; at: number }
  | { kind: "ack"; at: number }
  | { kind: "pong"; tail: number }
  | { kind: "page"; length: number };

interface Course {
  length: number;
  opensAt: number;
  mine: number[];
  steps: Step[];
}

const LONGEST = 12;

const course: fc.Arbitrary<Course> = fc.integer({ min: 1, max: LONGEST }).chain((length) => {
  const seq = fc.integer({ min: 1, max: length });
  return fc.record({
    length: fc.constant(length),
    opensAt: fc.integer({ min: 0, max: length }),
    mine: fc.uniqueArray(seq),
    steps: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.record({ kind: fc.constant("push" as const), at: seq }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("ack" as const), at: seq }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("pong" as const), tail: seq }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant("page" as const), length: seq }) },
      ),
      { maxLength: 40 },
    ),
  });
});

function serverLog(length: number): Message[] {
  return Array.from({ length }, (_, index) => messageAt(index + 1));
}

function fetch(server: readonly Message[], log: Log, length: number, reducer: Reducer): Log {
  const after = needsFetchAfter(log);
  return after === null ? log : reducer.receive(log, server.slice(after, after + length));
}

function run({ length, opensAt, mine, steps }: Course, reducer: Reducer): { log: Log; server: Message[] } {
  const server = serverLog(length);
  const own = mine.filter((seq) => seq > opensAt);
  let log = own.reduce((before, seq) => addPending(before, pendingFor(messageAt(seq))), emptyLog(opensAt));
  for (const step of steps) {
    log = applyStep(log, step, server, own, reducer);
    expectSound(log);
  }
  log = reducer.learnTail(log, length);
  for (let round = 0; round <= length; round += 1) log = fetch(server, log, 3, reducer);
  return { log, server };
}

function applyStep(log: Log, step: Step, server: readonly Message[], own: readonly number[], reducer: Reducer): Log {
  switch (step.kind) {
    case "push":
      return reducer.receive(log, server.slice(step.at - 1, step.at));
    case "ack":
      return own.includes(step.at) ? acknowledge(log, messageAt(step.at)) : log;
    case "pong":
      return reducer.learnTail(log, step.tail);
    case "page":
      return fetch(server, log, step.length, reducer);
  }
}

function pendingFor({ client_id, content }: Message) {
  return { clientId: client_id, baseSeq: 0, content, createdAt: 0, state: "queued" as const };
}

function expectSound(log: Log): void {
  const seqs = log.messages.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
  const stored = new Set(log.messages.map(({ client_id }) => client_id));
  expect(log.pending.filter(({ clientId }) => stored.has(clientId))).toEqual([]);
}

function law(reducer: Reducer) {
  return fc.property(course, (given) => {
    const { log, server } = run(given, reducer);
    expectSound(log);
    expect(log.messages).toEqual(server.slice(given.opensAt));
    expect(log.pending).toEqual([]);
  });
}

const asShipped: Reducer = { receive, learnTail };

const ablations: Record<string, Reducer> = {
  "the watermark is the highest seq seen": {
    learnTail,
    receive(log, messages) {
      const next = receive(log, messages);
      const highest = Math.max(next.watermark, ...next.ahead.keys());
      const taken = [...next.messages, ...next.ahead.values()].sort((one, other) => one.seq - other.seq);
      return { ...next, messages: taken, watermark: highest, ahead: new Map() };
    },
  },
  "what is not next is thrown away, and its seq forgotten": {
    learnTail: (log) => log,
    receive: (log, messages) => {
      const next = receive(log, messages);
      return { ...next, ahead: new Map(), tail: next.watermark };
    },
  },
  "messages are shown as they arrive": {
    learnTail,
    receive: (log, messages) => ({
      ...log,
      messages: [...log.messages, ...messages],
      watermark: Math.max(log.watermark, ...messages.map(({ seq }) => seq)),
    }),
  },
  "the heartbeat's tail is ignored": { receive, learnTail: (log) => log },
};

describe("the law of the log", () => {
  it("holds", () => {
    fc.assert(law(asShipped), { numRuns: 2_000 });
  });

  it.each(Object.entries(ablations))("is broken where %s", (_, reducer) => {
    expect(fc.check(law(reducer), { numRuns: 500 }).failed).toBe(true);
  });

  it("holds for history: pages from below the window join it without a gap", () => {
    fc.assert(
      fc.property(course, fc.integer({ min: 1, max: 5 }), (given, pageSize) => {
        const { log: open, server } = run(given, asShipped);
        let log = open;
        while (log.floor > 0) {
          const from = Math.max(0, log.floor - pageSize);
          log = extendBack(log, server.slice(from, log.floor), from > 0);
        }
        expect(log.messages).toEqual(server);
      }),
    );
  });
});

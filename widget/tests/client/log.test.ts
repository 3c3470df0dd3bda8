import { describe, expect, it } from "vitest";
import {
  acknowledge,
  addPending,
  dropPending,
  emptyLog,
  extendBack,
  learnTail,
  markPending,
  needsFetchAfter,
  type PendingMessage,
  receive,
} from "../../src/client/log";
import { messageAt } from "../messages";

const written: PendingMessage = {
  clientId: "0.mine",
  baseSeq: 0,
  content: "hello",
  createdAt: 0,
  state: "queued",
};

const seqs = (log: ReturnType<typeof emptyLog>) => log.messages.map(({ seq }) => seq);

describe("receiving", () => {
  it("keeps what lies beyond a gap until the gap is filled", () => {
    const gapped = receive(emptyLog(), [messageAt(1), messageAt(3)]);
    expect(seqs(gapped)).toEqual([1]);
    expect(needsFetchAfter(gapped)).toBe(1);
    const whole = receive(gapped, [messageAt(2)]);
    expect(seqs(whole)).toEqual([1, 2, 3]);
    expect(needsFetchAfter(whole)).toBeNull();
  });

  it("asks from the watermark, however high the tail is", () => {
    expect(needsFetchAfter(learnTail(receive(emptyLog(), [messageAt(1), messageAt(7)]), 40))).toBe(1);
  });

  it("gives back the same log where nothing is new", () => {
    const log = receive(emptyLog(), [messageAt(1)]);
    expect(receive(log, [messageAt(1)])).toBe(log);
    expect(learnTail(log, 1)).toBe(log);
  });
});

describe("what is pending", () => {
  it("stays last, and leaves when the log brings it", () => {
    const log = receive(addPending(emptyLog(), written), [messageAt(1)]);
    expect(log.pending).toEqual([written]);
    expect(receive(log, [messageAt(2, { client_id: "0.mine" })]).pending).toEqual([]);
  });

  it("is shown as sent while its acknowledgement lies beyond a gap", () => {
    const log = acknowledge(addPending(emptyLog(), written), messageAt(2, { client_id: "0.mine" }));
    expect(log.pending.map(({ state }) => state)).toEqual(["sent"]);
    expect(seqs(receive(log, [messageAt(1)]))).toEqual([1, 2]);
  });

  it("leaves too when it had been stored long before the window", () => {
    const log = acknowledge(addPending(emptyLog(50), written), messageAt(7, { client_id: "0.mine" }));
    expect(log.pending).toEqual([]);
    expect(needsFetchAfter(log)).toBeNull();
  });

  it("leaves when history brings it", () => {
    const log = extendBack(addPending(emptyLog(1), written), [messageAt(1, { client_id: "0.mine" })], false);
    expect(log.pending).toEqual([]);
  });

  it("is not added a second time, nor after it was stored", () => {
    const twice = addPending(addPending(emptyLog(), written), written);
    expect(twice.pending).toHaveLength(1);
    const stored = receive(emptyLog(), [messageAt(1, { client_id: "0.mine" })]);
    expect(addPending(stored, written)).toBe(stored);
  });

  it("tells why it failed, and forgets it on the next try", () => {
    const failure = { code: "conflict", message: "Too late." } as const;
    const failed = markPending(addPending(emptyLog(), written), "0.mine", "failed", failure);
    expect(failed.pending[0]).toMatchObject({ state: "failed", failure });
    expect(markPending(failed, "0.mine", "queued").pending).toEqual([written]);
    expect(dropPending(failed, "0.mine").pending).toEqual([]);
  });
});

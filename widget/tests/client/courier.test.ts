import { describe, expect, it } from "vitest";
import { Courier, type CourierEvent } from "../../src/client/courier";
import { ApiError } from "../../src/client/http";
import { MemoryOutbox, type OutboxEntry } from "../../src/client/outbox";
import { FakeServer } from "../fake_server";
import { CONVERSATION, messageAt, stateAt } from "../messages";
import { World } from "../world";

const LIMITS = {
  message_length: 20,
  page_size: 5,
  heartbeat_seconds: 25,
  attachment_bytes: 1_000_000,
  attachment_types: {},
};

function setUp(outbox = new MemoryOutbox()) {
  const world = new World();
  const server = new FakeServer(world);
  const asked: string[] = [];
  const api = server.api("visitor");
  const counted = {
    ...api,
    send: (...given: Parameters<typeof api.send>) => {
      asked.push("send");
      return api.send(...given);
    },
    conversation: (id: string) => {
      asked.push("conversation");
      return api.conversation(id);
    },
    markRead: (...given: Parameters<typeof api.markRead>) => {
      asked.push("read");
      return api.markRead(...given);
    },
  };
  const courier = new Courier({
    participant: "visitor",
    identity: "visitor",
    api: counted,
    outbox,
    limits: LIMITS,
    surroundings: world.surroundings(() => server.socket("visitor")),
  });
  const events: CourierEvent[] = [];
  courier.onEvent((event) => events.push(event));
  const view = (id = CONVERSATION) => courier.getSnapshot().conversations.get(id);
  const contents = () => view()?.log.messages.map(({ content }) => content);
  const push = (frame: object) => {
    for (const connection of server.connections) connection.deliver(frame as never);
  };
  const follow = () => courier.follow(server.conversation());
  return { world, server, courier, asked, events, view, contents, push, follow, outbox };
}

const agentSays = (server: FakeServer, content: string) =>
  server.append("agent", { client_id: `0.${content}`, content });

describe("sending", () => {
  it("resolves with the seq, shows the message at once, and empties the outbox", async () => {
    const { world, courier, view, outbox, events, follow } = setUp();
    follow();
    courier.start();
    await world.run(1_000);
    const sent = courier.send(CONVERSATION, "hello");
    await world.run(0);
    expect(view()?.log.pending.map(({ content }) => content)).toEqual(["hello"]);
    await world.run(1_000);
    await expect(sent).resolves.toMatchObject({ seq: 1 });
    expect(view()?.log.pending).toEqual([]);
    expect(await outbox.list("visitor")).toEqual([]);
    expect(events.filter(({ type }) => type === "sent")).toHaveLength(1);
  });

  it("carries the watermark in the client_id", async () => {
    const { world, server, courier, follow } = setUp();
    agentSays(server, "one");
    agentSays(server, "two");
    follow();
    void courier.send(CONVERSATION, "three");
    await world.run(1_000);
    expect(server.log[2]?.client_id).toMatch(/^2\./);
  });

  it("goes over HTTP without a socket, and where a frame would be too large", async () => {
    const { world, courier, asked, follow } = setUp();
    follow();
    void courier.send(CONVERSATION, "no socket");
    await world.run(1_000);
    courier.start();
    await world.run(1_000);
    void courier.send(CONVERSATION, "through the socket");
    await world.run(1_000);
    expect(asked).toEqual(["send"]);
  });

  it("does not take another way once they have signed out: they would be somebody new there", async () => {
    const { world, server, courier, asked, follow, outbox } = setUp();
    agentSays(server, "hello");
    follow();
    courier.start();
    await world.run(1_000);
    courier.markRead(CONVERSATION, 1);
    await world.run(395);
    void courier.send(CONVERSATION, "on its way");
    await world.run(10);
    await outbox.clear("visitor");
    courier.signOut();
    await world.run(60_000);
    expect(asked).toEqual([]);
    expect(await outbox.list("visitor")).toEqual([]);
  });

  it("refuses what is empty or too long, and stores nothing", async () => {
    const { courier, view, outbox, follow } = setUp();
    follow();
    await expect(courier.send(CONVERSATION, "  ")).rejects.toMatchObject({ code: "invalid_request" });
    await expect(courier.send(CONVERSATION, "😀".repeat(21))).rejects.toMatchObject({ code: "message_too_long" });
    await expect(outbox.list("visitor")).resolves.toEqual([]);
    expect(view()?.log.pending).toEqual([]);
  });

  it("keeps a refused message with its reason, and sends it again under the same client_id", async () => {
    const { world, server, courier, view, outbox, events, follow } = setUp();
    follow();
    server.refusal = new ApiError("invalid_transition", "It has ended.", false);
    const sent = courier.send(CONVERSATION, "too late");
    sent.catch(() => {});
    await world.run(1_000);
    const [failed] = view()?.log.pending ?? [];
    expect(failed).toMatchObject({
      state: "failed",
      failure: { code: "invalid_transition", message: "It has ended." },
    });
    expect(events.some(({ type }) => type === "failed")).toBe(true);
    await expect(sent).rejects.toMatchObject({ code: "invalid_transition" });
    expect(await outbox.list("visitor")).toMatchObject([{ failure: { code: "invalid_transition" } }]);

    server.refusal = null;
    await courier.retry(failed?.clientId ?? "");
    await world.run(1_000);
    expect(server.log.map(({ client_id }) => client_id)).toEqual([failed?.clientId]);
    expect(view()?.log.pending).toEqual([]);
  });

  it("waits as long as it is asked to, without telling anybody that it failed", async () => {
    const { world, server, courier, view, follow } = setUp();
    follow();
    server.refusal = new ApiError("rate_limited", "Later.", true, { retryAfterMs: 5_000 });
    void courier.send(CONVERSATION, "patience");
    await world.run(3_000);
    expect(view()?.log.pending).toMatchObject([{ state: "queued" }]);
    server.refusal = null;
    await world.run(1_000);
    expect(server.log).toEqual([]);
    await world.run(3_000);
    expect(server.log).toHaveLength(1);
  });

  it("keeps every message of a burst that is too much, and delivers each once and in order as it is told to", async () => {
    const { world, server, courier, outbox, follow } = setUp();
    follow();
    courier.start();
    await world.run(1_000);
    const written = Array.from({ length: 8 }, (_, number) => `word ${number}`);
    for (const words of written) courier.send(CONVERSATION, words).catch(() => {});
    let free = 3;
    const { append } = server;
    server.append = (...given) => {
      if (free === 0) throw new ApiError("rate_limited", "Later.", true, { retryAfterMs: 2_000 });
      free -= 1;
      return append.apply(server, given);
    };
    await world.run(1_000);
    expect(await outbox.list("visitor")).toHaveLength(5);
    for (let tick = 0; tick < 30; tick += 1) {
      free = Math.min(free + 1, 3);
      await world.run(2_000);
    }
    expect(server.log.map(({ content }) => content)).toEqual(written);
    expect(await outbox.list("visitor")).toEqual([]);
  });

  it("discards for good", async () => {
    const { world, server, courier, view, outbox, follow } = setUp();
    follow();
    server.refusal = new ApiError("forbidden", "No.", false);
    courier.send(CONVERSATION, "never mind").catch(() => {});
    await world.run(1_000);
    await courier.discard(view()?.log.pending[0]?.clientId ?? "");
    expect(view()?.log.pending).toEqual([]);
    expect(await outbox.list("visitor")).toEqual([]);
  });

  it("takes up what an earlier page left, and drops it where the conversation is gone", async () => {
    const outbox = new MemoryOutbox();
    const left: OutboxEntry = {
      clientId: "0.left",
      identity: "visitor",
      conversationId: CONVERSATION,
      content: "left behind",
      createdAt: 1,
    };
    await outbox.put(left);
    await outbox.put({ ...left, clientId: "0.other", identity: "somebody else" });
    const { world, server, courier } = setUp(outbox);
    void courier.restore();
    await world.run(1_000);
    expect(server.log.map(({ client_id }) => client_id)).toEqual(["0.left"]);
    expect(await outbox.list("somebody else")).toHaveLength(1);
  });
});

describe("a line of somebody who has become somebody else", () => {
  it("keeps nobody from the conversation that is theirs still", async () => {
    const { world, server, courier, asked, view, contents, follow } = setUp();
    server.lineRefusal = new ApiError("not_found", "There is no such conversation.", false);
    follow();
    courier.start();
    await world.run(1_000);
    expect(view()?.gone).toBe(false);
    agentSays(server, "hello");
    void courier.send(CONVERSATION, "still here");
    await world.run(30_000);
    expect(asked).toContain("send");
    expect(contents()).toEqual(["hello", "still here"]);
    expect(view()).toMatchObject({ gone: false, log: { pending: [] } });
  });
});

describe("starting a conversation", () => {
  it("shows a draft, which becomes the conversation with all that was written meanwhile", async () => {
    const { world, server, courier, view, contents, events, outbox } = setUp();
    const { draftId, sent } = courier.startConversation({}, "first");
    void courier.send(draftId, "second");
    await world.run(0);
    expect(view(draftId)?.log.pending.map(({ content }) => content)).toEqual(["first", "second"]);
    await world.run(2_000);
    await expect(sent).resolves.toMatchObject({ seq: 1 });
    expect(view(draftId)).toBeUndefined();
    expect(contents()).toEqual(["first", "second"]);
    expect(server.log.map(({ content }) => content)).toEqual(["first", "second"]);
    expect(events.find(({ type }) => type === "started")).toMatchObject({
      draftId,
      conversation: { id: CONVERSATION },
    });
    expect(await outbox.list("visitor")).toEqual([]);
  });

  it("is repeated by the next page under the same client_ids", async () => {
    const first = setUp();
    first.server.faults = { push: 0, request: 1, break: 0 };
    const { draftId } = first.courier.startConversation({}, "first");
    void first.courier.send(draftId, "second");
    await first.world.run(1_000);
    first.courier.stop();

    const next = setUp(first.outbox);
    void next.courier.restore();
    await next.world.run(2_000);
    expect(next.server.log.map(({ content }) => content)).toEqual(["first", "second"]);
    expect(await first.outbox.list("visitor")).toEqual([]);
  });
});

describe("following", () => {
  it("announces what is new once, in order, whoever fills the gap", async () => {
    const { world, server, courier, events, push, follow } = setUp();
    follow();
    courier.start();
    await world.run(1_000);
    server.log.push(messageAt(1, { sender_type: "agent" }), messageAt(2, { sender_type: "agent" }));
    const created = { type: "message.created", conversation_id: CONVERSATION, conversation: stateAt(1) };
    push({ ...created, message: server.log[1] });
    await world.run(1_000);
    push({ ...created, message: server.log[0] });
    await world.run(1_000);
    const announced = events.flatMap((event) =>
      event.type === "received" ? event.messages.map(({ seq }) => seq) : [],
    );
    expect(announced).toEqual([1, 2]);
  });

  it("loads history page by page, without announcing it", async () => {
    const { world, server, courier, contents, events, view, follow } = setUp();
    for (let count = 1; count <= 7; count += 1) agentSays(server, `line ${count}`);
    follow();
    for (let page = 0; page < 3; page += 1) {
      void courier.loadEarlier(CONVERSATION);
      await world.run(1_000);
    }
    expect(contents()).toEqual([1, 2, 3, 4, 5, 6, 7].map((count) => `line ${count}`));
    expect(view()?.log.floor).toBe(0);
    expect(events).toEqual([]);
  });

  it("shows who is typing until they write or fall silent", async () => {
    const { world, server, courier, view, push, follow } = setUp();
    follow();
    courier.start();
    await world.run(1_000);
    const typing = {
      type: "typing",
      conversation_id: CONVERSATION,
      sender_type: "agent",
      sender_name: "Ana",
      on: true,
    };
    push({ ...typing, sender_id: "agent" });
    expect(view()?.typing).toHaveLength(1);
    agentSays(server, "here");
    await world.run(100);
    expect(view()?.typing).toEqual([]);
    push({ ...typing, sender_id: "agent" });
    await world.run(7_000);
    expect(view()?.typing).toEqual([]);
  });

  it("shows what the bot is writing until somebody else has the conversation or it falls silent", async () => {
    const { world, courier, view, push, follow } = setUp();
    follow();
    courier.start();
    await world.run(1_000);
    const writes = (text: string) =>
      push({ type: "bot.writing", conversation_id: CONVERSATION, sender_name: "Kopi", text });
    const shown = () => view()?.typing.map(({ text }) => text);
    courier.learnState(stateAt(4, { handler: "bot" }));
    writes("Two days.");
    writes("Two days. It is free.");
    expect(shown()).toEqual(["Two days. It is free."]);
    courier.learnState(stateAt(5, { handler: "agent" }));
    expect(shown()).toEqual([]);
    courier.learnState(stateAt(6, { handler: "bot" }));
    writes("Two days.");
    await world.run(14_000);
    expect(shown()).toEqual(["Two days."]);
    await world.run(2_000);
    expect(shown()).toEqual([]);
  });

  it("shows nothing of what the bot goes on writing once an agent has the conversation", async () => {
    const { world, courier, view, push, follow } = setUp();
    follow();
    courier.start();
    await world.run(1_000);
    const writes = () => push({ type: "bot.writing", conversation_id: CONVERSATION, sender_name: "Kopi", text: "Two" });
    courier.learnState(stateAt(5, { status: "active", handler: "bot" }));
    writes();
    expect(view()?.typing).toHaveLength(1);
    courier.learnState(stateAt(6, { status: "active", handler: "agent" }));
    writes();
    expect(view()?.typing).toEqual([]);
    push({ type: "typing", conversation_id: CONVERSATION, sender_type: "agent", sender_id: "ana", on: true });
    expect(view()?.typing.map(({ senderId }) => senderId)).toEqual(["ana"]);
  });

  it("does not let an old state undo a new one", async () => {
    const { courier, view, follow } = setUp();
    follow();
    courier.learnState(stateAt(5, { status: "resolved" }));
    courier.learnState(stateAt(4, { status: "active" }));
    expect(view()?.state?.status).toBe("resolved");
  });

  it("gathers read receipts, and tells them when it can", async () => {
    const { world, server, courier, follow } = setUp();
    for (let count = 1; count <= 3; count += 1) agentSays(server, `line ${count}`);
    follow();
    server.faults = { push: 0, request: 1, break: 0 };
    courier.markRead(CONVERSATION, 2);
    courier.markRead(CONVERSATION, 3);
    await world.run(1_000);
    expect(server.read.visitor).toBe(0);
    server.faults = { push: 0, request: 0, break: 0 };
    courier.start();
    await world.run(1_000);
    expect(server.read.visitor).toBe(3);
  });
});

describe("closing", () => {
  it("is for good, though somebody who hears of it would connect again", async () => {
    const { world, server, courier, follow } = setUp();
    follow();
    courier.start();
    await world.run(1_000);
    expect(server.connections.size).toBe(1);
    courier.subscribe(() => courier.start());
    courier.close();
    await world.run(60_000);
    expect(server.connections.size).toBe(0);
  });
});

describe("where WebSockets are blocked", () => {
  it("polls at 2, then 5, then 15 seconds, and goes back to the socket when it opens", async () => {
    const { world, server, courier, asked, contents, follow } = setUp();
    server.socketsBlocked = true;
    follow();
    courier.start();
    await world.run(15_000);
    expect(courier.getSnapshot().connection).toBe("polling");
    agentSays(server, "by polling");
    await world.run(2_200);
    expect(contents()).toEqual(["by polling"]);

    const pollsIn = async (ms: number) => {
      const before = asked.length;
      await world.run(ms);
      return asked.length - before;
    };
    expect(await pollsIn(20_000)).toBeGreaterThanOrEqual(9);
    await world.run(15_000);
    expect(await pollsIn(60_000)).toBeLessThanOrEqual(12);
    await world.run(60_000);
    expect(await pollsIn(60_000)).toBeLessThanOrEqual(4);

    server.socketsBlocked = false;
    await world.run(40_000);
    expect(courier.getSnapshot().connection).toBe("live");
    expect(await pollsIn(60_000)).toBe(0);
  });

  it("says that it is offline when it is", async () => {
    const { world, courier } = setUp();
    courier.start();
    await world.run(1_000);
    await world.change({ online: false });
    expect(courier.getSnapshot().connection).toBe("offline");
    await world.change({ online: true });
    await world.run(1_000);
    expect(courier.getSnapshot().connection).toBe("live");
  });
});

describe("waiting in the queue", () => {
  it("learns the place by each heartbeat, and asks no more once somebody has come", async () => {
    const { world, server, courier, view, push, follow } = setUp();
    follow();
    courier.start();
    await world.run(1_000);
    const places: (number | null | undefined)[] = [];
    for (const place of [3, 1]) {
      server.place = place;
      await world.run(30_000);
      places.push(view()?.queuePosition);
    }
    expect(places).toEqual([3, 1]);
    push({
      type: "conversation.assigned",
      conversation_id: CONVERSATION,
      conversation: stateAt(3, { status: "active" }),
    });
    server.place = 7;
    await world.run(30_000);
    expect(view()).toMatchObject({ state: { status: "active" }, queuePosition: 1 });
  });
});

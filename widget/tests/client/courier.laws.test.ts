/**
 * The delivery contract seen from its two ends: a visitor and an agent write to one conversation while pushes are
 * lost, repeated and late, requests and answers vanish, connections break and pages are reloaded. In the end both
 * screens show the server's log, and nothing is left in an outbox.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Courier } from "../../src/client/courier";
import { MemoryOutbox } from "../../src/client/outbox";
import { FakeServer, NO_FAULTS, type Sender } from "../fake_server";
import { CONVERSATION } from "../messages";
import { World } from "../world";

const LIMITS = {
  message_length: 4000,
  page_size: 5,
  heartbeat_seconds: 25,
  attachment_bytes: 1_000_000,
  attachment_types: {},
};
const MESSAGES_EACH = 8;
const injectedInAll: Record<string, number> = {};

class Participant {
  courier: Courier;
  readonly received: number[] = [];
  readonly outbox = new MemoryOutbox();
  readonly #server: FakeServer;
  readonly #world: World;
  readonly #sender: Sender;

  constructor(server: FakeServer, world: World, sender: Sender) {
    this.#server = server;
    this.#world = world;
    this.#sender = sender;
    this.courier = this.#open();
  }

  /** The page goes away, and all that it knew with it, apart from the outbox. */
  reload(): void {
    this.courier.stop();
    this.courier = this.#open();
  }

  messages() {
    return this.courier.getSnapshot().conversations.get(CONVERSATION)?.log;
  }

  #open(): Courier {
    const courier = new Courier({
      participant: this.#sender,
      identity: this.#sender,
      api: this.#server.api(this.#sender),
      outbox: this.outbox,
      limits: LIMITS,
      surroundings: this.#world.surroundings(() => this.#server.socket(this.#sender)),
    });
    courier.start();
    courier.follow(this.#server.conversation());
    void courier.restore();
    return courier;
  }
}

async function live(seed: number): Promise<{ server: FakeServer; world: World; participants: Participant[] }> {
  const world = new World(seed);
  const server = new FakeServer(world);
  server.faults = { push: 0.4, request: 0.12, break: 0.08 };
  server.socketsBlocked = world.random() < 0.2;
  const participants = (["visitor", "agent"] as const).map((sender) => new Participant(server, world, sender));
  for (let count = 0; count < MESSAGES_EACH; count += 1) {
    for (const [at, participant] of participants.entries()) {
      void participant.courier.send(CONVERSATION, `${at}: ${count}`);
      await world.run(world.random() * 4_000);
      if (world.random() < 0.1) participant.reload();
      if (world.random() < 0.1) await world.change({ online: !world.online });
    }
  }
  server.faults = NO_FAULTS;
  await world.change({ online: true });
  await world.run(180_000);
  return { server, world, participants };
}

async function historyOf(participant: Participant, world: World): Promise<readonly { seq: number }[]> {
  for (let page = 0; page < 20; page += 1) {
    void participant.courier.loadEarlier(CONVERSATION);
    await world.run(1_000);
  }
  return participant.messages()?.messages ?? [];
}

describe("two participants and a bad network", () => {
  it("end with the same log, each message once, in order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { server, world, participants } = await live(seed);
        const contents = server.log.map(({ content }) => content);
        expect(contents).toHaveLength(2 * MESSAGES_EACH);
        expect(new Set(contents).size).toBe(2 * MESSAGES_EACH);
        for (const participant of participants) {
          expect(await historyOf(participant, world)).toEqual(server.log);
          expect(participant.messages()?.pending).toEqual([]);
        }
        for (const sender of ["visitor", "agent"] as const)
          expect(await participants[0]?.outbox.list(sender)).toEqual([]);
        for (const [fault, count] of Object.entries(server.injected)) {
          injectedInAll[fault] = (injectedInAll[fault] ?? 0) + count;
        }
      }),
      { numRuns: 150 },
    );
    expect(Object.values(injectedInAll).every((count) => count > 0)).toBe(true);
    console.log("faults injected:", injectedInAll);
  }, 60_000);

  it("keep each sender's own order, also over a reload", async () => {
    const { server } = await live(7);
    for (const sender of [0, 1]) {
      const own = server.log.map(({ content }) => content).filter((content) => content.startsWith(`${sender}:`));
      expect(own).toEqual(Array.from({ length: MESSAGES_EACH }, (_, count) => `${sender}: ${count}`));
    }
  });
});

import { describe, expect, it } from "vitest";
import { addPending, emptyLog, receive } from "../../src/client/log";
import type { Message, MessageForm } from "../../src/client/wire";
import { openForm, rowsOf, told } from "../../src/panel/conversation/entries";
import { texts as en } from "../../src/panel/texts/en";
import { texts as id } from "../../src/panel/texts/id";
import { messageAt } from "../messages";

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 10, minutes)).toISOString();
const agent = { sender_type: "agent", sender_id: "ana", sender_name: "Ana" } as const;

function rows(messages: Partial<Message>[], agentReadSeq = 0) {
  const log = receive(
    emptyLog(),
    messages.map((message, index) => messageAt(index + 1, { created_at: at(index), ...message })),
  );
  return rowsOf({ log, agentReadSeq });
}

describe("rows", () => {
  it("stand together by sender, under one day", () => {
    const kinds = rows([{}, {}, agent, agent, {}]).map((row) => (row.kind === "group" ? row.bubbles.length : row.kind));
    expect(kinds).toEqual(["day", 2, 2, 1]);
  });

  it("part where time has passed, or another person writes", () => {
    const budi = { ...agent, sender_name: "Budi" };
    const kinds = rows([agent, { ...agent, created_at: at(20) }, { ...budi, created_at: at(21) }]).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(["day", "group", "group", "group"]);
  });

  it("open a new day, and never an old one again", () => {
    const tomorrow = new Date(Date.UTC(2026, 0, 7, 12)).toISOString();
    const kinds = rows([{}, { created_at: tomorrow }, { created_at: at(1) }]).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "day")).toHaveLength(2);
  });

  it("show system messages as lines of their own", () => {
    const [, line] = rows([{ sender_type: "system", type: "system", content: "Ana joined" }]);
    expect(line).toMatchObject({ kind: "system", text: "Ana joined" });
  });

  it("tell how far one's own messages have come", () => {
    const log = addPending(receive(emptyLog(), [messageAt(1), messageAt(2)]), {
      clientId: "2.x",
      baseSeq: 2,
      content: "third",
      createdAt: Date.parse(at(1)),
      state: "queued",
    });
    const bubbles = rowsOf({ log, agentReadSeq: 1 }).flatMap((row) => (row.kind === "group" ? row.bubbles : []));
    expect(bubbles.map(({ progress }) => progress)).toEqual(["read", "sent", "sending"]);
  });
});

describe("a question", () => {
  const form: MessageForm = { kind: "choice", choices: [{ value: "yes", label: "Yes" }] };
  const question: Partial<Message> = { ...agent, sender_type: "bot", metadata: { form } };
  const said = (...messages: Partial<Message>[]) =>
    receive(
      emptyLog(),
      messages.map((each, at) => messageAt(at + 1, each)),
    );

  it("waits for its answer until somebody says something", () => {
    expect(openForm({ log: said({}, question) })).toEqual(form);
    expect(openForm({ log: said(question, { sender_type: "system" }) })).toEqual(form);
    expect(openForm({ log: said(question, {}) })).toBeNull();
    expect(openForm({ log: said(question, agent) })).toBeNull();
  });

  it("is answered as soon as the answer is written", () => {
    const pending = { clientId: "1.x", baseSeq: 1, content: "Yes", createdAt: 0, state: "queued" } as const;
    expect(openForm({ log: addPending(said(question), pending) })).toBeNull();
  });
});

describe("what happened", () => {
  const resolvedBy = (actor_name: string) => ({
    text: `${actor_name} marked the conversation as resolved.`,
    metadata: { event: "resolved", actor_name } as const,
  });

  it("is told in the reader's language", () => {
    expect(told(en, resolvedBy("Ana"))).toBe("Ana marked the conversation as resolved.");
    expect(told(id, resolvedBy("Ana"))).toBe("Ana menandai percakapan selesai.");
    expect(told(id, { text: "Hello", metadata: null })).toBe("Hello");
  });

  it("was the reader's own doing where nobody is named", () => {
    expect(told(en, resolvedBy("Visitor"))).toBe("You marked the conversation as resolved.");
    expect(told(id, resolvedBy("Visitor"))).toBe("Anda menandai percakapan selesai.");
  });
});

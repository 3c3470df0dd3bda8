import type { AgentConversation, CourierEvent, Escalation } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { DEFAULT_ALERTS } from "../src/alerts/alert_settings";
import { alertFor, type Onlooker } from "../src/alerts/rules";
import { entriesOf } from "../src/conversation/entries";
import {
  actionsFor,
  isAutomatic,
  mayEscalate,
  mayHandBack,
  mayWrite,
  remedyFor,
} from "../src/conversation/permissions";
import { untold } from "../src/conversation/untold";
import { withMessage, withState } from "../src/inbox/patches";
import { escalationWords, outcomeWords, resultWords, sureness } from "../src/text/escalation";
import { happeningWords } from "../src/text/happenings";
import { percent } from "../src/text/numbers";
import { conversation, ME, message } from "./records";

const BOT = { id: "bot", name: "Bot" };

function escalation(fields: Partial<Escalation> = {}): Escalation {
  return {
    number: 1,
    reason: "low_confidence",
    by: BOT,
    at: "2026-11-12T08:00:03.000Z",
    metadata: { confidence: "0.42", threshold: "0.65" },
    ...fields,
  };
}

const withBot = (fields: Partial<AgentConversation> = {}) =>
  conversation({ status: "active", handler: "bot", unanswered_since: null, ...fields });
const mine = (fields: Partial<AgentConversation> = {}) => conversation({ status: "active", agent: ME, ...fields });

describe("a conversation that the bot has", () => {
  it("can be taken over by anybody, and is written in only afterwards", () => {
    expect(actionsFor(withBot(), ME)).toEqual(["accept", "resolve", "close"]);
    expect(remedyFor(withBot())).toBe("accept");
    expect(mayWrite(withBot(), ME)).toBe(false);
    expect(mayWrite(mine(), ME)).toBe(true);
  });

  it("is nobody's any more when it is over", () => {
    expect(isAutomatic(withBot())).toBe(true);
    expect(isAutomatic(withBot({ handler: "workflow" }))).toBe(true);
    expect(isAutomatic(withBot({ status: "closed" }))).toBe(false);
    expect(remedyFor(withBot({ status: "closed" }))).toBe("reopen");
    expect(actionsFor(withBot({ status: "resolved" }), ME)).toEqual(["close"]);
  });

  it("is handed back where its widget has a bot, by whoever has it", () => {
    const [bot, workflow] = [{ handler_type: "ai_bot" }, { handler_type: "workflow" }] as const;
    expect(mayHandBack(mine(), ME, bot)).toBe(true);
    expect(mayHandBack(mine(), ME, workflow)).toBe(false);
    expect(mayHandBack(mine(), ME, undefined), "the widget is not known yet").toBe(false);
    expect(mayHandBack(mine(), { id: "agent-budi", role: "agent" }, bot)).toBe(false);
    expect(mayHandBack(withBot(), ME, bot)).toBe(false);
    expect(mayHandBack(mine({ status: "pending", agent: null }), ME, bot)).toBe(false);
  });

  it("can be escalated, as can one's own", () => {
    expect([withBot(), mine()].map((held) => mayEscalate(held, ME))).toEqual([true, true]);
    expect(mayEscalate(conversation(), ME)).toBe(false);
    expect(mayEscalate(mine(), { id: "agent-budi", role: "agent" })).toBe(false);
  });

  it("waits for nobody of the team when its visitor writes", () => {
    expect(withMessage(withBot(), message(2)).unanswered_since).toBeNull();
    const state = { id: "c1", status: "active", handler: "bot", version: 2 } as const;
    expect(withState(mine({ unanswered_since: "2026-11-12T08:00:01.000Z" }), state).unanswered_since).toBeNull();
  });
});

describe("why a person is called for", () => {
  it.each([
    ["human_request", {}, "The visitor asked for a person"],
    ["low_confidence", {}, "The bot was not sure enough to answer"],
    ["message_cap", { messages: "9" }, "Not solved after 9 messages to the bot"],
    ["message_cap", {}, "Not solved after many messages to the bot"],
    ["silence", {}, "Nobody answered for too long"],
    ["workflow", {}, "The workflow leads to a person"],
    ["requested", {}, "The visitor asked for a person by the button"],
    ["agent", {}, "Bot asked for a colleague"],
    ["queue_sla", {}, "Nobody took it out of the queue in time"],
    ["bot_failed", {}, "The bot could not answer: something failed"],
  ] as const)("is told in words: %s", (reason, metadata, words) => {
    expect(escalationWords(escalation({ reason, metadata }))).toBe(words);
  });

  it("comes with how sure the bot was and had to be, where it was about that", () => {
    expect(sureness(escalation())).toBe("42% sure, 65% needed");
    expect(sureness(escalation({ metadata: {} }))).toBeNull();
    expect(sureness(escalation({ metadata: { confidence: "high", threshold: "0.65" } }))).toBeNull();
  });

  it("is never told as sure what is only almost sure", () => {
    expect([1, 0.9994, 0.654, 0].map(percent)).toEqual(["100%", "99%", "65%", "0%"]);
  });

  it("tells what came of it, and of its steps", () => {
    expect(
      (["accepted", "resolved", "closed", "ticketed", null] as const).map((outcome) => outcomeWords({ outcome })),
    ).toEqual(["an agent took it", "it was solved", "it was closed", "it became a ticket", "waiting for a person"]);
    expect(resultWords("offer", "wait")).toBe("nobody took it at once");
    expect(resultWords("ticket", "#7")).toBe("#7");
    expect([resultWords("finish", "accepted"), resultWords("offer", null), resultWords("wait", null)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("stands above the conversation until somebody has answered", () => {
    const last = escalation();
    const pending = conversation({ escalations: [last] });
    const answer = message(2, { sender_type: "agent", created_at: "2026-11-12T08:01:00.000Z" });
    expect(untold(pending)).toBe(last);
    expect(untold(mine({ escalations: [last] }))).toBe(last);
    expect(untold(mine({ escalations: [last], last_message: answer }))).toBeNull();
    expect(untold(mine({ escalations: [last], status: "waiting" }))).toBeNull();
    // Who answered, handed it back to the bot, and took it over again.
    const joined = message(3, { sender_type: "system", created_at: "2026-11-12T08:02:00.000Z" });
    const takenAgain = { escalations: [last], last_message: joined };
    expect(untold(mine({ ...takenAgain, first_response_at: "2026-11-12T08:01:00.000Z" }))).toBeNull();
    expect(untold(mine({ ...takenAgain, first_response_at: "2026-11-12T07:00:00.000Z" }))).toBe(last);
    expect(untold(withBot({ escalations: [last] }))).toBeNull();
    expect(untold(conversation({ escalations: [last], status: "closed" }))).toBeNull();
    expect(untold(conversation())).toBeNull();
  });
});

describe("the log", () => {
  it("keeps what a message carries beside its text", () => {
    const answer = { confidence: 0.9, threshold: 0.65, provider: "retrieval", sources: [], offers_human: false };
    const said = message(1, { sender_type: "bot", sender_id: "bot", sender_name: "Kopi", metadata: { answer } });
    const log = { messages: [said], floor: 0, watermark: 1, tail: 1, ahead: new Map(), pending: [] };
    const run = entriesOf(log, ME, "Amelia").find((entry) => entry.kind === "run");
    expect(run).toMatchObject({ senderType: "bot", lines: [{ message: { metadata: { answer } } }] });
  });

  it.each([
    ["escalated", "Bot called for a person"],
    ["handed_back", "Bot handed it back to the bot"],
    ["ticketed", "Ticket #7 was made"],
  ] as const)("tells what happened: %s", (event, words) => {
    const metadata = { event, actor_name: "Bot", target_name: "7" };
    expect(happeningWords(message(1, { type: "system", metadata }))).toBe(words);
  });
});

describe("an escalation that comes in", () => {
  const onlooker: Onlooker = { agentId: ME.id, openId: null, isLooking: true, find: () => conversation() };
  const pushed = (last: Escalation, status = "pending") =>
    ({
      type: "push",
      frame: {
        type: "conversation.escalated",
        conversation_id: "c1",
        conversation: { id: "c1", status, handler: "agent", version: 3 },
        details: { escalations: [escalation({ number: 1 }), last] },
      },
    }) as unknown as CourierEvent;

  it("calls everybody, with the reason", () => {
    expect(alertFor(pushed(escalation({ number: 2 })), onlooker, DEFAULT_ALERTS)).toEqual({
      kind: "escalated",
      conversationId: "c1",
      key: "c1 escalation 2",
      title: "Amelia needs a person",
      body: "The bot was not sure enough to answer",
    });
  });

  it("does not call whoever has it before their eyes or has called themselves, nor anybody once it is taken", () => {
    const second = escalation({ number: 2 });
    expect(alertFor(pushed(second), { ...onlooker, openId: "c1" }, DEFAULT_ALERTS)).toBeNull();
    expect(alertFor(pushed(escalation({ reason: "agent", by: ME })), onlooker, DEFAULT_ALERTS)).toBeNull();
    expect(alertFor(pushed(second, "active"), onlooker, DEFAULT_ALERTS)).toBeNull();
    expect(alertFor(pushed(escalation({ outcome: "accepted" })), onlooker, DEFAULT_ALERTS)).toBeNull();
  });
});

import type { Webhook } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { entriesFor, SECTIONS } from "../src/shell/entries";
import { attemptWords, EVENTS, eventsWords, hostOf, offWords } from "../src/webhooks/words";

const webhook: Webhook = {
  id: "w1",
  url: "https://hooks.example.com:8443/desk",
  description: "",
  events: ["message.created"],
  active: true,
  off_reason: null,
  failing_since: null,
  secret_hint: "abcd",
  former_secret_until: null,
  created_at: "2026-01-05T09:00:00.000Z",
  updated_at: "2026-01-05T09:00:00.000Z",
};

describe("a webhook in words", () => {
  it("is told from the others by its host", () => {
    expect(hostOf(webhook.url)).toBe("hooks.example.com:8443");
    expect(hostOf("no address")).toBe("no address");
  });

  it("names its one event, and counts several", () => {
    expect(eventsWords(webhook)).toBe("message.created");
    const all = EVENTS.map(({ value }) => value);
    expect(eventsWords({ ...webhook, events: all })).toBe(`${all.length} of ${all.length} events`);
  });

  it("says why it is off", () => {
    expect(offWords({ ...webhook, off_reason: "gone" })).toMatch(/410/);
    expect(offWords({ ...webhook, off_reason: "failing" })).toMatch(/three days/);
    expect(offWords(webhook)).toBe("Switched off.");
  });

  it("tells what came of an attempt, or why nothing did", () => {
    const attempt = { at: webhook.created_at, latency_ms: 3 };
    expect(attemptWords({ ...attempt, status: 503, failure: null })).toBe("Answered 503");
    expect(attemptWords({ ...attempt, status: null, failure: "timeout" })).toBe("No answer in time");
  });
});

describe("the navigation", () => {
  const places = (role: "admin" | "agent") =>
    SECTIONS.flatMap(({ entries }) => entriesFor(role, entries)).map(({ to }) => to);

  it("leads admins to the webhooks, and agents to all but them", () => {
    expect(places("admin")).toContain("/webhooks");
    expect(places("agent")).toEqual(places("admin").filter((place) => place !== "/webhooks"));
  });
});

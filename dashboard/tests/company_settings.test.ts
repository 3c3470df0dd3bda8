import { ApiError, type TenantSettings } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { actorName, doneWords } from "../src/settings/audit_words";
import { changesOf, defaultWords, draftOf, isChanged, NUMBERS, problemsOf, refusedSave } from "../src/settings/company";

const settings: TenantSettings = {
  retention_days: null,
  sla_minutes: 3,
  silence_minutes: null,
  message_cap: null,
  auto_close_hours: null,
  confidence_threshold: 0.7,
  business_hours: null,
  defaults: {
    retention_days: null,
    sla_minutes: 5,
    silence_minutes: 0.5,
    message_cap: 1,
    auto_close_hours: 24,
    confidence_threshold: 0.65,
  },
  updated_at: null,
  version: 4,
};
const words = (name: string) => {
  const field = NUMBERS.find((number) => number.name === name);
  return field && defaultWords(field, settings.defaults);
};

describe("the company's settings", () => {
  it("are shown in their units, and as nothing where they are the deployment's", () => {
    expect(draftOf(settings)).toMatchObject({ sla_minutes: "3", confidence_threshold: "70", retention_days: "" });
    expect(words("sla_minutes")).toBe("5 minutes");
    expect(words("message_cap")).toBe("1 message");
    expect(words("confidence_threshold")).toBe("65 %");
    expect(words("silence_minutes")).toBe("0.5 minutes");
    expect(words("retention_days")).toBe("until somebody erases them");
  });

  it("send what was changed alone, with the version that was seen", () => {
    const draft = draftOf(settings);
    expect(isChanged(draft, settings)).toBe(false);
    const changed = { ...draft, sla_minutes: " ", confidence_threshold: "80", message_cap: "9" };
    expect(isChanged(changed, settings)).toBe(true);
    expect(changesOf(changed, settings)).toEqual({
      sla_minutes: null,
      confidence_threshold: 0.8,
      message_cap: 9,
      version: 4,
    });
  });

  it("are refused before they are sent where they are no whole numbers within their limits", () => {
    const draft = { ...draftOf(settings), sla_minutes: "1.5", message_cap: "0", confidence_threshold: "101" };
    expect(Object.keys(problemsOf(draft)).sort()).toEqual(["confidence_threshold", "message_cap", "sla_minutes"]);
    expect(problemsOf(draft).message_cap).toBe("Enter a whole number from 1 to 1000, or nothing.");
    expect(problemsOf(draftOf(settings))).toEqual({});
  });

  it("say what is wrong within the hours", () => {
    const week = { monday: [{ opens: "09:00", closes: "09:00" }] };
    const empty = { tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
    const hours = { time_zone: "Asia/Jakarta", week: { ...week, ...empty }, holidays: [] };
    const found = Object.keys(problemsOf({ ...draftOf(settings), business_hours: hours }));
    expect(found.every((field) => field.startsWith("business_hours.week.monday.0"))).toBe(true);
    expect(found).not.toEqual([]);
  });

  it("show a refusal, but leave a conflict to be told otherwise", () => {
    expect(refusedSave(null)).toBeNull();
    expect(refusedSave(new Error("offline"))?.rest).toMatch(/could not be saved/);
    expect(refusedSave(conflict())).toBeNull();
  });
});

function conflict(): ApiError {
  return new ApiError("conflict", "Somebody has changed the settings meanwhile.", false, { status: 409 });
}

describe("the audit trail", () => {
  it("says who has done what, also where they are gone", () => {
    const entry = { id: "1", at: "2026-01-01T00:00:00Z", by: "a", record_id: "w" };
    expect(doneWords({ ...entry, action: "widget.changed", fields: ["bot_name", "routing"] })).toBe(
      "changed a widget: bot name, routing",
    );
    expect(doneWords({ ...entry, action: "settings.changed", fields: ["sla_minutes"] })).toBe(
      "changed the settings: answer within",
    );
    expect(doneWords({ ...entry, action: "article.removed", fields: [] })).toBe("deleted an article");
    expect(actorName("command-line", [])).toBe("The command line");
    expect(actorName("gone", [])).toBe("Somebody who is no longer here");
  });
});

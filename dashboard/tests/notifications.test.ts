import { ApiError, type Notification, type NotificationPage } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { browserState } from "../src/notifications/browser_state";
import { deviceLabel } from "../src/notifications/device_label";
import { asRead, gathered, hasUnread, withNew } from "../src/notifications/listing";
import { parsed, routeTo, shown } from "../src/notifications/worker/shown";
import { asEntered, isSame, problemsOf, refusedProblems } from "../src/settings/quiet_hours";

const PUSHED = {
  title: "Amelia",
  body: "Where is my parcel?",
  conversation_id: "c1",
  urgent: false,
  silent: false,
  created_at: "2026-11-12T08:00:00.000Z",
};

describe("a push on the screen", () => {
  it("takes the place of the conversation's last one, and is noticed all the same", () => {
    expect(shown(PUSHED, false)).toMatchObject({ tag: "c1", renotify: true, body: "Where is my parcel?" });
  });

  it("is short, and goes by itself", () => {
    const { vibrate, requireInteraction } = shown(PUSHED, false);
    expect({ vibrate, requireInteraction }).toEqual({ vibrate: [120], requireInteraction: false });
  });

  it("stays and vibrates for long where it is urgent", () => {
    const { vibrate, requireInteraction } = shown({ ...PUSHED, urgent: true }, false);
    expect(requireInteraction).toBe(true);
    expect(vibrate?.length).toBeGreaterThan(1);
  });

  it.each([
    ["in quiet hours", { ...PUSHED, urgent: true, silent: true }, false],
    ["where a page rings already", PUSHED, true],
  ])("neither sounds nor vibrates %s", (_when, pushed, isRung) => {
    const options = shown(pushed, isRung);
    expect(options.silent).toBe(true);
    expect(options).not.toHaveProperty("vibrate");
  });

  it.each([undefined, "", "no JSON", "null", '{"title":"Amelia"}'])("is nothing of Frontdesk's: %s", (text) => {
    expect(parsed(text)).toBeNull();
  });

  it("is read as it was sent", () => {
    expect(parsed(JSON.stringify({ ...PUSHED, count: 2, id: "n1" }))).toEqual(PUSHED);
  });

  it("leads to its conversation, and a test to the inbox", () => {
    expect(routeTo("c1")).toBe("/inbox/mine/c1");
    expect(routeTo("test")).toBe("/inbox/mine");
  });
});

describe("a device's label", () => {
  it.each([
    ["Chrome on Linux", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36"],
    ["Edge on Windows", "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0"],
    ["Firefox on macOS", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0"],
    ["Safari on iPhone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"],
    ["Chrome on Android", "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"],
    ["Browser", "something else"],
  ])("is %s", (label, userAgent) => {
    expect(deviceLabel(userAgent)).toBe(label);
  });
});

describe("how a browser calls its agent", () => {
  it.each([
    ["blocked", { permission: "denied", desktop: true, isPushed: false }],
    ["unsupported", { permission: "unsupported", desktop: true, isPushed: false }],
    ["off", { permission: "default", desktop: true, isPushed: false }],
    ["off", { permission: "granted", desktop: false, isPushed: false }],
    ["while-open", { permission: "granted", desktop: true, isPushed: false }],
    ["pushed", { permission: "granted", desktop: true, isPushed: true }],
  ] as const)("is %s", (state, known) => {
    expect(browserState(known)).toBe(state);
  });
});

function notification(number: number, fields: Partial<Notification> = {}): Notification {
  return {
    id: `n${number}`,
    conversation_id: "c1",
    reason: "message",
    urgent: false,
    title: "Amelia",
    preview: `message ${number}`,
    created_at: `2026-11-12T08:00:0${number}.000Z`,
    read: false,
    ...fields,
  };
}

function page(...items: Notification[]): NotificationPage {
  return { items, unread_count: items.filter(({ read }) => !read).length, next_cursor: null };
}

describe("the list of notifications", () => {
  const other = notification(2, { conversation_id: "c2" });

  it("begins with the latest, whatever order they are heard in", () => {
    const { items, unread_count } = withNew(page(notification(3)), notification(1));
    expect(items.map(({ id }) => id)).toEqual(["n3", "n1"]);
    expect(unread_count).toBe(2);
  });

  it("has what is heard twice once", () => {
    const known = page(notification(1, { read: true }));
    expect(withNew(known, notification(1))).toBe(known);
  });

  it("marks one conversation's as read", () => {
    const { items, unread_count } = asRead(page(notification(3), other, notification(1)), "c1");
    expect(items.map(({ read }) => read)).toEqual([true, false, true]);
    expect(unread_count).toBe(1);
  });

  it("marks all as read", () => {
    expect(asRead(page(notification(3), other)).unread_count).toBe(0);
  });

  it("knows whether a conversation has unread ones", () => {
    const known = page(notification(3, { read: true }), other);
    expect([hasUnread(known, "c1"), hasUnread(known, "c2"), hasUnread(undefined, "c2")]).toEqual([false, true, false]);
  });

  it("has one row for a conversation's messages, with the latest words and how many there are", () => {
    const urgent = notification(4, { reason: "assigned", urgent: true });
    const rows = gathered([urgent, notification(3), other, notification(1), notification(0, { read: true })]);
    expect(rows.map(({ latest, count, isUnread }) => [latest.id, count, isUnread])).toEqual([
      ["n4", 1, true],
      ["n3", 2, true],
      ["n2", 1, true],
      ["n0", 1, false],
    ]);
  });
});

describe("quiet hours", () => {
  const night = { start: "22:00", end: "07:00", time_zone: "Asia/Jakarta" };

  it("are entered without the seconds that the server writes", () => {
    expect(asEntered({ ...night, start: "22:00:00" })).toEqual(night);
    expect(isSame({ ...night, end: "07:00:00" }, night)).toBe(true);
  });

  it("need a beginning, an end and a time zone", () => {
    expect(Object.keys(problemsOf({ start: "", end: "", time_zone: " " }))).toEqual(["start", "end", "time_zone"]);
    expect(problemsOf({ ...night, end: "22:00" })).toHaveProperty("end");
    expect(problemsOf(night)).toEqual({});
  });

  it("show a refusal at the field that it names", () => {
    const fieldErrors = [{ field: "quiet_hours.time_zone", message: "No such zone." }];
    const error = new ApiError("invalid_request", "Not valid.", false, { fieldErrors });
    expect(refusedProblems(error)).toEqual({ time_zone: "No such zone." });
  });

  it("show what belongs to no field below", () => {
    expect(refusedProblems(ApiError.unreachable("No answer.")).rest).toBe("No answer.");
    expect(refusedProblems(null)).toEqual({});
  });
});

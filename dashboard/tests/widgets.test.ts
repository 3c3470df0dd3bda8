import { ApiError, type Widget } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { contrastOf, ratioWords } from "../src/widgets/contrast";
import { hostIn, reachOf, withDomains } from "../src/widgets/domains";
import { changedSettings, type Draft, draftOf, editOf, rebased } from "../src/widgets/draft";
import { PreviewServer } from "../src/widgets/preview/preview_server";
import { configOf, scenesOf } from "../src/widgets/preview/scenes";
import { isConflict, problemAt, problemsOf, problemsWithin, refusedSave, tabOf } from "../src/widgets/problems";
import { isWithin } from "../src/widgets/use_leave_guard";
import { careOf, handlerWords, listed } from "../src/widgets/words";

const WIDGET: Widget = {
  id: "w1",
  name: "Shop",
  token: "token",
  active: true,
  handler_type: "agent",
  handler_id: null,
  confidence_threshold: 0.65,
  bot_name: "Assistant",
  greeting: null,
  routing: "manual",
  department_ids: [],
  agent_ids: [],
  allowed_domains: [],
  business_hours: null,
  open_now: true,
  appearance: {
    primary_colour: "#4f46e5",
    text_colour: "#ffffff",
    position: "bottom-right",
    border_radius: 16,
    launcher_size: 56,
    launcher_icon: "chat",
    theme: "auto",
    logo_url: null,
    branding: true,
  },
  texts: { welcome_title: null, welcome_message: null, placeholder: null, offline_message: "Back soon" },
  behaviour: { collect_name: false, collect_email: false, sound: true, locale: "en", proactive: [] },
  conversation_count: 0,
  version: 3,
};
const SAVED = draftOf(WIDGET);
const LIMITS = {
  message_length: 4000,
  attachment_bytes: 10_000_000,
  attachment_types: {},
  page_size: 50,
  heartbeat_seconds: 30,
};

function drafted(changes: Partial<Draft>): Draft {
  return { ...SAVED, ...changes };
}

describe("what is saved of a widget's form", () => {
  it("is nothing where nothing has changed", () => {
    expect(changedSettings(SAVED, draftOf(WIDGET))).toEqual([]);
    expect(editOf(SAVED, draftOf(WIDGET))).toEqual({});
  });

  it("is what has changed, each in its part", () => {
    const draft = drafted({ name: " Store ", primary_colour: "#112233", welcome_title: "Hello", sound: false });
    expect(editOf(SAVED, draft)).toEqual({
      name: "Store",
      appearance: { primary_colour: "#112233" },
      texts: { welcome_title: "Hello" },
      behaviour: { sound: false },
    });
  });

  it("takes a text away that has been emptied", () => {
    expect(editOf(SAVED, drafted({ offline_message: "  " }))).toEqual({ texts: { offline_message: null } });
  });

  it("tells the workflow together with that it is one", () => {
    const guide = drafted({ handler_type: "workflow", handler_id: "f1" });
    expect(editOf(SAVED, guide)).toEqual({ handler_type: "workflow", handler_id: "f1" });
    expect(editOf(guide, { ...guide, handler_type: "agent" })).toEqual({ handler_type: "agent", handler_id: null });
  });

  it("writes a greeting's empty pattern as every page", () => {
    const proactive = [{ after_seconds: 5, url_pattern: "", text: " Hi " }];
    expect(editOf(SAVED, drafted({ proactive })).behaviour).toEqual({
      proactive: [{ after_seconds: 5, url_pattern: null, text: "Hi" }],
    });
  });
});

describe("a colleague who has saved meanwhile", () => {
  it("keeps what they changed, and what I did", () => {
    const mine = drafted({ welcome_title: "Mine" });
    const theirs = drafted({ primary_colour: "#000000" });
    expect(rebased(SAVED, mine, theirs)).toEqual({
      draft: { ...SAVED, welcome_title: "Mine", primary_colour: "#000000" },
      disputed: [],
    });
  });

  it("is named where both changed the same to something else", () => {
    const { draft, disputed } = rebased(
      SAVED,
      drafted({ name: "Mine", sound: false }),
      drafted({ name: "Theirs", sound: false }),
    );
    expect([draft.name, draft.sound, disputed]).toEqual(["Mine", false, ["name"]]);
  });
});

describe("what is wrong with a widget's form", () => {
  it("is found before the server is asked", () => {
    const draft = drafted({
      name: " ",
      handler_type: "workflow",
      primary_colour: "red",
      proactive: [{ after_seconds: null, url_pattern: "", text: "" }],
      business_hours: { time_zone: "Mars", week: emptyWeek(), holidays: [] },
    });
    expect(Object.keys(problemsOf(draft)).sort()).toEqual([
      "business_hours.time_zone",
      "handler_id",
      "name",
      "primary_colour",
      "proactive.0.after_seconds",
      "proactive.0.text",
    ]);
    expect(problemsOf(SAVED)).toEqual({});
  });

  it("is told at the field that the server names", () => {
    const fieldErrors = [
      { field: "appearance.logo_url", message: "No address" },
      { field: "business_hours.week.monday.0.closes", message: "Too early" },
      { field: "allowed_domains.1", message: "No host" },
      { field: "elsewhere", message: "Something else" },
    ];
    const refused = refusedSave(new ApiError("invalid_request", "No", false, { status: 422, fieldErrors }));
    expect(refused).toEqual({
      fields: {
        logo_url: "No address",
        "business_hours.week.monday.0.closes": "Too early",
        "allowed_domains.1": "No host",
      },
      rest: "Something else",
    });
    const fields = refused?.fields ?? {};
    expect(Object.keys(fields).map(tabOf)).toEqual(["appearance", "hours", "domains"]);
    expect(problemsWithin(fields, "business_hours.week")).toEqual({ "monday.0.closes": "Too early" });
    expect(problemAt(fields, "allowed_domains")).toBe("No host");
  });

  it("leaves a conflict to the sentence about colleagues", () => {
    const conflict = new ApiError("conflict", "Somebody was faster.", false, { status: 409 });
    expect(isConflict(conflict)).toBe(true);
    expect(refusedSave(conflict)).toBeNull();
    expect(refusedSave(null)).toBeNull();
  });
});

describe("the words of a widget", () => {
  it("say how careful a threshold is", () => {
    expect([0, 0.5, 0.65, 0.8, 1].map((threshold) => careOf(threshold).word)).toEqual([
      "Answers almost anything",
      "Bold",
      "Balanced",
      "Careful",
      "Only when nearly certain",
    ]);
  });

  it("say who answers first", () => {
    const workflow = { id: "f1", name: "Guide", version: 1, active: true, updated_by: { id: "a", name: "A" } };
    const workflows = [{ ...workflow, updated_at: "2026-11-12T08:00:00Z" }];
    expect(handlerWords(WIDGET, workflows)).toBe("People");
    expect(handlerWords({ ...WIDGET, handler_type: "ai_bot" }, workflows)).toBe("Bot “Assistant”");
    expect(handlerWords({ ...WIDGET, handler_type: "workflow", handler_id: "f1" }, workflows)).toBe("Workflow “Guide”");
    expect(handlerWords({ ...WIDGET, handler_type: "workflow", handler_id: "gone" }, workflows)).toBe("Workflow");
  });

  it("list what has been changed twice", () => {
    expect(listed(["name"])).toBe("the name");
    expect(listed(["name", "logo", "theme"])).toBe("the name, the logo and the theme");
  });

  it("say how well the text can be read, and what the widget does about it", () => {
    expect(contrastOf("#4f46e5", "#ffffff")).toMatchObject({ isAdjusted: false, text: "#ffffff" });
    expect(contrastOf("#f5b301", "#ffffff")).toMatchObject({ isAdjusted: true, text: "#111318" });
    expect(contrastOf("#f5b", "#ffffff")).toBeNull();
    expect(ratioWords(4.49)).toBe("4.4 : 1");
  });
});

describe("the sites that may embed a widget", () => {
  it.each([
    ["https://Shop.example/cart?x=1", "shop.example"],
    ["shop.example:8080", "shop.example"],
    ["*.shop.example", "*.shop.example"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["what is this", "what is this"],
  ])("%s is %s", (typed, host) => {
    expect(hostIn(typed)).toBe(host);
  });

  it("are each there once, however they are written", () => {
    expect(withDomains(["shop.example"], "https://shop.example, *.shop.example")).toEqual([
      "shop.example",
      "*.shop.example",
    ]);
  });

  it("say how far they reach", () => {
    expect(reachOf("shop.example")).toBe("This host alone");
    expect(reachOf("*.shop.example")).toContain("not that host itself");
  });
});

describe("the way out of a form that is not saved", () => {
  it("leads elsewhere, not to another tab of the same widget", () => {
    expect(isWithin("/widgets/w1/hours", "/widgets/w1")).toBe(true);
    expect(isWithin("/widgets/w1", "/widgets/w1")).toBe(true);
    expect(isWithin("/widgets/w12", "/widgets/w1")).toBe(false);
    expect(isWithin("/team", "/widgets/w1")).toBe(false);
  });
});

describe("the preview", () => {
  const configured = (changes: Partial<Draft>, scene: Parameters<typeof configOf>[0]["scene"] = "start") =>
    configOf({ widget: WIDGET, draft: drafted(changes), scene, isDark: true, limits: LIMITS });

  it("has what is in the form, saved or not", () => {
    const config = configured({ primary_colour: "#112233", welcome_title: "Hello" });
    expect(config.appearance).toMatchObject({ primary_colour: "#112233", theme: "dark" });
    expect(config.texts.welcome_title).toBe("Hello");
    expect(config.open_now).toBe(true);
  });

  it("stays with the saved colour while another is being written", () => {
    expect(configured({ primary_colour: "#1122" }).appearance.primary_colour).toBe("#4f46e5");
  });

  it("shows what visitors find while nobody is there, where people answer", () => {
    expect(configured({}, "away").open_now).toBe(false);
    expect(scenesOf(SAVED)).toContain("away");
    expect(scenesOf(drafted({ handler_type: "ai_bot" }))).not.toContain("away");
  });

  it("shows the first greeting at once, wherever it is meant for", () => {
    const proactive = [
      { after_seconds: 5, url_pattern: "", text: " " },
      { after_seconds: 60, url_pattern: "/pricing*", text: "Can we help?" },
    ];
    expect(scenesOf(drafted({ proactive }))).toContain("greeting");
    expect(scenesOf(SAVED)).not.toContain("greeting");
    const shown = configured({ proactive }, "greeting").behaviour.proactive;
    expect(shown).toEqual([{ after_seconds: 0, url_pattern: null, text: "Can we help?" }]);
    expect(configured({ proactive }).behaviour.proactive).toEqual([]);
  });

  it("begins without a visitor, and with one where a conversation is shown", () => {
    expect(new PreviewServer(configured({}), "start").session).toBeNull();
    const server = new PreviewServer(configured({ handler_type: "ai_bot", bot_name: "Kopi" }), "conversation");
    expect(server.session).not.toBeNull();
    expect(server.answer("/conversations", null)).toMatchObject({ items: [{ handler: "bot", tail_seq: 3 }] });
    expect(server.answer("/conversations/preview/messages", null)).toMatchObject({
      items: [{ seq: 1, sender_type: "visitor" }, { seq: 2, sender_name: "Kopi" }, { seq: 3 }],
    });
  });

  it("answers what is written into it over its line, and sends it nowhere", () => {
    const server = new PreviewServer(configured({}), "conversation");
    const heard: object[] = [];
    const take = server.connect((frame) => heard.push(frame));
    take(JSON.stringify({ type: "message.send", request_id: "1", client_id: "c", content: "Hi" }));
    take(JSON.stringify({ type: "ping", request_id: "2" }));
    expect(heard).toMatchObject([
      { type: "ack", request_id: "1", message: { seq: 4, client_id: "c", content: "Hi" } },
      { type: "pong", request_id: "2", tails: { preview: 4 } },
    ]);
  });
});

function emptyWeek() {
  return { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
}

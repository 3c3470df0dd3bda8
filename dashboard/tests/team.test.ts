import { type Agent, ApiError } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { changesOf, chatsOf, NEWCOMER, particularsOf, problemsOf } from "../src/team/agent_particulars";
import { withAgent } from "../src/team/follow_team";
import { lastActive } from "../src/team/last_active";
import { withSkills } from "../src/team/skills";
import { found, inOrder, namesOf, skillsOf } from "../src/team/team_order";
import { refusalOf } from "../src/text/refusal";

function agent(fields: Partial<Agent> = {}): Agent {
  return {
    id: "agent-sari",
    name: "Sari Dewi",
    email: "sari@example.com",
    role: "agent",
    presence: "online",
    skills: [],
    department_ids: [],
    max_concurrent_chats: 5,
    current_chats: 0,
    total_chats: 0,
    last_active_at: "2026-11-12T08:00:00.000Z",
    ...fields,
  };
}

const DEPARTMENTS = [
  { id: "d1", name: "Orders", description: null, agent_count: 1 },
  { id: "d2", name: "Billing", description: null, agent_count: 0 },
];

describe("the team's list", () => {
  it("begins with who is there, then goes by name", () => {
    const team = [
      agent({ id: "1", name: "Ana", presence: "offline" }),
      agent({ id: "2", name: "Wati", presence: "online" }),
      agent({ id: "3", name: "Budi", presence: "busy" }),
      agent({ id: "4", name: "Citra", presence: "online" }),
    ];
    expect(inOrder(team).map(({ name }) => name)).toEqual(["Citra", "Wati", "Budi", "Ana"]);
  });

  it("is searched by name, email, skill and department", () => {
    const team = [
      agent({ department_ids: ["d1"], skills: ["english"] }),
      agent({ id: "2", name: "Budi", email: "b@x" }),
    ];
    for (const sought of ["sari", "EXAMPLE.com", "english dewi", "orders"]) {
      expect(found(team, sought, DEPARTMENTS)).toEqual([team[0]]);
    }
    expect(found(team, "", DEPARTMENTS)).toEqual(team);
  });

  it("names departments in alphabetical order, without those that are gone", () => {
    expect(namesOf(["d1", "gone", "d2"], DEPARTMENTS)).toEqual(["Billing", "Orders"]);
  });

  it("offers each skill once", () => {
    expect(skillsOf([agent({ skills: ["returns", "english"] }), agent({ skills: ["english"] })])).toEqual([
      "english",
      "returns",
    ]);
  });

  it("takes an agent in their place, or at the end", () => {
    const known = [agent(), agent({ id: "2" })];
    expect(withAgent(known, agent({ presence: "away" })).map(({ presence }) => presence)).toEqual(["away", "online"]);
    expect(withAgent(known, agent({ id: "3" })).map(({ id }) => id)).toEqual(["agent-sari", "2", "3"]);
  });
});

describe("last active", () => {
  const now = Date.parse("2026-11-12T09:00:00.000Z");

  it.each([
    [agent(), "now"],
    [agent({ presence: "busy" }), "now"],
    [agent({ presence: "away" }), "1h ago"],
    [agent({ presence: "offline", last_active_at: "2026-11-12T08:59:50.000Z" }), "now"],
    [agent({ presence: "offline", last_active_at: null }), "never"],
  ])("follows presence and time", (somebody, words) => {
    expect(lastActive(somebody, now)).toBe(words);
  });
});

describe("skills", () => {
  it("are cut at commas and kept once, whatever their capitals", () => {
    expect(withSkills(["returns"], " English , Returns,, big  orders ")).toEqual(["returns", "English", "big orders"]);
  });

  it("end where the contract ends", () => {
    const twenty = Array.from({ length: 20 }, (_, index) => `skill ${index}`);
    expect(withSkills(twenty, "one more")).toEqual(twenty);
    expect(withSkills([], "x".repeat(41))).toEqual(["x".repeat(40)]);
  });
});

describe("what an admin decides about an agent", () => {
  it.each([
    ["5", 5],
    [" 50 ", 50],
    ["0", null],
    ["51", null],
    ["4.5", null],
    ["", null],
  ])("has a maximum: %j", (typed, chats) => {
    expect(chatsOf(typed)).toBe(chats);
  });

  it("needs a name and a maximum", () => {
    expect(problemsOf({ ...NEWCOMER, max_concurrent_chats: "x" })).toEqual({
      name: "Enter a name.",
      max_concurrent_chats: "A whole number from 1 to 50.",
    });
  });

  it("is sent only where it has changed", () => {
    const before = agent({ skills: ["returns"] });
    const same = particularsOf(before);
    expect(changesOf(before, same)).toEqual({});
    expect(changesOf(before, { ...same, skills: [], role: "admin" })).toEqual({ skills: [], role: "admin" });
  });
});

describe("a refusal", () => {
  const refused = (fieldErrors: { field: string; message: string }[]) =>
    new ApiError("invalid_request", "Some fields are wrong.", false, { fieldErrors });

  it("is told at its field, also for an entry of a list", () => {
    const error = refused([
      { field: "email", message: "Taken." },
      { field: "skills.0", message: "Too long." },
    ]);
    expect(refusalOf(error, ["email", "skills"])).toEqual({
      fields: { email: "Taken.", skills: "Too long." },
      rest: null,
    });
  });

  it("is told below the form where it has no field there", () => {
    expect(refusalOf(refused([{ field: "other", message: "Wrong." }]), ["email"])?.rest).toBe("Wrong.");
    expect(refusalOf(new ApiError("conflict", "The last admin stays.", false), ["email"])?.rest).toBe(
      "The last admin stays.",
    );
  });

  it("is null without an error", () => {
    expect(refusalOf(null, ["email"])).toBeNull();
  });
});

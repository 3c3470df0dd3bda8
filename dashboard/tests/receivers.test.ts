import type { Agent, Department } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { mayAssign, mayTransfer } from "../src/conversation/permissions";
import { agentsAsReceivers, departmentsAsReceivers, matching } from "../src/conversation/receivers";
import { conversation, ME } from "./records";

function agent(name: string, fields: Partial<Agent> = {}): Agent {
  return {
    id: name.toLowerCase(),
    name,
    email: `${name.toLowerCase()}@example.com`,
    role: "agent",
    presence: "online",
    skills: [],
    department_ids: [],
    max_concurrent_chats: 4,
    current_chats: 0,
    total_chats: 0,
    last_active_at: null,
    ...fields,
  };
}

const mine = conversation({ status: "active", agent: { id: "ayu", name: "Ayu" }, required_skills: ["billing"] });

describe("who can get a conversation", () => {
  it("comes first, the least busy before the others; then who cannot, with the reason", () => {
    const agents = [
      agent("Ayu", { skills: ["billing"] }),
      agent("Budi", { presence: "offline", skills: ["billing"] }),
      agent("Citra", { current_chats: 4, presence: "busy", skills: ["billing"] }),
      agent("Dewi", { current_chats: 2, skills: ["billing"] }),
      agent("Eka", { presence: "away", skills: ["billing"] }),
      agent("Fajar"),
    ];
    expect(agentsAsReceivers(agents, mine).map(({ name, refusal, caution }) => [name, refusal ?? caution])).toEqual([
      ["Eka", null],
      ["Dewi", null],
      ["Fajar", "Lacks billing"],
      ["Ayu", "Has it already"],
      ["Budi", "Offline"],
      ["Citra", "No free slot"],
    ]);
  });

  it("may be a department, unless the conversation waits there already", () => {
    const departments: Department[] = [
      { id: "d1", name: "Billing", description: null, agent_count: 2 },
      { id: "d2", name: "Returns", description: null, agent_count: 0 },
    ];
    const waiting = conversation({ department_id: "d1" });
    expect(departmentsAsReceivers(departments, waiting)).toMatchObject([
      { name: "Billing", refusal: "It waits there already", about: "2 agents" },
      { name: "Returns", refusal: null, caution: "Nobody belongs to it" },
    ]);
    expect(departmentsAsReceivers(departments, mine).map(({ refusal }) => refusal)).toEqual([null, null]);
  });

  it("is found by name and by skill", () => {
    const all = agentsAsReceivers([agent("Budi", { skills: ["Refunds"] }), agent("Eka")], mine);
    expect(matching(all, " refund").map(({ name }) => name)).toEqual(["Budi"]);
    expect(matching(all, "EKA").map(({ name }) => name)).toEqual(["Eka"]);
  });
});

describe("who may hand a conversation over", () => {
  const held = conversation({ status: "waiting", agent: { id: ME.id, name: ME.name } });

  it("is whoever has it, and any admin, while it is open", () => {
    expect(mayTransfer(held, ME)).toBe(true);
    expect(mayTransfer(held, { id: "budi", role: "agent" })).toBe(false);
    expect(mayTransfer(held, { id: "ana", role: "admin" })).toBe(true);
    expect(mayTransfer(conversation({ status: "closed" }), ME)).toBe(false);
  });

  it("assigns only as an admin", () => {
    expect(mayAssign(conversation(), ME)).toBe(false);
    expect(mayAssign(conversation(), { id: "ana", role: "admin" })).toBe(true);
    expect(mayAssign(conversation({ status: "resolved" }), { id: "ana", role: "admin" })).toBe(false);
  });
});

import type { Message, Transfer } from "@frontdesk/widget/client";

/** What a system message tells, as agents say it among themselves. */
export function happeningWords({ metadata, content }: Message): string {
  const actor = metadata?.actor_name || "Somebody";
  const target = metadata?.target_name || "somebody else";
  switch (metadata?.event) {
    case "accepted":
      return `${actor} took this conversation`;
    case "resolved":
      return `${actor} resolved it`;
    case "ended":
      return `${actor} closed it`;
    case "reopened":
      return `${actor} reopened it`;
    case "transferred":
      return `${actor} transferred it to ${target}`;
    case "released":
      return `${actor} went offline: back in the queue`;
    case "escalated":
      return `${actor} called for a person`;
    case "handed_back":
      return `${actor} handed it back to the bot`;
    case "ticketed":
      return `Ticket #${metadata.target_name} was made`;
    default:
      return content;
  }
}

/** "Ana → Budi": who had it, and who has got it. */
export function transferPath({ from_agent, to_agent, to_department }: Transfer): string {
  const receiver = to_agent?.name ?? to_department?.name ?? "";
  return `${from_agent?.name ?? "Queue"} → ${receiver}`;
}

/** Why a conversation is where it is now. */
export function arrivalWords({ by, to_agent, to_department }: Transfer, agentId: string): string {
  const giver = by.id === agentId ? "You" : by.name;
  if (to_department) return `${giver} transferred this to ${to_department.name}`;
  const receiver = to_agent?.id === agentId ? "you" : (to_agent?.name ?? "");
  return `${giver} transferred this to ${receiver}`;
}

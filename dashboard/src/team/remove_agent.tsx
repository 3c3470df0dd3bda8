import type { Agent } from "@frontdesk/widget/client";
import { Confirm } from "../parts/dialog";
import { refusalOf } from "../text/refusal";
import { useRemoveAgent } from "./changes";

export function RemoveAgent({ agent, close }: { agent: Agent; close: () => void }) {
  const { mutate, isPending, error } = useRemoveAgent(agent, close);
  return (
    <Confirm
      isOpen
      onOpenChange={close}
      title={`Remove ${agent.name}?`}
      confirm="Remove"
      isBusy={isPending}
      problem={refusalOf(error, [])?.rest}
      onConfirm={() => mutate()}
    >
      They cannot sign in any more. {fate(agent)} What they have written keeps their name.
    </Confirm>
  );
}

/** What becomes of what they have in their hands. */
function fate({ current_chats: open }: Agent): string {
  if (open === 0) return "They have no open conversation.";
  if (open === 1) return "Their open conversation goes back to the queue, for somebody else.";
  return `Their ${open} open conversations go back to the queue, for somebody else.`;
}

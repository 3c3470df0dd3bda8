import { type AgentConversation, isApiError } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { conversationKey } from "../inbox/inbox_cache";
import { withState } from "../inbox/patches";
import { useToast } from "../parts/toasts";
import { AGENTS_KEY } from "../team/queries";
import type { Receiver } from "./receivers";

export type HandOver = "transfer" | "assign";

interface Wanted {
  receiver: Receiver;
  reason: string;
}

/** A refusal is told where it was asked, and what it was decided on is fetched again. */
export function useHandOver(conversation: AgentConversation, way: HandOver, onDone: () => void) {
  const { api, cache, courier } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const { id } = conversation;
  const mutation = useMutation({
    mutationFn: ({ receiver, reason }: Wanted) =>
      way === "assign" ? api.assign(id, receiver.id) : api.transfer(id, transferTo(receiver, reason)),
    onSuccess: ({ conversation: state }, { receiver }) => {
      courier.learnState(state);
      cache.change(id, (known) => withState(known, state));
      say(`${way === "assign" ? "Assigned" : "Transferred"} to ${receiver.name}.`);
      onDone();
    },
    onError: () => queries.invalidateQueries({ queryKey: AGENTS_KEY }),
    onSettled: () => queries.invalidateQueries({ queryKey: conversationKey(id) }),
  });
  return { handOver: mutation.mutate, isBusy: mutation.isPending, problem: sentenceFor(mutation.error, way) };
}

function transferTo({ kind, id }: Receiver, reason: string) {
  const to = kind === "agent" ? { agent_id: id } : { department_id: id };
  return reason === "" ? to : { ...to, reason };
}

function sentenceFor(error: Error | null, way: HandOver): string | null {
  if (!error) return null;
  if (isApiError(error)) return error.message;
  return way === "transfer" ? "It could not be transferred." : "It could not be assigned.";
}

import { isApiError } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { conversationKey } from "../inbox/inbox_cache";
import { withState } from "../inbox/patches";
import { useToast } from "../parts/toasts";
import type { Action } from "./permissions";

const FAILED: Record<Action, string> = {
  accept: "This conversation could not be accepted.",
  resolve: "This conversation could not be resolved.",
  close: "This conversation could not be closed.",
  reopen: "This conversation could not be reopened.",
  "hand-back": "This conversation could not be handed back.",
};

/** Accept, resolve, close, reopen, hand back: the lists follow the answer; a refusal is told, and the truth is fetched. */
export function useAction(conversationId: string) {
  const { api, cache, courier } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const [, navigate] = useLocation();
  const mutation = useMutation({
    mutationFn: (action: Action) =>
      action === "hand-back" ? api.handBack(conversationId) : api[action](conversationId),
    onSuccess: ({ conversation: state }, action) => {
      courier.learnState(state);
      cache.change(conversationId, (known) => withState(known, state));
      // It has left the queue's list, and goes on in one's own.
      if (action === "accept") navigate(`/inbox/mine/${conversationId}`);
    },
    onError: (error, action) => say(sentenceFor(error, action)),
    // The answer carries the state alone; its times and the like are in the conversation itself.
    onSettled: () => queries.invalidateQueries({ queryKey: conversationKey(conversationId) }),
  });
  return { act: mutation.mutate, isBusy: mutation.isPending };
}

function sentenceFor(error: Error, action: Action): string {
  if (!isApiError(error)) return FAILED[action];
  if (error.code === "already_assigned") return error.message;
  return `${FAILED[action]} ${error.message}`;
}

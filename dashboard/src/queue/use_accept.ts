import { isApiError } from "@frontdesk/widget/client";
import { useMutation } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { wholeList } from "../inbox/list_request";
import { sorted } from "../inbox/orders";
import { withState } from "../inbox/patches";
import { useToast } from "../parts/toasts";

/** Takes a conversation out of the queue, and opens it. */
export function useAccept() {
  const { api, cache, courier } = useWork();
  const say = useToast();
  const [, navigate] = useLocation();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (id: string) => api.accept(id),
    onSuccess: ({ conversation: state }) => {
      courier.learnState(state);
      cache.change(state.id, (known) => withState(known, state));
      navigate(`/inbox/mine/${state.id}`);
    },
    onError: (error) => {
      say(isApiError(error) ? error.message : "This conversation could not be accepted.");
      // Somebody else may have it, or one's own hands are full: the truth is the server's.
      cache.refresh();
    },
  });
  const acceptNext = () => {
    const [first] = sorted(cache.list("queue"), wholeList("queue").order);
    if (first) mutate(first.id);
    else say("Nobody is waiting in the queue.");
  };
  return { accept: mutate, acceptNext, acceptingId: isPending ? variables : null };
}

import {
  type AgentConversation,
  type AgentConversationChanged,
  isApiError,
  type Priority,
} from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { conversationKey } from "../inbox/inbox_cache";
import { withState } from "../inbox/patches";
import { useToast } from "../parts/toasts";

interface Edit {
  priority?: Priority;
  tags?: string[];
  subject?: string;
}

/** What agents note about a conversation. It is shown at once, and taken back where the server refuses it. */
export function useEdit({ id }: Pick<AgentConversation, "id">) {
  const { api, cache } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const mutation = useMutation({
    mutationFn: ({ priority, ...rest }: Edit): Promise<AgentConversationChanged> =>
      priority ? api.setPriority(id, priority) : api.editConversation(id, rest),
    onMutate: (edit) => {
      const known = cache.find(id);
      cache.change(id, (now) => ({ ...now, ...edit }));
      return known && { priority: known.priority, tags: known.tags, subject: known.subject ?? null };
    },
    onSuccess: ({ conversation, details }) => {
      cache.change(id, (known) => withState(known, conversation, details));
    },
    onError: (error, _edit, before) => {
      cache.change(id, (now) => ({ ...now, ...before }));
      const why = isApiError(error) ? (error.fieldErrors[0]?.message ?? error.message) : "";
      say(`This change could not be saved. ${why}`.trim());
      return queries.invalidateQueries({ queryKey: conversationKey(id) });
    },
  });
  return { edit: mutation.mutate, isBusy: mutation.isPending };
}

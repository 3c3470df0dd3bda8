import { type AgentConversation, isApiError } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWork } from "../app/work";
import { conversationKey } from "../inbox/inbox_cache";
import { withState } from "../inbox/patches";
import { Dialog, DialogForm } from "../parts/dialog";
import { Field, TextArea } from "../parts/field";
import { useToast } from "../parts/toasts";
import { visitorName } from "../text/names";

const REASON_LENGTH = 500;

interface Props {
  conversation: AgentConversation;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Calls for a human, whoever is free: out of one's own hands, or out of the bot's. */
export function EscalateDialog({ conversation, isOpen, onOpenChange }: Props) {
  const name = visitorName(conversation.visitor);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Escalate the conversation"
      about={`${name} returns to the queue, and colleagues are called. If nobody comes in time, it becomes a ticket.`}
    >
      <EscalateForm conversation={conversation} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function EscalateForm({ conversation, onDone }: { conversation: AgentConversation; onDone: () => void }) {
  const [reason, setReason] = useState("");
  const { escalate, isBusy, problem } = useEscalation(conversation, onDone);
  return (
    <DialogForm onSubmit={() => escalate(reason.trim() || null)} submit="Escalate" isBusy={isBusy} problem={problem}>
      <Field label="Reason" isOptional hint="Agents read it. The visitor does not.">
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={REASON_LENGTH}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            placeholder="What is it that you cannot solve?"
          />
        )}
      </Field>
    </DialogForm>
  );
}

function useEscalation({ id, visitor }: AgentConversation, onDone: () => void) {
  const { api, cache, courier } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: string | null) => api.escalate(id, reason),
    onSuccess: ({ conversation: state }) => {
      courier.learnState(state);
      cache.change(id, (known) => withState(known, state));
      say(`${visitorName(visitor)} waits in the queue for a colleague.`);
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: conversationKey(id) }),
  });
  const problem = error && (isApiError(error) ? error.message : "It could not be escalated.");
  return { escalate: mutate, isBusy: isPending, problem };
}

import type { AgentConversation, Priority, TicketSummary } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWork } from "../app/work";
import { Dialog, DialogForm } from "../parts/dialog";
import { Field, TextInput } from "../parts/field";
import { Select } from "../parts/select";
import { useToast } from "../parts/toasts";
import { PRIORITIES, PRIORITY_WORDS } from "../text/priority";
import { refusalOf } from "../text/refusal";
import { visitorContextKey } from "./use_visitor_context";

const SUBJECT_LENGTH = 200;

interface Props {
  conversation: AgentConversation;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Makes a ticket of what is left to do, with the transcript as it is now. */
export function TicketDialog({ conversation, isOpen, onOpenChange }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Convert to a ticket"
      about="For what outlives the conversation. The ticket carries the transcript; the conversation stays as it is."
    >
      <TicketForm conversation={conversation} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function TicketForm({ conversation, onDone }: { conversation: AgentConversation; onDone: () => void }) {
  const [subject, setSubject] = useState(conversation.subject ?? "");
  const [category, setCategory] = useState("");
  const [priority, setPriority] = useState<Priority | "as-told">("as-told");
  const { convert, isBusy, error } = useConversion(conversation.id, onDone);
  const refusal = refusalOf(error, ["subject", "category", "priority"]);
  const submit = () =>
    convert({
      ...(subject.trim() === "" ? {} : { subject: subject.trim() }),
      ...(category.trim() === "" ? {} : { category: category.trim() }),
      ...(priority === "as-told" ? {} : { priority }),
    });
  return (
    <DialogForm onSubmit={submit} submit="Make the ticket" isBusy={isBusy} problem={refusal?.rest}>
      <Field
        label="Subject"
        isOptional
        hint="Left empty, it is taken from the visitor’s first message."
        error={refusal?.fields.subject}
      >
        {(control) => (
          <TextInput
            {...control}
            maxLength={SUBJECT_LENGTH}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
        )}
      </Field>
      <Field label="Category" isOptional error={refusal?.fields.category}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={40}
            value={category}
            onChange={(event) => setCategory(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Priority"
        hint={priority === "as-told" ? "High where they wrote “urgent” or the like, else normal." : undefined}
        error={refusal?.fields.priority}
      >
        {(control) => (
          <Select
            {...control}
            value={priority}
            onChange={setPriority}
            options={[
              { value: "as-told", label: "By what the visitor wrote" },
              ...PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value] })),
            ]}
          />
        )}
      </Field>
    </DialogForm>
  );
}

function useConversion(conversationId: string, onDone: () => void) {
  const { api } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const mutation = useMutation({
    mutationFn: (wishes: Parameters<typeof api.convertToTicket>[1]) => api.convertToTicket(conversationId, wishes),
    onSuccess: ({ ticket, duplicate }) => {
      say(sentenceFor(ticket, duplicate));
      onDone();
      return queries.invalidateQueries({ queryKey: visitorContextKey(conversationId) });
    },
  });
  return { convert: mutation.mutate, isBusy: mutation.isPending, error: mutation.error };
}

function sentenceFor({ number }: Pick<TicketSummary, "number">, isOld: boolean): string {
  return isOld ? `This conversation has ticket #${number} already.` : `Ticket #${number} is made.`;
}

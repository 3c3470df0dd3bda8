import type { AgentConversation } from "@frontdesk/widget/client";
import { useState } from "react";
import { Dialog, DialogForm } from "../parts/dialog";
import { Field, TextArea, TextInput } from "../parts/field";
import { Notice } from "../parts/notice";
import { useAgents, useDepartments } from "../team/queries";
import { visitorName } from "../text/names";
import { ReceiverList } from "./receiver_list";
import styles from "./receiver_list.module.css";
import { agentsAsReceivers, departmentsAsReceivers, matching, type Receiver } from "./receivers";
import { type HandOver, useHandOver } from "./use_hand_over";

/** From so many on, looking for a name is quicker than reading them all. */
const SEARCHED_FROM = 8;
const REASON_LENGTH = 500;

interface Props {
  conversation: AgentConversation;
  way: HandOver;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Gives a conversation into other hands: a transfer by whoever has it, an assignment by an admin. */
export function HandOverDialog({ conversation, way, isOpen, onOpenChange }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={way === "transfer" ? "Transfer the conversation" : "Assign the conversation"}
      about={aboutOf(conversation, way)}
    >
      <HandOverForm conversation={conversation} way={way} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function HandOverForm({ conversation, way, onDone }: Pick<Props, "conversation" | "way"> & { onDone: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const { receivers, problem: missing } = useReceivers(conversation, way);
  const receiver = receivers.find(({ id, refusal }) => id === chosen && refusal === null) ?? null;
  const { handOver, isBusy, problem } = useHandOver(conversation, way, onDone);
  return (
    <DialogForm
      onSubmit={() => receiver && handOver({ receiver, reason: reason.trim() })}
      submit={submitWords(way, receiver)}
      isBusy={isBusy}
      isReady={receiver !== null}
      problem={problem ?? missing}
    >
      <Choice receivers={receivers} chosen={chosen} onChoose={setChosen} />
      {way === "transfer" && (
        <Field label="Reason" isOptional hint="Agents read it. The visitor does not.">
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={REASON_LENGTH}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              placeholder="What should they know before they answer?"
            />
          )}
        </Field>
      )}
    </DialogForm>
  );
}

interface ChoiceProps {
  receivers: readonly Receiver[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

function Choice({ receivers, chosen, onChoose }: ChoiceProps) {
  const [words, setWords] = useState("");
  const shown = matching(receivers, words);
  const kinds = [
    { kind: "agent", title: "Agents" },
    { kind: "department", title: "Departments" },
  ] as const;
  return (
    <>
      {receivers.length >= SEARCHED_FROM && (
        <TextInput
          aria-label="Search by name or skill"
          placeholder="Search by name or skill"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      {kinds.map(({ kind, title }) => {
        const some = shown.filter((receiver) => receiver.kind === kind);
        if (some.length === 0) return null;
        return (
          <section key={kind} className={styles.section}>
            <h3>{title}</h3>
            <ReceiverList label={title} receivers={some} chosen={chosen} onChoose={onChoose} />
          </section>
        );
      })}
      {shown.length === 0 && words !== "" && <Notice tone="calm">Nobody is called that, or can do that.</Notice>}
    </>
  );
}

function useReceivers(conversation: AgentConversation, way: HandOver) {
  const agents = useAgents();
  const departments = useDepartments();
  // Nobody has a waiting conversation, so nobody can hand it to a colleague; a department may still get it.
  const toAgents = way === "assign" || conversation.status !== "pending";
  const receivers = [
    ...(toAgents ? agentsAsReceivers(agents.data ?? [], conversation) : []),
    ...(way === "transfer" ? departmentsAsReceivers(departments.data ?? [], conversation) : []),
  ];
  const problem = agents.isError && toAgents ? "The agents could not be loaded. Close this and try again." : null;
  return { receivers, problem };
}

function aboutOf({ visitor, status }: AgentConversation, way: HandOver): string {
  const name = visitorName(visitor);
  if (way === "assign") return `${name}’s conversation goes to this agent at once. They are alerted.`;
  if (status === "pending") return `${name} goes on waiting, for somebody of the department that you choose.`;
  return `An agent gets it at once and is alerted. In a department it waits for whoever accepts it.`;
}

function submitWords(way: HandOver, receiver: Receiver | null): string {
  const verb = way === "transfer" ? "Transfer" : "Assign";
  return receiver ? `${verb} to ${receiver.name}` : verb;
}

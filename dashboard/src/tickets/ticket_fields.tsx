import type { Agent, AgentBadge, Ticket } from "@frontdesk/widget/client";
import { useId } from "react";
import { useWork } from "../app/work";
import { Field, type FieldControl, TextInput } from "../parts/field";
import { AgentAvatar } from "../parts/presence";
import { Select } from "../parts/select";
import { useAgents } from "../team/queries";
import { PRIORITIES, PRIORITY_WORDS } from "../text/priority";
import type { TicketEdit } from "./edits";
import { NOBODY } from "./filters";
import { PriorityIcon } from "./marks";
import styles from "./ticket_pane.module.css";
import { useText } from "./use_text";
import { CATEGORY_LENGTH, TICKET_STATUS_WORDS, TICKET_STATUSES } from "./words";

interface Props {
  ticket: Ticket;
  edit: (edit: TicketEdit) => void;
  /** Those that other tickets have. */
  categories: readonly string[];
}

/** Everything about a ticket that is chosen rather than written. */
export function TicketFields({ ticket, edit, categories }: Props) {
  return (
    <div className={styles.fields}>
      <Field label="Status">
        {(control) => (
          <Select
            {...control}
            value={ticket.status}
            onChange={(status) => edit({ status })}
            options={TICKET_STATUSES.map((value) => ({ value, label: TICKET_STATUS_WORDS[value] }))}
          />
        )}
      </Field>
      <Field label="Priority">
        {(control) => (
          <Select
            {...control}
            value={ticket.priority}
            onChange={(priority) => edit({ priority })}
            options={PRIORITIES.map((value) => ({
              value,
              label: PRIORITY_WORDS[value],
              mark: <PriorityIcon priority={value} />,
            }))}
          />
        )}
      </Field>
      <Field label="Assignee">{(control) => <Assignee control={control} ticket={ticket} edit={edit} />}</Field>
      <Field label="Category">
        {(control) => (
          <Category
            control={control}
            value={ticket.category ?? ""}
            onChange={(category) => edit({ category: category || null })}
            known={categories}
          />
        )}
      </Field>
    </div>
  );
}

interface AssigneeProps extends Pick<Props, "ticket" | "edit"> {
  control: FieldControl;
}

function Assignee({ control, ticket, edit }: AssigneeProps) {
  const { me } = useWork();
  const agents = useAgents().data ?? [];
  const { assignee } = ticket;
  const choices = choicesOf(agents, me.id, assignee ?? null);
  const choose = (id: string) => {
    const agent = choices.find((choice) => choice.id === id);
    edit({ assignee: agent ? { id: agent.id, name: agent.name } : null });
  };
  return (
    <Select
      {...control}
      value={assignee?.id ?? NOBODY}
      onChange={choose}
      options={[
        { value: NOBODY, label: "Nobody" },
        ...choices.map(({ id, name, agent }) => ({
          value: id,
          label: id === me.id ? `${name} (you)` : name,
          ...(agent ? { mark: <AgentAvatar agent={agent} size={20} /> } : {}),
        })),
      ]}
    />
  );
}

/** Oneself first; whoever has it stays in the list, even when they are no longer in the team. */
function choicesOf(agents: readonly Agent[], myId: string, assignee: AgentBadge | null) {
  const listed = agents
    .toSorted((one, other) => Number(other.id === myId) - Number(one.id === myId) || one.name.localeCompare(other.name))
    .map((agent) => ({ id: agent.id, name: agent.name, agent }));
  const isListed = !assignee || listed.some(({ id }) => id === assignee.id);
  return isListed ? listed : [...listed, { ...assignee, agent: null }];
}

interface CategoryProps {
  control: FieldControl;
  value: string;
  onChange: (category: string) => void;
  known: readonly string[];
}

/** Counts when it is written: with Enter, or when the focus goes on. */
function Category({ control, value, onChange, known }: CategoryProps) {
  const [text, setText] = useText(value);
  const listId = useId();
  const done = () => {
    const category = text.trim();
    if (category !== value) onChange(category);
  };
  return (
    <>
      <TextInput
        {...control}
        value={text}
        maxLength={CATEGORY_LENGTH}
        placeholder="None"
        autoComplete="off"
        list={listId}
        onChange={(event) => setText(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === "Enter") done();
          if (event.key === "Escape") setText(value);
        }}
      />
      <datalist id={listId}>
        {known.map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
    </>
  );
}

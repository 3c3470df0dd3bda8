import type { Handler, Priority, Status } from "@frontdesk/widget/client";
import { ToggleGroup } from "radix-ui";
import { type ComponentType, useState } from "react";
import { Field, type FieldControl, TextInput } from "../parts/field";
import { type Option, Select } from "../parts/select";
import { useAgents, useDepartments } from "../team/queries";
import { useWidgets } from "../widgets/queries";
import { ANSWERED_BY, type FilterName, type Filters } from "./filters";
import styles from "./filters.module.css";
import { FILTERS_OF } from "./filters_of";
import type { View } from "./views";

const STATUSES: readonly Status[] = ["pending", "active", "waiting", "resolved", "closed"];
const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];
const ANY = "any";

interface Props {
  filters: Filters;
  onChange: (changes: Partial<Filters>) => void;
}

const CONTROLS: Partial<Record<FilterName, ComponentType<Props>>> = {
  status: StatusFilter,
  handler: HandlerFilter,
  agentId: AgentFilter,
  departmentId: DepartmentFilter,
  widgetId: WidgetFilter,
  priority: PriorityFilter,
  tag: (props) => <WordFilter {...props} name="tag" label="Tag" />,
  skill: (props) => <WordFilter {...props} name="skill" label="Required skill" />,
  from: (props) => <DayFilter {...props} name="from" label="Begun from" />,
  to: (props) => <DayFilter {...props} name="to" label="Until" />,
};

/** Each change counts at once. */
export function FilterForm({ view, ...props }: Props & { view: View }) {
  return (
    <div className={styles.form}>
      {FILTERS_OF[view].map((name) => {
        const Control = CONTROLS[name];
        return Control && <Control key={name} {...props} />;
      })}
    </div>
  );
}

function StatusFilter({ filters, onChange }: Props) {
  return (
    <div className={styles.whole}>
      <p className={styles.label} id="filter-status">
        Status
      </p>
      <ToggleGroup.Root
        type="multiple"
        className={styles.toggles}
        aria-labelledby="filter-status"
        value={[...filters.status]}
        onValueChange={(status) => onChange({ status: status as Status[] })}
      >
        {STATUSES.map((status) => (
          <ToggleGroup.Item key={status} value={status} className={styles.toggle}>
            {status}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
    </div>
  );
}

function HandlerFilter({ filters, onChange }: Props) {
  const options = Object.entries(ANSWERED_BY).map(([value, label]) => ({ value, label }));
  return (
    <Choice
      label="Answered by"
      options={options}
      value={filters.handler}
      onChange={(handler) => onChange({ handler: handler as Handler | null })}
    />
  );
}

function AgentFilter({ filters, onChange }: Props) {
  const options = (useAgents().data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Choice label="Agent" options={options} value={filters.agentId} onChange={(agentId) => onChange({ agentId })} />
  );
}

function DepartmentFilter({ filters, onChange }: Props) {
  const options = (useDepartments().data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  if (options.length === 0) return null;
  return (
    <Choice
      label="Department"
      options={options}
      value={filters.departmentId}
      onChange={(departmentId) => onChange({ departmentId })}
    />
  );
}

/** Nothing to choose where there is but one, unless it is chosen already. */
function WidgetFilter({ filters, onChange }: Props) {
  const options = (useWidgets().data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  if (options.length < 2 && filters.widgetId === null) return null;
  return (
    <Choice label="Widget" options={options} value={filters.widgetId} onChange={(widgetId) => onChange({ widgetId })} />
  );
}

function PriorityFilter({ filters, onChange }: Props) {
  const options = PRIORITIES.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));
  return (
    <Choice
      label="Priority"
      options={options}
      value={filters.priority}
      onChange={(priority) => onChange({ priority: priority as Priority | null })}
    />
  );
}

interface ChoiceProps {
  label: string;
  options: readonly Option<string>[];
  value: string | null;
  onChange: (value: string | null) => void;
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          options={[{ value: ANY, label: "Any" }, ...options]}
          value={value ?? ANY}
          onChange={(chosen) => onChange(chosen === ANY ? null : chosen)}
        />
      )}
    </Field>
  );
}

interface NamedProps<Name extends FilterName> extends Props {
  name: Name;
  label: string;
}

/** Counts when it is written: with Enter, or when the focus goes on. */
function WordFilter({ name, label, filters, onChange }: NamedProps<"tag" | "skill">) {
  return (
    <Field label={label}>
      {(control) => (
        <Word
          key={filters[name]}
          control={control}
          value={filters[name]}
          onChange={(word) => onChange({ [name]: word })}
        />
      )}
    </Field>
  );
}

interface WordProps {
  control: FieldControl;
  value: string | null;
  onChange: (word: string | null) => void;
}

function Word({ control, value, onChange }: WordProps) {
  const [text, setText] = useState(value ?? "");
  const done = () => {
    const word = text.trim() || null;
    if (word !== value) onChange(word);
  };
  return (
    <TextInput
      {...control}
      value={text}
      placeholder="Any"
      onChange={(event) => setText(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => event.key === "Enter" && done()}
    />
  );
}

function DayFilter({ name, label, filters, onChange }: NamedProps<"from" | "to">) {
  return (
    <Field label={label}>
      {(control) => (
        <TextInput
          {...control}
          type="date"
          className={styles.day}
          value={filters[name] ?? ""}
          max={(name === "from" && filters.to) || undefined}
          min={(name === "to" && filters.from) || undefined}
          onChange={(event) => onChange({ [name]: event.target.value || null })}
        />
      )}
    </Field>
  );
}

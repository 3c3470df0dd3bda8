import { AppWindow, CircleUser, MessagesSquare, Users } from "lucide-react";
import type { ReactNode } from "react";
import { type Option, Select } from "../parts/select";
import { useAgents, useDepartments } from "../team/queries";
import { useFreshWidgets } from "../widgets/queries";
import { EVERYTHING } from "./filters";

interface Props {
  value: string;
  onChange: (value: string) => void;
  className: string;
}

/** All conversations, or those of one widget, agent or department: each has figures of its own. */
export function Narrowing({ value, onChange, className }: Props) {
  const widgets = options("widget", useFreshWidgets().data, <AppWindow size={14} aria-hidden="true" />);
  const agents = options("agent", useAgents().data, <CircleUser size={14} aria-hidden="true" />);
  const departments = options("department", useDepartments().data, <Users size={14} aria-hidden="true" />);
  const all = {
    value: EVERYTHING,
    label: "All conversations",
    mark: <MessagesSquare size={14} aria-hidden="true" />,
  };
  return (
    <Select
      aria-label="Widget, agent or department"
      className={className}
      value={value}
      onChange={onChange}
      options={[all, ...widgets, ...agents, ...departments]}
    />
  );
}

const KINDS = { widget: "Widget", agent: "Agent", department: "Department" } as const;

function options(
  kind: keyof typeof KINDS,
  records: readonly { id: string; name: string }[] = [],
  mark: ReactNode,
): Option<string>[] {
  return records
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ id, name }) => ({ value: `${kind}:${id}`, label: `${KINDS[kind]}: ${name}`, mark }));
}

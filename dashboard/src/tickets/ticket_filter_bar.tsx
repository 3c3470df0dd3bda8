import { useRef } from "react";
import { useWork } from "../app/work";
import { SearchField } from "../parts/search_field";
import { Select } from "../parts/select";
import { useCommand } from "../shortcuts/running";
import { useAgents } from "../team/queries";
import { ANY, ME, NOBODY, type TicketFilters, useTicketFilters } from "./filters";
import styles from "./ticket_list.module.css";
import { TICKET_STATUS_WORDS, TICKET_STATUSES } from "./words";

const STATUSES = [
  ...TICKET_STATUSES.map((value) => ({ value, label: TICKET_STATUS_WORDS[value] })),
  { value: ANY, label: "Any status" },
] as const;

export function TicketFilterBar() {
  const { filters, change } = useTicketFilters();
  const bar = useRef<HTMLDivElement>(null);
  useCommand("search", () => bar.current?.querySelector("input")?.focus());
  useCommand("filter", () => bar.current?.querySelector<HTMLElement>("[role=combobox]")?.focus());
  return (
    <div className={styles.tools} ref={bar}>
      <div className={styles.search}>
        <SearchField label="Search number, name or text" value={filters.q} onChange={(q) => change({ q })} />
      </div>
      <Select
        aria-label="Status"
        className={styles.choice ?? ""}
        value={filters.status}
        onChange={(status: TicketFilters["status"]) => change({ status })}
        options={STATUSES}
      />
      <AssigneeFilter value={filters.assignee} onChange={(assignee) => change({ assignee })} />
    </div>
  );
}

function AssigneeFilter({ value, onChange }: { value: string; onChange: (assignee: string) => void }) {
  const { me } = useWork();
  const agents = useAgents().data ?? [];
  const others = agents
    .filter(({ id }) => id !== me.id)
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      aria-label="Assignee"
      className={styles.choice ?? ""}
      value={value}
      onChange={onChange}
      options={[
        { value: ANY, label: "Anybody" },
        { value: ME, label: "Me" },
        { value: NOBODY, label: "Nobody" },
        ...others,
      ]}
    />
  );
}

import type { Agent, Department } from "@frontdesk/widget/client";
import { useState } from "react";
import { useWork } from "../app/work";
import { BellDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import parts from "../parts/parts.module.css";
import { SearchField } from "../parts/search_field";
import { Skeleton } from "../parts/skeleton";
import { AgentRow } from "./agent_row";
import { useAgents, useDepartments } from "./queries";
import styles from "./team.module.css";
import { found, inOrder } from "./team_order";

/** Below this many, everybody is seen at one glance. */
const SEARCHED_FROM = 8;

export function AgentsPanel() {
  const { data, isPending, isError, refetch } = useAgents();
  const departments = useDepartments().data ?? [];
  const [sought, setSought] = useState("");
  if (isPending) return <TableSkeleton />;
  if (isError) {
    return (
      <div className={styles.problem}>
        <Notice tone="breach" retry={() => void refetch()}>
          The team could not be loaded.
        </Notice>
      </div>
    );
  }
  const shown = inOrder(found(data, sought, departments));
  return (
    <>
      {data.length >= SEARCHED_FROM && (
        <div className={styles.tools}>
          <SearchField label="Search the team" value={sought} onChange={setSought} />
        </div>
      )}
      {shown.length > 0 ? (
        <AgentsTable agents={shown} departments={departments} />
      ) : (
        <EmptyState drawing={<BellDrawing />} title="Nobody by that name">
          Search by name, email, department or skill.
        </EmptyState>
      )}
    </>
  );
}

function AgentsTable({ agents, departments }: { agents: Agent[]; departments: Department[] }) {
  const { me } = useWork();
  const mayEdit = me.role === "admin";
  return (
    <table className={styles.table}>
      <caption className={parts.visuallyHidden}>Agents</caption>
      <thead className={styles.columns}>
        <tr>
          <th scope="col">Agent</th>
          <th scope="col">Departments</th>
          <th scope="col">Skills</th>
          <th scope="col">Conversations</th>
          <th scope="col">Last active</th>
          {mayEdit && (
            <th scope="col">
              <span className={parts.visuallyHidden}>Actions</span>
            </th>
          )}
        </tr>
      </thead>
      {agents.map((agent) => (
        <AgentRow key={agent.id} agent={agent} departments={departments} mayEdit={mayEdit} isMe={agent.id === me.id} />
      ))}
    </table>
  );
}

function TableSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the team">
      {["60%", "45%", "70%"].map((width) => (
        <div key={width} className={styles.ghost}>
          <Skeleton width="2.25rem" height="2.25rem" round />
          <Skeleton width={width} height="0.875rem" />
        </div>
      ))}
    </div>
  );
}

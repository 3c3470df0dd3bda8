import type { Department } from "@frontdesk/widget/client";
import { EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useWork } from "../app/work";
import { IconButton } from "../parts/button";
import { DeskDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import menu from "../parts/menu.module.css";
import { Notice } from "../parts/notice";
import { AgentAvatar } from "../parts/presence";
import { Skeleton } from "../parts/skeleton";
import { DeleteDepartment } from "./delete_department";
import { DepartmentDialog } from "./department_dialog";
import styles from "./departments.module.css";
import { useAgents, useDepartments } from "./queries";
import { inOrder } from "./team_order";

/** So many faces fit on a line. */
const FACES = 6;

export function DepartmentsPanel() {
  const { me } = useWork();
  const { data, isPending, isError, refetch } = useDepartments();
  if (isPending) return <Skeleton width="60%" height="3rem" />;
  if (isError) {
    return (
      <div className={styles.problem}>
        <Notice tone="breach" retry={() => void refetch()}>
          The departments could not be loaded.
        </Notice>
      </div>
    );
  }
  if (data.length === 0) {
    return (
      <EmptyState drawing={<DeskDrawing />} title="No department yet">
        A department groups agents, so that a conversation can be handed to “Orders” instead of to one person.
      </EmptyState>
    );
  }
  const sorted = [...data].sort((one, two) => one.name.localeCompare(two.name));
  return (
    <ul className={styles.departments}>
      {sorted.map((department) => (
        <DepartmentCard key={department.id} department={department} mayEdit={me.role === "admin"} />
      ))}
    </ul>
  );
}

function DepartmentCard({ department, mayEdit }: { department: Department; mayEdit: boolean }) {
  const agents = useAgents().data ?? [];
  const members = inOrder(agents.filter((agent) => agent.department_ids.includes(department.id)));
  return (
    <li className={styles.department}>
      <div className={styles.departmentWords}>
        <h2>{department.name}</h2>
        {department.description && <p>{department.description}</p>}
      </div>
      <div className={styles.members}>
        <span className={styles.faces} title={members.map(({ name }) => name).join(", ")}>
          {members.slice(0, FACES).map((agent) => (
            <AgentAvatar key={agent.id} agent={agent} size={26} />
          ))}
        </span>
        <span className={styles.memberCount}>{counted(department.agent_count)}</span>
      </div>
      {mayEdit && <DepartmentMenu department={department} />}
    </li>
  );
}

function counted(agents: number): string {
  if (agents === 0) return "nobody";
  return `${agents} ${agents === 1 ? "agent" : "agents"}`;
}

function DepartmentMenu({ department }: { department: Department }) {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <IconButton label={`Actions for ${department.name}`}>
            <EllipsisVertical size={16} />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Item className={menu.item} onSelect={() => setOpen("edit")}>
              <Pencil size={15} aria-hidden="true" />
              Edit
            </DropdownMenu.Item>
            <DropdownMenu.Item className={menu.item} onSelect={() => setOpen("delete")}>
              <Trash2 size={15} aria-hidden="true" />
              Delete
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {open === "edit" && <DepartmentDialog department={department} close={close} />}
      {open === "delete" && <DeleteDepartment department={department} close={close} />}
    </>
  );
}

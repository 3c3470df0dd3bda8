import type { Agent, Department } from "@frontdesk/widget/client";
import { ChevronDown, EllipsisVertical, Pencil, UserMinus } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { IconButton } from "../parts/button";
import menu from "../parts/menu.module.css";
import { AgentAvatar } from "../parts/presence";
import { PRESENCE_WORDS } from "../text/presence";
import { fullMoment } from "../text/time";
import { useNow } from "../text/use_now";
import { Chips } from "./chips";
import { EditAgentDialog } from "./edit_agent_dialog";
import { HeldConversations } from "./held_conversations";
import { lastActive } from "./last_active";
import { MaximumField } from "./maximum_field";
import { RemoveAgent } from "./remove_agent";
import styles from "./team.module.css";
import { namesOf } from "./team_order";
import { WorkloadBar } from "./workload_bar";

interface Props {
  agent: Agent;
  departments: Department[];
  mayEdit: boolean;
  isMe: boolean;
}

export function AgentRow({ agent, departments, mayEdit, isMe }: Props) {
  const [isUnfolded, setUnfolded] = useState(false);
  const now = useNow();
  return (
    <tbody className={styles.agent}>
      <tr>
        <th scope="row" className={styles.who}>
          <AgentAvatar agent={agent} size={36} />
          <span className={styles.names}>
            <span className={styles.name}>
              <span>{agent.name}</span>
              {isMe && <span className={styles.you}>you</span>}
              {agent.role === "admin" && <span className={styles.role}>Admin</span>}
            </span>
            <span className={styles.email}>{agent.email}</span>
            <span className={styles.presence}>{PRESENCE_WORDS[agent.presence]}</span>
          </span>
        </th>
        <td data-label="Departments">
          <Chips words={namesOf(agent.department_ids, departments)} none="No department" />
        </td>
        <td data-label="Skills">
          <Chips words={agent.skills} none="No skills" />
        </td>
        <td className={styles.load} data-label="Conversations">
          <div className={styles.loadLine}>
            <button
              type="button"
              className={styles.unfold}
              aria-expanded={isUnfolded}
              aria-label={`Conversations of ${agent.name}: ${agent.current_chats}`}
              onClick={() => setUnfolded(!isUnfolded)}
            >
              <ChevronDown size={14} aria-hidden="true" />
              {agent.current_chats}
            </button>
            <span className={styles.of}>of</span>
            {mayEdit ? <MaximumField agent={agent} /> : <span>{agent.max_concurrent_chats}</span>}
          </div>
          <WorkloadBar agent={agent} />
        </td>
        <td className={styles.active} data-label="Last active">
          {agent.last_active_at ? (
            <time dateTime={agent.last_active_at} title={fullMoment(agent.last_active_at)}>
              {lastActive(agent, now)}
            </time>
          ) : (
            "Not signed in yet"
          )}
        </td>
        {mayEdit && (
          <td className={styles.actions}>
            <AgentMenu agent={agent} isMe={isMe} />
          </td>
        )}
      </tr>
      {isUnfolded && (
        <tr className={styles.unfolded}>
          <td colSpan={mayEdit ? 6 : 5}>
            <HeldConversations agent={agent} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function AgentMenu({ agent, isMe }: { agent: Agent; isMe: boolean }) {
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <IconButton label={`Actions for ${agent.name}`}>
            <EllipsisVertical size={16} />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Item className={menu.item} onSelect={() => setOpen("edit")}>
              <Pencil size={15} aria-hidden="true" />
              Edit
            </DropdownMenu.Item>
            <DropdownMenu.Item className={menu.item} disabled={isMe} onSelect={() => setOpen("remove")}>
              <UserMinus size={15} aria-hidden="true" />
              {isMe ? "You cannot remove yourself" : "Remove"}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {open === "edit" && <EditAgentDialog agent={agent} close={close} />}
      {open === "remove" && <RemoveAgent agent={agent} close={close} />}
    </>
  );
}

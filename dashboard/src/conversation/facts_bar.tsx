import type { Agent, AgentConversation, Transfer } from "@frontdesk/widget/client";
import { Building2, CornerDownRight } from "lucide-react";
import { useWork } from "../app/work";
import parts from "../parts/parts.module.css";
import { AgentAvatar } from "../parts/presence";
import { Tooltip } from "../parts/tooltip";
import { useAgents, useDepartments } from "../team/queries";
import { arrivalWords } from "../text/happenings";
import { recentMoment } from "../text/time";
import styles from "./facts_bar.module.css";
import { PriorityMenu } from "./priority_menu";
import { TagsEditor } from "./tags_editor";

/** Below the header: what agents have noted about the conversation, and who else is looking at it. */
export function FactsBar({ conversation, viewers }: { conversation: AgentConversation; viewers: readonly string[] }) {
  return (
    <div className={styles.bar}>
      <PriorityMenu conversation={conversation} />
      <DepartmentName id={conversation.department_id ?? null} />
      <TagsEditor conversation={conversation} />
      <Viewers ids={viewers} />
    </div>
  );
}

function DepartmentName({ id }: { id: string | null }) {
  const { data } = useDepartments();
  const name = data?.find((department) => department.id === id)?.name;
  if (!name) return null;
  return (
    <span className={styles.label} title="Department">
      <Building2 size={13} aria-hidden="true" />
      {name}
    </span>
  );
}

function Viewers({ ids }: { ids: readonly string[] }) {
  const { data = [] } = useAgents();
  const viewers = ids.flatMap((id) => data.find((agent) => agent.id === id) ?? []);
  if (viewers.length === 0) return null;
  return (
    <Tooltip says={lookingWords(viewers)} side="bottom">
      <button type="button" className={styles.viewers}>
        {viewers.slice(0, 3).map((agent) => (
          <AgentAvatar key={agent.id} agent={agent} size={22} />
        ))}
        {viewers.length > 3 && <span className={styles.more}>+{viewers.length - 3}</span>}
        <span className={parts.visuallyHidden}>{lookingWords(viewers)}</span>
      </button>
    </Tooltip>
  );
}

function lookingWords(viewers: readonly Agent[]): string {
  const names = new Intl.ListFormat("en").format(viewers.map(({ name }) => name));
  return `${names} ${viewers.length === 1 ? "is" : "are"} looking at this too`;
}

/** Why the conversation came here: told until whoever has got it answers. */
export function Arrival({ conversation }: { conversation: AgentConversation }) {
  const { me } = useWork();
  const transfer = conversation.transfers.at(-1);
  if (!transfer || !isWorthTelling(conversation, transfer)) return null;
  return (
    <p className={styles.arrival}>
      <CornerDownRight size={14} aria-hidden="true" />
      <span>
        <strong>{arrivalWords(transfer, me.id)}</strong> <time dateTime={transfer.at}>{recentMoment(transfer.at)}</time>
        {transfer.reason && <q>{transfer.reason}</q>}
      </span>
    </p>
  );
}

function isWorthTelling(conversation: AgentConversation, transfer: Transfer): boolean {
  const { status, agent, last_message, assigned_at } = conversation;
  if (status === "resolved" || status === "closed") return false;
  const hasAnswered =
    last_message?.sender_type === "agent" &&
    last_message.sender_id === agent?.id &&
    last_message.created_at > transfer.at;
  // It may have gone back to the queue since then, and been taken by somebody for another reason.
  const isByTransfer = transfer.to_department
    ? true
    : transfer.to_agent?.id === agent?.id && assigned_at === transfer.at;
  return !hasAnswered && isByTransfer;
}

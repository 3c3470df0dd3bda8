import type { AgentConversation } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { ArrowLeft, PanelRight } from "lucide-react";
import { Link } from "wouter";
import { useWork } from "../app/work";
import type { View } from "../inbox/views";
import { VisitorAvatar } from "../parts/avatar";
import { IconButton } from "../parts/button";
import { VerifiedMark } from "../parts/verified_mark";
import { useAgents } from "../team/queries";
import { visitorName } from "../text/names";
import { PRESENCE_WORDS } from "../text/presence";
import { ActionBar } from "./action_bar";
import styles from "./conversation_header.module.css";
import { StatusBadge } from "./status_badge";

interface Props {
  conversation: AgentConversation;
  view: View;
  isContextOpen: boolean;
  onToggleContext: () => void;
}

export function ConversationHeader({ conversation, view, isContextOpen, onToggleContext }: Props) {
  return (
    <header className={styles.header}>
      <Link href={`/inbox/${view}`} className={styles.back} aria-label="Back to the list">
        <ArrowLeft size={18} />
      </Link>
      <VisitorAvatar visitor={conversation.visitor} />
      <div className={styles.who}>
        <h1 className={styles.name}>
          <span>{visitorName(conversation.visitor)}</span>
          <VerifiedMark isVerified={conversation.visitor.verified ?? false} />
        </h1>
        <p className={styles.about}>
          <StatusBadge status={conversation.status} />
          <Holder conversation={conversation} />
          <TicketLink number={conversation.ticket_number ?? null} />
        </p>
      </div>
      <ActionBar conversation={conversation} />
      <IconButton
        label={isContextOpen ? "Hide the details" : "Show the details"}
        className={clsx(styles.details, isContextOpen && styles.pressed)}
        aria-pressed={isContextOpen}
        onClick={onToggleContext}
      >
        <PanelRight size={17} />
      </IconButton>
    </header>
  );
}

function TicketLink({ number }: { number: number | null }) {
  if (number === null) return null;
  return (
    <Link href={`/tickets/${number}`} className={styles.ticket}>
      Ticket #{number}
    </Link>
  );
}

function Holder({ conversation: { agent, status, handler } }: { conversation: AgentConversation }) {
  const { me } = useWork();
  if (handler !== "agent" && (status === "active" || status === "waiting")) {
    return <span className={styles.holder}>{handler === "bot" ? "With the bot" : "In a workflow"}</span>;
  }
  if (!agent) return status === "pending" ? <span className={styles.holder}>Unassigned</span> : null;
  if (agent.id === me.id) return <span className={styles.holder}>With you</span>;
  return (
    <span className={styles.holder}>
      With {agent.name}
      <HolderPresence id={agent.id} />
    </span>
  );
}

/** Whether whoever is responsible is there; while all is well, nothing needs to be said. */
function HolderPresence({ id }: { id: string }) {
  const presence = useAgents().data?.find((agent) => agent.id === id)?.presence;
  if (!presence || presence === "online" || presence === "busy") return null;
  return <span className={styles.absent}> ({PRESENCE_WORDS[presence].toLowerCase()})</span>;
}

import type { AgentConversation } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { ArrowLeft, PanelRight } from "lucide-react";
import { Link } from "wouter";
import { useWork } from "../app/work";
import type { View } from "../inbox/views";
import { Avatar } from "../parts/avatar";
import { IconButton } from "../parts/button";
import { visitorName } from "../text/names";
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
  const name = visitorName(conversation.visitor);
  return (
    <header className={styles.header}>
      <Link href={`/inbox/${view}`} className={styles.back} aria-label="Back to the list">
        <ArrowLeft size={18} />
      </Link>
      <Avatar id={conversation.visitor.id} name={name} size={32} />
      <div className={styles.who}>
        <h1 className={styles.name}>{name}</h1>
        <p className={styles.about}>
          <StatusBadge status={conversation.status} />
          <Holder conversation={conversation} />
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

function Holder({ conversation: { agent, status } }: { conversation: AgentConversation }) {
  const { me } = useWork();
  if (!agent) return status === "pending" ? <span className={styles.holder}>Nobody has taken it yet</span> : null;
  return <span className={styles.holder}>{agent.id === me.id ? "With you" : `With ${agent.name}`}</span>;
}

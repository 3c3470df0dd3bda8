import type { AgentConversation } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { ArrowLeft, PanelRight } from "lucide-react";
import type { Ref } from "react";
import { Link } from "wouter";
import { useWork } from "../app/work";
import type { View } from "../inbox/views";
import { VisitorAvatar } from "../parts/avatar";
import { IconButton } from "../parts/button";
import { VerifiedMark } from "../parts/verified_mark";
import { visitorName } from "../text/names";
import { ActionBar } from "./action_bar";
import styles from "./conversation_header.module.css";
import { StatusBadge } from "./status_badge";

interface Props {
  conversation: AgentConversation;
  view: View;
  isContextOpen: boolean;
  onToggleContext: () => void;
  toggle: Ref<HTMLButtonElement>;
}

export function ConversationHeader({ conversation, view, isContextOpen, onToggleContext, toggle }: Props) {
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
        </p>
      </div>
      <ActionBar conversation={conversation} />
      <IconButton
        label={isContextOpen ? "Hide the details" : "Show the details"}
        className={clsx(styles.details, isContextOpen && styles.pressed)}
        aria-pressed={isContextOpen}
        onClick={onToggleContext}
        ref={toggle}
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

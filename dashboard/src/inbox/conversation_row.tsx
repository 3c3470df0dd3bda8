import type { AgentConversation } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { ChevronsUp, Flame } from "lucide-react";
import { memo } from "react";
import { Link } from "wouter";
import { VisitorAvatar } from "../parts/avatar";
import { VerifiedMark } from "../parts/verified_mark";
import { speakerOf, visitorName } from "../text/names";
import { ago, duration, fullMoment } from "../text/time";
import styles from "./conversation_list.module.css";
import { type Urgency, urgencyOf } from "./urgency";
import { lastActivity, unreadOf, type View } from "./views";

interface Props {
  conversation: AgentConversation;
  view: View;
  agentId: string;
  isOpen: boolean;
  now: number;
}

const URGENCY_WORDS: Record<Urgency, string> = {
  calm: "",
  alert: "Waiting for an answer.",
  breach: "Waiting too long for an answer.",
};

export const ConversationRow = memo(function ConversationRow({ conversation, view, agentId, isOpen, now }: Props) {
  const name = visitorName(conversation.visitor);
  const urgency = urgencyOf(conversation, now);
  const unread = countsUnread(conversation, agentId) ? unreadOf(conversation) : 0;
  const isQuiet = conversation.status === "resolved" || conversation.status === "closed";
  return (
    <Link
      href={`/inbox/${view}/${conversation.id}`}
      className={clsx(styles.row, styles[urgency], isOpen && styles.open, isQuiet && styles.quiet)}
      aria-current={isOpen ? "true" : undefined}
      data-row
    >
      <VisitorAvatar visitor={conversation.visitor} size={36} />
      <span className={styles.body}>
        <span className={styles.top}>
          <span className={clsx(styles.name, unread > 0 && styles.strong)}>{name}</span>
          <VerifiedMark isVerified={conversation.visitor.verified ?? false} />
          <PriorityMark priority={conversation.priority} />
          <Since conversation={conversation} urgency={urgency} now={now} />
        </span>
        <span className={styles.bottom}>
          <Preview conversation={conversation} agentId={agentId} isUnread={unread > 0} />
          <Tail conversation={conversation} view={view} agentId={agentId} unread={unread} />
        </span>
      </span>
      <span className={styles.said}>{URGENCY_WORDS[urgency]}</span>
    </Link>
  );
});

/** Only their own agent reads for a conversation; while it is pending, nobody has. */
function countsUnread({ agent, status }: AgentConversation, agentId: string): boolean {
  return status === "pending" || agent?.id === agentId;
}

function Since({ conversation, urgency, now }: { conversation: AgentConversation; urgency: Urgency; now: number }) {
  const waitingSince = conversation.unanswered_since;
  const at = waitingSince ?? lastActivity(conversation);
  const title = waitingSince
    ? `Unanswered for ${duration((now - Date.parse(waitingSince)) / 1000)}`
    : `Last activity ${fullMoment(at)}`;
  return (
    <time dateTime={at} title={title} className={clsx(styles.since, styles[`${urgency}Time`])}>
      {ago(at, now)}
    </time>
  );
}

interface PreviewProps {
  conversation: AgentConversation;
  agentId: string;
  isUnread: boolean;
}

function Preview({ conversation, agentId, isUnread }: PreviewProps) {
  const message = conversation.last_message;
  const speaker = speakerOf(conversation, agentId);
  return (
    <span
      className={clsx(styles.preview, isUnread && styles.previewUnread, message?.type === "system" && styles.system)}
    >
      {speaker && <span className={styles.speaker}>{speaker}: </span>}
      {message?.content ?? conversation.subject ?? "Nothing written yet"}
    </span>
  );
}

function PriorityMark({ priority }: { priority: AgentConversation["priority"] }) {
  if (priority !== "urgent" && priority !== "high") return null;
  const Icon = priority === "urgent" ? Flame : ChevronsUp;
  return (
    <span className={styles[priority]} title={`Priority: ${priority}`}>
      <Icon size={14} strokeWidth={2.2} aria-hidden="true" />
      <span className={styles.said}>Priority {priority}</span>
    </span>
  );
}

interface TailProps {
  conversation: AgentConversation;
  view: View;
  agentId: string;
  unread: number;
}

/** The end of a row's second line: what is unread, else what the list itself does not already say. */
function Tail({ conversation, view, agentId, unread }: TailProps) {
  const { status, agent } = conversation;
  if (unread > 0) {
    return (
      <span className={styles.unread}>
        {unread > 99 ? "99+" : unread}
        <span className={styles.said}> unread</span>
      </span>
    );
  }
  if (status === "resolved" || status === "closed") {
    return <span className={clsx(styles.tag, styles.status)}>{status}</span>;
  }
  if (view === "all" && agent && agent.id !== agentId) {
    return (
      <span className={clsx(styles.tag, styles.holder)} title={`With ${agent.name}`}>
        {agent.name}
      </span>
    );
  }
  return null;
}

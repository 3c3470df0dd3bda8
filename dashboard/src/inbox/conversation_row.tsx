import type { Agent, AgentConversation } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { Bot, ChevronsUp, Flame, Workflow as WorkflowIcon } from "lucide-react";
import { memo } from "react";
import { VisitorAvatar } from "../parts/avatar";
import { PresenceDot } from "../parts/presence";
import { VerifiedMark } from "../parts/verified_mark";
import { speakerOf, visitorName } from "../text/names";
import { ago, duration, fullMoment } from "../text/time";
import styles from "./conversation_list.module.css";
import { type Urgency, urgencyOf } from "./urgency";
import { lastActivity, unreadOf, type View } from "./views";

interface Props {
  conversation: AgentConversation;
  /** A plain link: a list of them that listen to the address each would be slow to scroll. */
  href: string;
  view: View;
  agentId: string;
  /** The agent whose it is, as they are now. */
  holder: Agent | undefined;
  isOpen: boolean;
  /** It has left this list, and is shown only until the pointer is elsewhere. */
  isGone: boolean;
  isTabStop: boolean;
  now: number;
}

export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { conversation, href, view, agentId, holder, isOpen, isGone, isTabStop, now } = props;
  const urgency = urgencyOf(conversation, now);
  const unread = countsUnread(conversation, agentId) ? unreadOf(conversation) : 0;
  const isQuiet = isGone || conversation.status === "resolved" || conversation.status === "closed";
  return (
    <a
      href={href}
      className={clsx(
        styles.row,
        styles[urgency],
        isOpen && styles.open,
        isQuiet && styles.quiet,
        isGone && styles.gone,
      )}
      aria-current={isOpen ? "true" : undefined}
      data-row={conversation.id}
      tabIndex={isTabStop ? 0 : -1}
    >
      <VisitorAvatar visitor={conversation.visitor} size={36} />
      <span className={styles.body}>
        <span className={styles.top}>
          <span className={clsx(styles.name, unread > 0 && styles.strong)}>{visitorName(conversation.visitor)}</span>
          <VerifiedMark isVerified={conversation.visitor.verified ?? false} />
          <PriorityMark priority={conversation.priority} />
          <Since conversation={conversation} urgency={urgency} now={now} />
        </span>
        <span className={styles.bottom}>
          <Preview conversation={conversation} agentId={agentId} isUnread={unread > 0} />
          <Tags tags={conversation.tags} />
          {unread > 0 && <Unread count={unread} />}
          {(unread === 0 || isGone) && (
            <Whereabouts
              conversation={conversation}
              isTold={isGone || view === "all"}
              holder={holder}
              agentId={agentId}
            />
          )}
        </span>
      </span>
    </a>
  );
});

/** Only their own agent reads for a conversation; while it is pending, nobody has. */
function countsUnread({ agent, status }: AgentConversation, agentId: string): boolean {
  return status === "pending" || agent?.id === agentId;
}

function Since({ conversation, urgency, now }: { conversation: AgentConversation; urgency: Urgency; now: number }) {
  const waitingSince = conversation.unanswered_since;
  const at = waitingSince ?? lastActivity(conversation);
  const words = waitingSince
    ? `Unanswered for ${duration((now - Date.parse(waitingSince)) / 1000)}`
    : `Last activity ${fullMoment(at)}`;
  return (
    <time dateTime={at} title={words} className={clsx(styles.since, styles[`${urgency}Time`])}>
      <span aria-hidden="true">{ago(at, now)}</span>
      <span className={styles.said}>{words}</span>
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

/** The first one, and how many more there are: the row is no place for all of them. */
function Tags({ tags }: { tags: readonly string[] }) {
  const [first, ...others] = tags;
  if (first === undefined) return null;
  return (
    <span className={styles.tag} title={tags.join(", ")}>
      <span className={styles.said}>Tags: </span>
      <span className={styles.tagName}>{first}</span>
      {others.length > 0 && <span> +{others.length}</span>}
    </span>
  );
}

function Unread({ count }: { count: number }) {
  return (
    <span className={styles.unread}>
      {count > 99 ? "99+" : count}
      <span className={styles.said}> unread</span>
    </span>
  );
}

interface WhereaboutsProps {
  conversation: AgentConversation;
  isTold: boolean;
  holder: Agent | undefined;
  agentId: string;
}

/** What the list itself does not already say: that it is over, or who has it. */
function Whereabouts({ conversation: { status, agent, handler }, isTold, holder, agentId }: WhereaboutsProps) {
  if (status === "resolved" || status === "closed") {
    return <span className={clsx(styles.label, styles.status)}>{status}</span>;
  }
  if (handler !== "agent" && status !== "pending") {
    const words = handler === "bot" ? "Bot" : "Workflow";
    const Icon = handler === "bot" ? Bot : WorkflowIcon;
    return (
      <span className={clsx(styles.label, styles.automatic)}>
        <Icon size={11} strokeWidth={2.2} aria-hidden="true" />
        <span className={styles.said}>With the </span>
        {words}
      </span>
    );
  }
  if (!isTold || !agent) return null;
  const isOwn = agent.id === agentId;
  return (
    <span className={clsx(styles.label, styles.holder)} title={`With ${agent.name}`}>
      {holder && !isOwn && <PresenceDot presence={holder.presence} />}
      <span className={styles.said}>With </span>
      <span className={styles.holderName}>{isOwn ? "You" : agent.name}</span>
    </span>
  );
}

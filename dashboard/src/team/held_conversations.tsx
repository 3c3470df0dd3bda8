import type { Agent } from "@frontdesk/widget/client";
import { Link } from "wouter";
import { VisitorAvatar } from "../parts/avatar";
import { Notice } from "../parts/notice";
import { Skeleton } from "../parts/skeleton";
import { visitorName } from "../text/names";
import { ago } from "../text/time";
import { useNow } from "../text/use_now";
import { useWorkload } from "./queries";
import styles from "./team.module.css";

/** The conversations that an agent has in their hands, each with its way there. */
export function HeldConversations({ agent }: { agent: Agent }) {
  const { data, isError, refetch } = useWorkload(agent.id);
  const now = useNow();
  if (isError) {
    return (
      <Notice tone="breach" retry={() => void refetch()}>
        These conversations could not be loaded.
      </Notice>
    );
  }
  if (!data) return <Skeleton width="50%" height="0.875rem" />;
  if (data.conversations.length === 0) {
    return <p className={styles.none}>{agent.name} has no conversation in their hands.</p>;
  }
  return (
    <ul className={styles.held} aria-label={`Conversations of ${agent.name}`}>
      {data.conversations.map((conversation) => (
        <li key={conversation.id}>
          <Link href={`/inbox/all/${conversation.id}`} className={styles.heldOne}>
            <VisitorAvatar visitor={conversation.visitor} size={24} />
            <span className={styles.heldName}>{visitorName(conversation.visitor)}</span>
            <span className={styles.preview}>{conversation.subject ?? conversation.last_message?.content}</span>
            <span className={styles.since}>
              {conversation.unanswered_since
                ? `unanswered: ${ago(conversation.unanswered_since, now)}`
                : "the visitor’s turn"}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

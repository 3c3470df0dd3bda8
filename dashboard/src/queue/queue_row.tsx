import type { AgentConversation } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { memo } from "react";
import { Link } from "wouter";
import { queuedAt } from "../inbox/orders";
import { urgencyOfWait } from "../inbox/urgency";
import { VisitorAvatar } from "../parts/avatar";
import { Button } from "../parts/button";
import { VerifiedMark } from "../parts/verified_mark";
import { visitorName } from "../text/names";
import { stopwatch } from "../text/time";
import { useSeconds } from "../text/use_now";
import styles from "./queue_page.module.css";

interface Props {
  conversation: AgentConversation;
  position: number | undefined;
  department: string | null;
  /** Somebody has taken it; it is shown only until the pointer is elsewhere. */
  isGone: boolean;
  isAdmin: boolean;
  isBusy: boolean;
  now: number;
  onAccept: (id: string) => void;
  onAssign: (id: string) => void;
}

export const QueueRow = memo(function QueueRow(props: Props) {
  const { conversation, position, department, isGone, isAdmin, isBusy, now, onAccept, onAssign } = props;
  const { id, visitor, priority, required_skills, agent } = conversation;
  const name = visitorName(visitor);
  const since = Date.parse(queuedAt(conversation));
  return (
    <tr className={clsx(styles[`${urgencyOfWait((now - since) / 1000)}Row`], isGone && styles.gone)}>
      <td className={styles.position}>{position ?? ""}</td>
      <th scope="row" className={styles.visitor}>
        <Link href={`/inbox/queue/${id}`} className={styles.link}>
          <VisitorAvatar visitor={visitor} size={32} />
          <span className={styles.who}>
            <span className={styles.name}>
              {name}
              <VerifiedMark isVerified={visitor.verified ?? false} />
            </span>
            <span className={styles.preview}>{conversation.last_message?.content ?? conversation.subject ?? ""}</span>
          </span>
        </Link>
      </th>
      <td>
        <Wait since={since} />
      </td>
      <td>
        <span className={styles.share}>
          <span className={clsx(styles.mark, styles[priority])} aria-hidden="true" />
          {priority}
        </span>
      </td>
      <td className={styles.soft}>{department ?? <Nothing />}</td>
      <td>{required_skills.length > 0 ? <Skills skills={required_skills} /> : <Nothing />}</td>
      <td className={styles.page}>
        <PageOf conversation={conversation} />
      </td>
      <td className={styles.actions}>
        {isGone ? (
          <span className={styles.soft}>{agent ? `With ${agent.name}` : "No longer waiting"}</span>
        ) : (
          <>
            {isAdmin && (
              <Button aria-label={`Assign ${name}`} onClick={() => onAssign(id)}>
                Assign
              </Button>
            )}
            <Button aria-label={`Accept ${name}`} disabled={isBusy} onClick={() => onAccept(id)}>
              Accept
            </Button>
          </>
        )}
      </td>
    </tr>
  );
});

function Wait({ since }: { since: number }) {
  const waited = (useSeconds() - since) / 1000;
  return <span className={clsx(styles.wait, styles[urgencyOfWait(waited)])}>{stopwatch(waited)}</span>;
}

function Skills({ skills }: { skills: readonly string[] }) {
  return (
    <span className={styles.skills}>
      {skills.map((skill) => (
        <span key={skill} className={styles.skill}>
          {skill}
        </span>
      ))}
    </span>
  );
}

function PageOf({ conversation: { source_page_title, source_url } }: Pick<Props, "conversation">) {
  const words = source_page_title || source_url;
  if (!words) return <Nothing />;
  return <span title={source_url ?? undefined}>{words}</span>;
}

function Nothing() {
  return (
    <span className={styles.nothing} aria-hidden="true">
      –
    </span>
  );
}

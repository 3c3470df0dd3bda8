import type { AgentConversation, Escalation } from "@frontdesk/widget/client";
import { BellRing } from "lucide-react";
import { escalationWords, sureness } from "../text/escalation";
import { shortMoment } from "../text/time";
import styles from "./facts_bar.module.css";
import { NearestArticle } from "./nearest_article";

/** Why a human was called for: told until one has answered. */
export function EscalationBanner({ conversation }: { conversation: AgentConversation }) {
  const escalation = untold(conversation);
  if (!escalation) return null;
  const sure = sureness(escalation);
  return (
    <div className={styles.arrival}>
      <BellRing size={14} aria-hidden="true" />
      <div>
        <p>
          <strong>{escalationWords(escalation)}</strong>
          {sure && <span className={styles.sureness}>{sure}</span>}{" "}
          <time dateTime={escalation.at}>{shortMoment(escalation.at)}</time>
        </p>
        {escalation.metadata.told && <q>{escalation.metadata.told}</q>}
        <NearestArticle conversationId={conversation.id} escalation={escalation} />
      </div>
    </div>
  );
}

/** The last one, while nobody of the team has answered since. */
export function untold({ status, handler, escalations, last_message }: AgentConversation): Escalation | null {
  const last = escalations?.at(-1);
  if (!last || handler !== "agent" || status === "resolved" || status === "closed") return null;
  const hasAnswered = last_message?.sender_type === "agent" && last_message.created_at > last.at;
  return hasAnswered || status === "waiting" ? null : last;
}

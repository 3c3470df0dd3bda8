import type { AgentConversation } from "@frontdesk/widget/client";
import { BellRing } from "lucide-react";
import { escalationWords, sureness } from "../text/escalation";
import { recentMoment } from "../text/time";
import styles from "./facts_bar.module.css";
import { NearestArticle } from "./nearest_article";
import { untold } from "./untold";

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
          {sure && <span className={styles.aside}>{sure}</span>}
          <time className={styles.aside} dateTime={escalation.at}>
            {recentMoment(escalation.at)}
          </time>
        </p>
        {escalation.metadata.told && <q>{escalation.metadata.told}</q>}
        <NearestArticle conversationId={conversation.id} escalation={escalation} />
      </div>
    </div>
  );
}

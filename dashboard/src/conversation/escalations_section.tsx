import type { AgentConversation, EscalationWithSteps } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { escalationWords, outcomeWords, resultWords, STEP_WORDS, sureness } from "../text/escalation";
import { fullMoment, shortMoment, timeOfDay } from "../text/time";
import styles from "./context_pane.module.css";
import { Section } from "./context_section";

/** While one is open, its steps follow each other without a frame that tells. */
const ASK_AGAIN_MS = 10_000;

/** When and why a human was called for, and what was done about it; the latest first. */
export function EscalationsSection({ conversation }: { conversation: AgentConversation }) {
  const { escalations } = conversation;
  const { data } = useEscalations(conversation);
  if (!escalations || escalations.length === 0) return null;
  const known = data?.items ?? escalations.map((escalation) => ({ ...escalation, steps: [] }));
  return (
    <Section title="Escalations" count={known.at(-1)?.number ?? escalations.length}>
      <ol className={styles.transfers}>
        {known.toReversed().map((escalation) => (
          <EscalationItem key={escalation.number} escalation={escalation} />
        ))}
      </ol>
    </Section>
  );
}

function EscalationItem({ escalation }: { escalation: EscalationWithSteps }) {
  const { at, by, metadata, outcome, settled_at, steps } = escalation;
  const sure = sureness(escalation);
  return (
    <li>
      <strong>{escalationWords(escalation)}</strong>
      {sure && <span>{sure}</span>}
      {metadata.told && <q>{metadata.told}</q>}
      <span className={styles.by}>
        by {by.name} · <time dateTime={at}>{shortMoment(at)}</time>
      </span>
      {steps.length > 0 && (
        <ol className={styles.steps}>
          {steps.map(({ step, at: taken, result }) => (
            <li key={`${step} ${taken}`}>
              <time dateTime={taken} title={fullMoment(taken)}>
                {timeOfDay(taken)}
              </time>
              <span>
                {STEP_WORDS[step]}
                <span className={styles.result}>{resultWords(step, result ?? null)}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      <span className={outcome ? styles.by : styles.open}>
        {sentence(outcomeWords(escalation))}
        {settled_at && (
          <>
            {" "}
            · <time dateTime={settled_at}>{shortMoment(settled_at)}</time>
          </>
        )}
      </span>
    </li>
  );
}

function useEscalations({ id, escalations }: AgentConversation) {
  const { api } = useWork();
  const last = escalations?.at(-1);
  return useQuery({
    // As soon as one is added or settled, it is another question.
    queryKey: ["escalations", id, last?.number, last?.outcome ?? "open"],
    queryFn: () => api.escalations(id),
    enabled: last !== undefined,
    placeholderData: (before) => before,
    refetchInterval: last && !last.outcome ? ASK_AGAIN_MS : false,
  });
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

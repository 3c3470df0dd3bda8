import type { Webhook, WebhookDelivery } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { Button } from "../parts/button";
import { useToast } from "../parts/toasts";
import { fullMoment, shortMoment } from "../text/time";
import { useSend } from "./queries";
import styles from "./webhooks.module.css";
import { attemptWords, exactMoment, STATUS_WORDS } from "./words";

interface Props {
  webhook: Webhook;
  delivery: WebhookDelivery;
}

/** Closed, one line; open, every attempt of it. */
export function DeliveryRow({ webhook, delivery }: Props) {
  const last = delivery.attempts.at(-1);
  return (
    <li className={styles.row}>
      <details className={styles.delivery}>
        <summary>
          <span className={clsx(styles.badge, styles[delivery.status])}>{STATUS_WORDS[delivery.status]}</span>
          <code className={styles.type}>{delivery.type}</code>
          <span className={styles.outcome}>{last ? attemptWords(last) : "Not tried yet"}</span>
          <time dateTime={delivery.occurred_at} title={fullMoment(delivery.occurred_at)}>
            {shortMoment(delivery.occurred_at)}
          </time>
        </summary>
        <Attempts delivery={delivery} />
        <Resend webhook={webhook} delivery={delivery} />
      </details>
    </li>
  );
}

function Attempts({ delivery }: { delivery: WebhookDelivery }) {
  return (
    <div className={styles.attempts}>
      <p>
        <span>webhook-id </span>
        <code>{delivery.id}</code>
      </p>
      {delivery.attempts.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Attempt</th>
              <th scope="col">What came of it</th>
              <th scope="col">Took</th>
            </tr>
          </thead>
          <tbody>
            {delivery.attempts.map((attempt) => (
              <tr key={attempt.at}>
                <td>{exactMoment(attempt.at)}</td>
                <td>{attemptWords(attempt)}</td>
                <td>{attempt.latency_ms.toLocaleString()} ms</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {delivery.next_attempt_at && <p>The next attempt is due at {exactMoment(delivery.next_attempt_at)}.</p>}
    </div>
  );
}

function Resend({ webhook, delivery }: Props) {
  const say = useToast();
  const { mutate, isPending } = useSend(webhook.id, (routes) => routes.resend(webhook.id, delivery.id));
  return (
    <Button
      disabled={isPending || !webhook.active || delivery.status === "pending"}
      onClick={() => mutate(undefined, { onError: (error) => say(error.message) })}
    >
      Send again
    </Button>
  );
}

import type { Webhook } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import styles from "./webhooks.module.css";

export function WebhookState({ webhook }: { webhook: Webhook }) {
  if (!webhook.active) return <span className={clsx(styles.badge, webhook.off_reason && styles.failed)}>Off</span>;
  if (webhook.failing_since) return <span className={clsx(styles.badge, styles.pending)}>Failing</span>;
  return <span className={clsx(styles.badge, styles.delivered)}>On</span>;
}

import type { EditWebhook as Edit, Webhook } from "@frontdesk/widget/client";
import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "wouter";
import { DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import { Page } from "../parts/page";
import { Switch } from "../parts/switch";
import { useToast } from "../parts/toasts";
import { fullMoment, shortMoment } from "../text/time";
import { DeliveryLog } from "./delivery_log";
import { useChangeWebhook, useWebhooks } from "./queries";
import { WebhookActions } from "./webhook_actions";
import styles from "./webhooks.module.css";
import { hostOf, offWords } from "./words";

export function WebhookPage() {
  const { id = "" } = useParams<{ id: string }>();
  const { data, isError, error, refetch } = useWebhooks();
  const webhook = data?.find((each) => each.id === id);
  if (webhook) return <Details key={id} webhook={webhook} />;
  return (
    <Page title="Webhook">
      <Back />
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          {error.message}
        </Notice>
      )}
      {data && (
        <EmptyState drawing={<DoorDrawing />} title="There is no such webhook">
          It may have been removed meanwhile.
        </EmptyState>
      )}
    </Page>
  );
}

function Back() {
  return (
    <Link href="/webhooks" className={styles.back}>
      <ArrowLeft size={16} aria-hidden="true" />
      All webhooks
    </Link>
  );
}

function Details({ webhook }: { webhook: Webhook }) {
  return (
    <Page title={webhook.description || hostOf(webhook.url)} actions={<WebhookActions webhook={webhook} />}>
      <Back />
      <Troubles webhook={webhook} />
      <dl className={styles.details}>
        <dt>Address</dt>
        <dd className={styles.url}>{webhook.url}</dd>
        <dt>Signing secret</dt>
        <dd>
          <code>…{webhook.secret_hint}</code>
          {webhook.former_secret_until && Date.parse(webhook.former_secret_until) > Date.now() && (
            <span> The one before signs as well until {fullMoment(webhook.former_secret_until)}.</span>
          )}
        </dd>
        <dt>Events</dt>
        <dd className={styles.events}>
          {webhook.events.map((event) => (
            <code key={event}>{event}</code>
          ))}
        </dd>
      </dl>
      <OnOff webhook={webhook} />
      <DeliveryLog webhook={webhook} />
    </Page>
  );
}

function Troubles({ webhook }: { webhook: Webhook }) {
  if (!webhook.active) return <Notice tone={webhook.off_reason ? "breach" : "calm"}>{offWords(webhook)}</Notice>;
  if (!webhook.failing_since) return null;
  return (
    <Notice tone="alert">
      Nothing has been taken since {shortMoment(webhook.failing_since)}. After three days of this, the webhook is
      switched off.
    </Notice>
  );
}

function OnOff({ webhook }: { webhook: Webhook }) {
  const say = useToast();
  const { mutate, isPending, variables } = useChangeWebhook(
    (routes, changes: Edit) => routes.edit(webhook.id, changes),
    (answer) => answer,
  );
  return (
    <div className={styles.onOff}>
      <Switch
        label="Switched on"
        hint="What happens while it is off is not told later."
        isOn={isPending ? (variables.active ?? webhook.active) : webhook.active}
        onChange={(active) => mutate({ active }, { onError: (error) => say(error.message) })}
      />
    </div>
  );
}

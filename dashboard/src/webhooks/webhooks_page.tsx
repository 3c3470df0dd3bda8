import type { Webhook } from "@frontdesk/widget/client";
import { ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { BellDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { LinkList, LinkRow } from "../parts/link_list";
import { Notice } from "../parts/notice";
import { Page } from "../parts/page";
import { Skeleton } from "../parts/skeleton";
import { NewWebhook } from "./new_webhook";
import { useWebhooks } from "./queries";
import { WebhookState } from "./webhook_state";
import styles from "./webhooks.module.css";
import { eventsWords, hostOf } from "./words";

const ABOUT = "Addresses of your own servers that are told, by signed requests, what happens at this desk.";

export function WebhooksPage() {
  const { me } = useWork();
  if (me.role !== "admin") {
    return (
      <Page title="Webhooks" about={ABOUT}>
        <Notice tone="calm">Webhooks are kept by admins.</Notice>
      </Page>
    );
  }
  return <Webhooks />;
}

function Webhooks() {
  const { data, isPending, isError, refetch } = useWebhooks();
  // Here and not beside a button: the first webhook takes the button's place, and its secret is still to be shown.
  const [isAdding, setAdding] = useState(false);
  const add = <AddButton onClick={() => setAdding(true)} />;
  return (
    <Page title="Webhooks" about={ABOUT} actions={data && data.length > 0 && add}>
      {isAdding && <NewWebhook close={() => setAdding(false)} />}
      {isPending && (
        <div role="status" aria-label="Loading the webhooks" className={styles.ghosts}>
          <Skeleton width="55%" height="0.875rem" />
          <Skeleton width="40%" height="0.875rem" />
        </div>
      )}
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          The webhooks could not be loaded.
        </Notice>
      )}
      {data && data.length > 0 && (
        <LinkList label="Webhooks">
          {data.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </LinkList>
      )}
      {data?.length === 0 && (
        <EmptyState drawing={<BellDrawing />} title="Ring another bell too" action={add}>
          Let your CRM, your data warehouse or a chat of your team know when a conversation starts, a ticket is made or
          a visitor gives a rating.
        </EmptyState>
      )}
    </Page>
  );
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  return (
    <LinkRow
      href={`/webhooks/${webhook.id}`}
      name={webhook.description || hostOf(webhook.url)}
      facts={
        <>
          <span>{webhook.url}</span>
          <span>{eventsWords(webhook)}</span>
        </>
      }
      after={
        <>
          <WebhookState webhook={webhook} />
          <ChevronRight size={16} aria-hidden="true" className={styles.chevron} />
        </>
      }
    />
  );
}

function AddButton({ onClick }: { onClick: () => void }) {
  return (
    <Button tone="primary" onClick={onClick}>
      <Plus size={15} aria-hidden="true" />
      New webhook
    </Button>
  );
}

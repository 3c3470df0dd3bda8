import type { CreateWebhook, WebhookSecret } from "@frontdesk/widget/client";
import { useState } from "react";
import { useLocation } from "wouter";
import { Dialog } from "../parts/dialog";
import { refusalOf } from "../text/refusal";
import { useChangeWebhook } from "./queries";
import { SecretDialog } from "./secret_dialog";
import { FIELDS, WebhookForm } from "./webhook_form";

export function NewWebhook({ close }: { close: () => void }) {
  const [made, setMade] = useState<WebhookSecret | null>(null);
  const [, navigate] = useLocation();
  const { mutate, isPending, error } = useChangeWebhook(
    (routes, fields: CreateWebhook) => routes.create(fields),
    ({ webhook }) => webhook,
  );
  if (made?.secret_key) {
    const go = () => {
      close();
      navigate(`/webhooks/${made.webhook.id}`);
    };
    return <SecretDialog title="The webhook is added" secret={made.secret_key} close={go} />;
  }
  return (
    <Dialog isOpen onOpenChange={close} title="New webhook" about="Your server is told what happens here." width="wide">
      <WebhookForm
        webhook={null}
        submit="Add"
        isBusy={isPending}
        refusal={refusalOf(error, FIELDS)}
        save={(fields) => mutate(fields, { onSuccess: setMade })}
      />
    </Dialog>
  );
}

import type { EditWebhook as Edit, Webhook } from "@frontdesk/widget/client";
import { Dialog } from "../parts/dialog";
import { refusalOf } from "../text/refusal";
import { useChangeWebhook } from "./queries";
import { FIELDS, WebhookForm } from "./webhook_form";

export function EditWebhook({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const { mutate, isPending, error } = useChangeWebhook(
    (routes, changes: Edit) => routes.edit(webhook.id, changes),
    (answer) => answer,
  );
  return (
    <Dialog isOpen onOpenChange={close} title="Edit webhook" width="wide">
      <WebhookForm
        webhook={webhook}
        submit="Save"
        isBusy={isPending}
        refusal={refusalOf(error, FIELDS)}
        save={(fields) => mutate(fields, { onSuccess: close })}
      />
    </Dialog>
  );
}

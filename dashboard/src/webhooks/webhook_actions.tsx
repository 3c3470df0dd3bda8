import type { Webhook, WebhookSecret } from "@frontdesk/widget/client";
import { EllipsisVertical, KeyRound, Pencil, Send, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useLocation } from "wouter";
import { Button, IconButton } from "../parts/button";
import { Confirm } from "../parts/dialog";
import menu from "../parts/menu.module.css";
import { useToast } from "../parts/toasts";
import { EditWebhook } from "./edit_webhook";
import { useChangeWebhook, useRemoveWebhook, useSend } from "./queries";
import { SecretDialog } from "./secret_dialog";
import { hostOf } from "./words";

type Open = "edit" | "rotate" | "remove" | null;

export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <TestButton webhook={webhook} />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <IconButton label="More actions">
            <EllipsisVertical size={16} />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Item className={menu.item} onSelect={() => setOpen("edit")}>
              <Pencil size={15} aria-hidden="true" />
              Edit…
            </DropdownMenu.Item>
            <DropdownMenu.Item className={menu.item} onSelect={() => setOpen("rotate")}>
              <KeyRound size={15} aria-hidden="true" />
              Rotate the secret…
            </DropdownMenu.Item>
            <DropdownMenu.Item className={menu.item} onSelect={() => setOpen("remove")}>
              <Trash2 size={15} aria-hidden="true" />
              Remove…
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {open === "edit" && <EditWebhook webhook={webhook} close={close} />}
      {open === "rotate" && <RotateSecret webhook={webhook} close={close} />}
      {open === "remove" && <RemoveWebhook webhook={webhook} close={close} />}
    </>
  );
}

function TestButton({ webhook }: { webhook: Webhook }) {
  const say = useToast();
  const { mutate, isPending } = useSend(webhook.id, (routes) => routes.test(webhook.id));
  return (
    <Button
      tone="primary"
      disabled={isPending || !webhook.active}
      onClick={() => mutate(undefined, { onError: (error) => say(error.message) })}
    >
      <Send size={15} aria-hidden="true" />
      Send a test event
    </Button>
  );
}

function RotateSecret({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const [made, setMade] = useState<WebhookSecret | null>(null);
  const { mutate, isPending, error } = useChangeWebhook(
    (routes, _: undefined) => routes.rotateSecret(webhook.id),
    (answer) => answer.webhook,
  );
  if (made?.secret_key) return <SecretDialog title="The new secret" secret={made.secret_key} close={close} />;
  return (
    <Confirm
      isOpen
      onOpenChange={close}
      title="Rotate the signing secret?"
      confirm="Rotate"
      isBusy={isPending}
      problem={error?.message}
      onConfirm={() => mutate(undefined, { onSuccess: setMade })}
    >
      For 24 hours each request is signed with both, so that your server can change over without losing any.
    </Confirm>
  );
}

function RemoveWebhook({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const [, navigate] = useLocation();
  const { mutate, isPending, error } = useRemoveWebhook(webhook.id);
  return (
    <Confirm
      isOpen
      onOpenChange={close}
      title="Remove this webhook?"
      confirm="Remove"
      isBusy={isPending}
      problem={error?.message}
      onConfirm={() => mutate(undefined, { onSuccess: () => navigate("/webhooks") })}
    >
      {hostOf(webhook.url)} is told nothing any more, also of what is under way.
    </Confirm>
  );
}

import type { CreateWebhook, Webhook } from "@frontdesk/widget/client";
import { useState } from "react";
import { DialogForm } from "../parts/dialog";
import { Field, TextInput } from "../parts/field";
import type { Refusal } from "../text/refusal";
import { EventChoices } from "./event_choices";
import type { EventType } from "./words";

export const FIELDS = ["url", "description", "events"] as const;

interface Props {
  /** Null for a new one. */
  webhook: Webhook | null;
  submit: string;
  isBusy: boolean;
  refusal: Refusal<(typeof FIELDS)[number]> | null;
  save: (fields: CreateWebhook) => void;
}

export function WebhookForm({ webhook, submit, isBusy, refusal, save }: Props) {
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [description, setDescription] = useState(webhook?.description ?? "");
  const [events, setEvents] = useState<readonly EventType[]>(webhook?.events ?? []);
  return (
    <DialogForm
      onSubmit={() => save({ url: url.trim(), description: description.trim(), events: [...events] })}
      submit={submit}
      isBusy={isBusy}
      isReady={url.trim() !== "" && events.length > 0}
      problem={refusal?.rest}
    >
      <Field
        label="Address"
        error={refusal?.fields.url}
        hint="Of your own server, beginning with https://, on port 443 or 8443. It answers within ten seconds."
      >
        {(control) => (
          <TextInput
            {...control}
            type="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://hooks.example.com/frontdesk"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <Field label="Description" isOptional error={refusal?.fields.description}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <EventChoices values={events} onChange={setEvents} error={refusal?.fields.events} />
    </DialogForm>
  );
}

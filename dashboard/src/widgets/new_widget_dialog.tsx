import type { CreateWidget, HandlerType, WidgetSecret } from "@frontdesk/widget/client";
import { useState } from "react";
import { useLocation } from "wouter";
import { Dialog, DialogForm } from "../parts/dialog";
import { Field, TextInput } from "../parts/field";
import { Select } from "../parts/select";
import { refusalOf } from "../text/refusal";
import { Choices } from "./choices";
import { useChangeWidget, useWorkflowChoices } from "./queries";
import { SecretDialog } from "./secret_dialog";
import { HANDLERS } from "./words";

const FIELDS = ["name", "handler_type", "handler_id"] as const;

/** The least that makes a widget; the rest has defaults, and a page of its own. */
export function NewWidgetDialog({ close }: { close: () => void }) {
  const [made, setMade] = useState<WidgetSecret | null>(null);
  const [, navigate] = useLocation();
  if (made?.secret_key) {
    const go = () => {
      close();
      navigate(`/widgets/${made.widget.id}`);
    };
    const title = `${made.widget.name} is made`;
    return <SecretDialog title={title} secret={made.secret_key} done="Go on to its settings" close={go} />;
  }
  return <NewWidgetForm close={close} onMade={setMade} />;
}

interface FormProps {
  close: () => void;
  onMade: (made: WidgetSecret) => void;
}

function NewWidgetForm({ close, onMade }: FormProps) {
  const [name, setName] = useState("");
  const [handler, setHandler] = useState<HandlerType>("agent");
  const [workflow, setWorkflow] = useState<string | null>(null);
  const workflows = useWorkflowChoices().data ?? [];
  const { mutate, isPending, error } = useChangeWidget(
    (api, widget: CreateWidget) => api.createWidget(widget),
    ({ widget }) => widget,
  );
  const refusal = refusalOf(error, FIELDS);
  const needsWorkflow = handler === "workflow";
  const wanted = { name: name.trim(), handler_type: handler, ...(needsWorkflow ? { handler_id: workflow } : {}) };
  return (
    <Dialog isOpen onOpenChange={close} title="New widget" about="Everything can be changed later.">
      <DialogForm
        onSubmit={() => mutate(wanted, { onSuccess: onMade })}
        submit="Create"
        isBusy={isPending}
        isReady={name.trim() !== "" && (!needsWorkflow || workflow !== null)}
        problem={refusal?.rest}
      >
        <Field label="Name" error={refusal?.fields.name} hint="Visitors read it at the top of the chat.">
          {(control) => (
            <TextInput {...control} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Choices
          look="cards"
          label="Who answers first"
          choices={HANDLERS.filter(({ value }) => value !== "workflow" || workflows.length > 0)}
          value={handler}
          onChange={setHandler}
          error={refusal?.fields.handler_type}
        />
        {needsWorkflow && (
          <Field label="Workflow" error={refusal?.fields.handler_id}>
            {(control) => (
              <Select
                {...control}
                value={workflow}
                onChange={setWorkflow}
                options={workflows.map(({ id, name: label }) => ({ value: id, label }))}
                placeholder="Choose a workflow…"
              />
            )}
          </Field>
        )}
      </DialogForm>
    </Dialog>
  );
}

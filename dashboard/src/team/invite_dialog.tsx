import { useState } from "react";
import { Dialog, DialogForm } from "../parts/dialog";
import { Field, TextInput } from "../parts/field";
import { refusalOf } from "../text/refusal";
import { AgentForm } from "./agent_form";
import { FIELDS, NEWCOMER, type Problems, problemsOf, wantedOf } from "./agent_particulars";
import { useInvite } from "./changes";

export function InviteDialog({ close }: { close: () => void }) {
  const [email, setEmail] = useState("");
  const [value, setValue] = useState(NEWCOMER);
  const [problems, setProblems] = useState<Problems & { email?: string }>({});
  const { mutate, isPending, error, reset } = useInvite(close);
  const refusal = refusalOf(error, [...FIELDS, "email"]);
  const changed = () => {
    setProblems({});
    reset();
  };
  const submit = () => {
    const found = { ...problemsOf(value), ...(email.includes("@") ? {} : { email: "Enter an email address." }) };
    setProblems(found);
    if (Object.keys(found).length === 0) mutate({ ...wantedOf(value), email: email.trim() });
  };
  const shown = { ...refusal?.fields, ...problems };
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title="Invite to the team"
      about="They get an email with a first password, and choose their own when they sign in."
    >
      <DialogForm onSubmit={submit} submit="Send the invitation" isBusy={isPending} problem={refusal?.rest}>
        <Field label="Email" error={shown.email}>
          {(control) => (
            <TextInput
              {...control}
              type="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={email}
              onChange={(event) => {
                changed();
                setEmail(event.target.value);
              }}
            />
          )}
        </Field>
        <AgentForm
          value={value}
          problems={shown}
          onChange={(next) => {
            changed();
            setValue(next);
          }}
        />
      </DialogForm>
    </Dialog>
  );
}

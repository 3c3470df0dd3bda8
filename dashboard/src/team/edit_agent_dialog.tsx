import type { Agent } from "@frontdesk/widget/client";
import { useState } from "react";
import { useWork } from "../app/work";
import { Dialog, DialogForm } from "../parts/dialog";
import { refusalOf } from "../text/refusal";
import { AgentForm } from "./agent_form";
import { changesOf, FIELDS, type Problems, particularsOf, problemsOf } from "./agent_particulars";
import { useEditAgent } from "./changes";

export function EditAgentDialog({ agent, close }: { agent: Agent; close: () => void }) {
  const { me } = useWork();
  // As it was when the dialog opened: presence comes and goes meanwhile.
  const [before] = useState(agent);
  const [value, setValue] = useState(() => particularsOf(before));
  const [problems, setProblems] = useState<Problems>({});
  const { mutate, isPending, error, reset } = useEditAgent(agent.id, close);
  const refusal = refusalOf(error, FIELDS);
  const submit = () => {
    const found = problemsOf(value);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    const changes = changesOf(before, value);
    if (Object.keys(changes).length === 0) close();
    else mutate(changes);
  };
  return (
    <Dialog isOpen onOpenChange={close} title={`Edit ${before.name}`} about={before.email}>
      <DialogForm onSubmit={submit} submit="Save" isBusy={isPending} problem={refusal?.rest}>
        <AgentForm
          value={value}
          problems={{ ...refusal?.fields, ...problems }}
          onChange={(next) => {
            setProblems({});
            reset();
            setValue(next);
          }}
          {...(agent.id === me.id ? { fixedRole: "Another admin can change yours." } : {})}
        />
      </DialogForm>
    </Dialog>
  );
}

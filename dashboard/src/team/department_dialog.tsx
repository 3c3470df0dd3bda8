import type { Department } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWork } from "../app/work";
import { Dialog, DialogForm } from "../parts/dialog";
import { Field, TextArea, TextInput } from "../parts/field";
import { refusalOf } from "../text/refusal";
import { DEPARTMENTS_KEY } from "./queries";

interface Props {
  /** Null for a new one. */
  department: Department | null;
  close: () => void;
}

export function DepartmentDialog({ department, close }: Props) {
  const [name, setName] = useState(department?.name ?? "");
  const [description, setDescription] = useState(department?.description ?? "");
  const [isNameMissing, setNameMissing] = useState(false);
  const { mutate, isPending, error } = useSaveDepartment(department, close);
  const refusal = refusalOf(error, ["name", "description"]);
  const submit = () => {
    const isMissing = name.trim() === "";
    setNameMissing(isMissing);
    if (!isMissing) mutate({ name: name.trim(), description: description.trim() });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={department ? `Edit ${department.name}` : "New department"}
      about="Conversations can be handed to a department; whoever belongs to it may take them."
    >
      <DialogForm onSubmit={submit} submit={department ? "Save" : "Create"} isBusy={isPending} problem={refusal?.rest}>
        <Field label="Name" error={isNameMissing ? "Enter a name." : refusal?.fields.name}>
          {(control) => <TextInput {...control} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label="Description" isOptional error={refusal?.fields.description}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              placeholder="What comes to this department"
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
      </DialogForm>
    </Dialog>
  );
}

function useSaveDepartment(department: Department | null, done: () => void) {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (fields: { name: string; description: string }) =>
      department ? api.editDepartment(department.id, fields) : api.createDepartment(fields),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: DEPARTMENTS_KEY });
      done();
    },
  });
}

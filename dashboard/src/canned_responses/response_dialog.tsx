import type { CannedResponse } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWork } from "../app/work";
import { Dialog, DialogForm } from "../parts/dialog";
import { Field, TextInput } from "../parts/field";
import { Select } from "../parts/select";
import { useDepartments } from "../team/queries";
import { refusalOf } from "../text/refusal";
import { BodyField } from "./body_field";
import styles from "./canned_responses.module.css";
import { Filled } from "./highlighted";
import { CANNED_RESPONSES_KEY, type CannedResponses } from "./queries";
import {
  asShortcut,
  BLANK,
  bodyProblem,
  FIELDS,
  type Fields,
  fieldsOf,
  type Problems,
  problemsOf,
} from "./response_fields";
import { sampleOf } from "./samples";

const EVERYBODY = "everybody";

interface Props {
  /** Null for a new one. */
  response: CannedResponse | null;
  all: CannedResponses;
  close: () => void;
}

export function ResponseDialog({ response, all, close }: Props) {
  const { me } = useWork();
  const [fields, setFields] = useState<Fields>(() => (response ? fieldsOf(response) : BLANK));
  const [problems, setProblems] = useState<Problems>({});
  const { mutate, isPending, error, reset } = useSave(response, close);
  const departments = useDepartments().data ?? [];
  const limits = {
    variables: all.variables,
    bodyLength: me.limits.message_length,
    shortcuts: all.items.filter(({ id }) => id !== response?.id).map(({ shortcut }) => shortcut),
  };
  const refusal = refusalOf(error, FIELDS);
  const shown: Problems = { ...refusal?.fields, ...problems };

  const change = (changed: Partial<Fields>) => {
    setFields({ ...fields, ...changed });
    setProblems(Object.fromEntries(Object.entries(problems).filter(([name]) => !(name in changed))));
    reset();
  };
  const submit = () => {
    const found = problemsOf(fields, limits);
    setProblems(found);
    if (Object.keys(found).length === 0) mutate({ ...fields, title: fields.title.trim(), body: fields.body.trim() });
  };
  // A mistake in a variable is told at once; that the text is still empty, only once it is to be saved.
  const slip = fields.body.trim() === "" ? null : bodyProblem(fields.body, limits);

  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={response ? `Edit /${response.shortcut}` : "New canned response"}
      about="Agents type a slash and the shortcut, and read it over before they send it."
      width="wide"
    >
      <DialogForm onSubmit={submit} submit={response ? "Save" : "Create"} isBusy={isPending} problem={refusal?.rest}>
        <div className={styles.top}>
          <Field label="Shortcut" error={shown.shortcut}>
            {(control) => (
              <div className={styles.slashed}>
                <span aria-hidden="true">/</span>
                <TextInput
                  {...control}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  value={fields.shortcut}
                  onChange={(event) => change({ shortcut: asShortcut(event.target.value) })}
                />
              </div>
            )}
          </Field>
          <Field label="Title" error={shown.title}>
            {(control) => (
              <TextInput
                {...control}
                autoComplete="off"
                value={fields.title}
                onChange={(event) => change({ title: event.target.value })}
              />
            )}
          </Field>
          <Field label="For" error={shown.department_id}>
            {(control) => (
              <Select
                {...control}
                options={[{ value: EVERYBODY, label: "Everybody" }, ...departments.map(asOption)]}
                value={fields.department_id ?? EVERYBODY}
                onChange={(id) => change({ department_id: id === EVERYBODY ? null : id })}
              />
            )}
          </Field>
        </div>
        <BodyField
          body={fields.body}
          variables={all.variables}
          problem={shown.body ?? slip ?? undefined}
          onChange={(body) => change({ body })}
        />
        <section className={styles.preview} aria-label="Preview">
          <h3>What the visitor reads, with sample values</h3>
          {fields.body.trim() === "" ? (
            <p className={styles.nothing}>Nothing yet.</p>
          ) : (
            <p className={styles.bubble}>
              <Filled body={fields.body.trim()} sample={(variable) => sampleOf(variable, me.name)} />
            </p>
          )}
        </section>
      </DialogForm>
    </Dialog>
  );
}

function asOption({ id, name }: { id: string; name: string }) {
  return { value: id, label: name };
}

function useSave(response: CannedResponse | null, done: () => void) {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (fields: Fields) =>
      response ? api.editCannedResponse(response.id, fields) : api.createCannedResponse(fields),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: CANNED_RESPONSES_KEY });
      done();
    },
  });
}

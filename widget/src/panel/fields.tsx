import { useEffect, useRef } from "preact/hooks";

/** For the form: who has left something wrong is led to the first of it. */
export function useFirstProblem(problems: object) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), [problems]);
  return form;
}

/** A labelled field with what is wrong with it, for the forms. */
interface FieldProps {
  name: string;
  label: string;
  type?: "text" | "email";
  rows?: number;
  autocomplete?: string;
  maxLength?: number;
  hint?: string | undefined;
  value: string;
  problem: string | undefined;
  onInput: (value: string) => void;
}

export function Field({ name, label, type = "text", rows, hint, problem, onInput, ...more }: FieldProps) {
  const id = `${name}-field`;
  const noteId = `${name}-note`;
  const props = {
    ...more,
    id,
    name,
    maxLength: more.maxLength ?? 120,
    "aria-invalid": problem !== undefined,
    "aria-describedby": noteId,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => onInput(event.currentTarget.value),
  };
  return (
    <div class="labelled">
      <label for={id}>{label}</label>
      {rows ? (
        <textarea rows={rows} {...props} />
      ) : (
        <input {...(type === "email" ? { type: "email" } : { type: "text" })} {...props} />
      )}
      <small id={noteId} class={problem ? "problem" : undefined}>
        {problem ?? hint}
      </small>
    </div>
  );
}

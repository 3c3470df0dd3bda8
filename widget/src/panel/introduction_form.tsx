import { useState } from "preact/hooks";
import { isApiError } from "../client";
import type { Model } from "./model";
import { sentenceFor } from "./texts";

type Field = "name" | "email";
type Problems = Partial<Record<Field | "form", string>>;

/** Name and email before the first message, as the company has asked for them. */
export function IntroductionForm({ model, onDone }: { model: Model; onDone: () => void }) {
  const { texts, context } = model;
  const { collect_name, collect_email } = context.config.behaviour;
  const fields: Field[] = [...(collect_name ? ["name" as const] : []), ...(collect_email ? ["email" as const] : [])];
  const [values, setValues] = useState<Record<Field, string>>({ name: "", email: "" });
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    const missing = fields.filter((field) => values[field].trim() === "");
    if (missing.length > 0) return setProblems(Object.fromEntries(missing.map((field) => [field, texts.required])));
    setBusy(true);
    try {
      await model.introduce(Object.fromEntries(fields.map((field) => [field, values[field].trim()])));
      onDone();
    } catch (error) {
      setProblems(problemsOf(model, error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class="introduction"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {fields.map((field) => (
        <Input
          key={field}
          field={field}
          label={texts[field]}
          hint={field === "email" ? texts.emailHint : undefined}
          value={values[field]}
          problem={problems[field]}
          onInput={(value) => setValues({ ...values, [field]: value })}
        />
      ))}
      {problems.form && (
        <p class="problem" role="alert">
          {problems.form}
        </p>
      )}
      <button type="submit" class="button" disabled={busy}>
        {texts.startChat}
      </button>
    </form>
  );
}

interface InputProps {
  field: Field;
  label: string;
  hint: string | undefined;
  value: string;
  problem: string | undefined;
  onInput: (value: string) => void;
}

function Input({ field, label, hint, value, problem, onInput }: InputProps) {
  const noteId = `${field}-note`;
  return (
    <label class="labelled">
      <span>{label}</span>
      <input
        {...(field === "email" ? { type: "email" } : { type: "text" })}
        name={field}
        autocomplete={field}
        maxLength={120}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={noteId}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <small id={noteId} class={problem ? "problem" : undefined}>
        {problem ?? hint}
      </small>
    </label>
  );
}

function problemsOf(model: Model, error: unknown): Problems {
  if (!isApiError(error)) throw error;
  const fields = error.fieldErrors.map(({ field }) => field);
  if (fields.some((field) => field.endsWith("email"))) return { email: model.texts.emailWrong };
  return { form: sentenceFor(model.texts, error) };
}

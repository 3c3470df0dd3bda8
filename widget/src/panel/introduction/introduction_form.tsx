import { useState } from "preact/hooks";
import { isApiError } from "../../client";
import { Field, useFirstProblem } from "../fields";
import type { Model } from "../model";
import { sentenceFor } from "../texts";

type Name = "name" | "email";
type Problems = Partial<Record<Name | "form", string>>;

/** Name and email before the first message, as the company has asked for them. */
export function IntroductionForm({ model, onDone }: { model: Model; onDone: () => void }) {
  const { texts, context } = model;
  const { collect_name, collect_email } = context.config.behaviour;
  const fields: Name[] = [...(collect_name ? ["name" as const] : []), ...(collect_email ? ["email" as const] : [])];
  const [values, setValues] = useState<Record<Name, string>>({ name: "", email: "" });
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const form = useFirstProblem(problems);

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
      ref={form}
      class="form-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {fields.map((field) => (
        <Field
          key={field}
          name={field}
          type={field === "email" ? "email" : "text"}
          autocomplete={field}
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

function problemsOf(model: Model, error: unknown): Problems {
  if (!isApiError(error)) throw error;
  const fields = error.fieldErrors.map(({ field }) => field);
  if (fields.some((field) => field.endsWith("email"))) return { email: model.texts.emailWrong };
  return { form: sentenceFor(model.texts, error) };
}

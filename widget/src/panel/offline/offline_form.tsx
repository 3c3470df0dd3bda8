import { useRef, useState } from "preact/hooks";
import { isApiError, randomId } from "../../client";
import { Field, useFirstProblem } from "../fields";
import type { Model } from "../model";
import { currentPage } from "../session";
import { sentenceFor } from "../texts";
import { useLostFocus } from "../use_lost_focus";
import { useUnsent } from "../use_unsent";
import { goOnline } from "./hours";

const FIELDS = ["name", "email", "message"] as const;
type Name = (typeof FIELDS)[number];
type Problems = Partial<Record<Name | "form", string>>;

/** A message for people who are not there: it becomes a ticket, and is answered by email. */
export function OfflineForm({ model }: { model: Model }) {
  const { texts, visitor } = model;
  const [values, setValues] = useState({ name: visitor?.name ?? "", email: visitor?.email ?? "", message: "" });
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const form = useFirstProblem(problems);
  const [ticket, setTicket] = useState<number | null>(null);
  // The same for every try: a message that was stored although its answer was lost is stored once.
  const clientId = useRef(randomId());
  useUnsent(model, ticket === null ? values.message : "", (message) => setValues((before) => ({ ...before, message })));

  const submit = async () => {
    const missing = FIELDS.filter((name) => values[name].trim() === "");
    if (missing.length > 0) return setProblems(Object.fromEntries(missing.map((name) => [name, texts.required])));
    setBusy(true);
    try {
      const given = Object.fromEntries(FIELDS.map((name) => [name, values[name].trim()])) as typeof values;
      const left = await model.api.leaveMessage({ ...given, client_id: clientId.current, page: currentPage() });
      setTicket(left.ticket_number);
      model.dismissProblem();
      model.correspondence?.dropRefused();
    } catch (error) {
      if (!(await goOnline(model, error, { name: values.name, email: values.email })))
        setProblems(problemsOf(model, error));
    } finally {
      setBusy(false);
    }
  };

  if (ticket !== null) return <Thanks model={model} ticket={ticket} email={values.email} />;
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
      <p class="form-lead">{model.context.config.texts.offline_message ?? texts.offlineMessage}</p>
      <p class="form-note">{opening(model)}</p>
      {FIELDS.map((name) => (
        <Field
          key={name}
          name={name}
          label={name === "message" ? texts.message : texts[name]}
          {...(name === "email" ? { type: "email" as const } : {})}
          {...(name === "message"
            ? { rows: 4, maxLength: model.context.config.limits.message_length }
            : { autocomplete: name })}
          value={values[name]}
          problem={problems[name]}
          onInput={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      {problems.form && (
        <p class="problem" role="alert">
          {problems.form}
        </p>
      )}
      <button type="submit" class="button" disabled={busy}>
        {texts.leaveMessage}
      </button>
    </form>
  );
}

function Thanks({ model, ticket, email }: { model: Model; ticket: number; email: string }) {
  const { texts } = model;
  const card = useRef<HTMLDivElement>(null);
  useLostFocus(card);
  return (
    <div ref={card} class="form-card thanks" role="status" tabIndex={-1}>
      <p class="form-lead">{texts.thanks}</p>
      <p>{texts.thanksTicket(ticket, email.trim())}</p>
    </div>
  );
}

function opening({ texts, locale, context }: Model): string | null {
  const { opens_at } = context.config;
  if (!opens_at) return null;
  const at = new Date(opens_at);
  const when = at.toLocaleString(locale, { weekday: "long", hour: "numeric", minute: "2-digit" });
  return texts.opensAt(when);
}

function problemsOf(model: Model, error: unknown): Problems {
  if (!isApiError(error)) throw error;
  const fields = error.fieldErrors.map(({ field }) => field.split(".").at(-1));
  if (fields.includes("email")) return { email: model.texts.emailWrong };
  return { form: sentenceFor(model.texts, error) };
}

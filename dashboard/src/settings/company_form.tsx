import type { TenantSettings } from "@frontdesk/widget/client";
import { type FormEvent, useState } from "react";
import { usualHours } from "../business_hours/hours";
import { HoursEditor } from "../business_hours/hours_editor";
import { Button } from "../parts/button";
import { Field, TextInput } from "../parts/field";
import { Notice } from "../parts/notice";
import { Switch } from "../parts/switch";
import { useToast } from "../parts/toasts";
import { useProblemFocus } from "../parts/use_problem_focus";
import { problemsWithin } from "../widgets/problems";
import {
  changesOf,
  defaultNumber,
  defaultWords,
  draftOf,
  isChanged,
  isConflict,
  NUMBERS,
  type NumberName,
  type Problems,
  problemsOf,
  refusedSave,
} from "./company";
import styles from "./company.module.css";
import { useChangeCompany } from "./company_queries";

interface Props {
  settings: TenantSettings;
  reload: () => void;
}

/** Saved by the button, all at once. */
export function CompanyForm({ settings, reload }: Props) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [problems, setProblems] = useState<Problems>({});
  const [refusals, setRefusals] = useState(0);
  const form = useProblemFocus<HTMLFormElement>(refusals);
  const { mutate, isPending, error, reset } = useChangeCompany();
  const say = useToast();
  const refused = refusedSave(error);
  const shown = { ...refused?.fields, ...problems };

  const change = (changes: Partial<typeof draft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    setProblems({});
    reset();
  };
  const refuse = () => setRefusals((count) => count + 1);
  const save = () =>
    mutate(changesOf(draft, settings), {
      onSuccess: () => say("The company's settings are saved."),
      onError: refuse,
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(draft);
    setProblems(found);
    if (Object.keys(found).length > 0) refuse();
    else save();
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate aria-label="Company">
      <Numbers settings={settings} draft={draft} change={change} problems={shown} />
      <Switch
        label="Business hours of new widgets"
        hint="Widgets that are there already keep theirs. Off: people are always there."
        isOn={Boolean(draft.business_hours)}
        onChange={(on) => change({ business_hours: on ? (settings.business_hours ?? usualHours()) : null })}
      />
      {draft.business_hours && (
        <HoursEditor
          hours={draft.business_hours}
          onChange={(business_hours) => change({ business_hours })}
          problems={problemsWithin(shown, "business_hours")}
          tellsNow={false}
        />
      )}
      {isConflict(error) && (
        <Notice tone="alert" retry={reload}>
          Somebody else has changed these settings meanwhile. Trying again shows theirs, and drops what you have
          entered.
        </Notice>
      )}
      {refused?.rest && <Notice tone="breach">{refused.rest}</Notice>}
      {isChanged(draft, settings) && (
        <div className={styles.actions}>
          <Button type="submit" tone="primary" disabled={isPending}>
            Save for the company
          </Button>
          <Button onClick={() => change(draftOf(settings))}>Undo</Button>
        </div>
      )}
    </form>
  );
}

interface NumbersProps {
  settings: TenantSettings;
  draft: Record<NumberName, string>;
  change: (changes: Partial<Record<NumberName, string>>) => void;
  problems: Problems;
}

function Numbers({ settings, draft, change, problems }: NumbersProps) {
  return (
    <div className={styles.numbers}>
      {NUMBERS.map((field) => (
        <Field
          key={field.name}
          label={field.label}
          error={problems[field.name]}
          hint={`${field.hint} Left empty: ${defaultWords(field, settings.defaults)}.`}
        >
          {(control) => (
            <span className={styles.measured}>
              <TextInput
                {...control}
                className={styles.number}
                inputMode="numeric"
                autoComplete="off"
                placeholder={defaultNumber(field, settings.defaults)}
                value={draft[field.name]}
                onChange={(event) => change({ [field.name]: event.target.value })}
              />
              <span className={styles.unit}>{field.unit[draft[field.name].trim() === "1" ? 0 : 1]}</span>
            </span>
          )}
        </Field>
      ))}
    </div>
  );
}

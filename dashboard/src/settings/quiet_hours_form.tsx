import type { NotificationSettings } from "@frontdesk/widget/client";
import { type FormEvent, useId, useState } from "react";
import { useChangeSettings } from "../notifications/queries";
import { Button } from "../parts/button";
import { Field, TextInput } from "../parts/field";
import { Notice } from "../parts/notice";
import { Switch } from "../parts/switch";
import { asEntered, isSame, type Problems, problemsOf, refusedProblems, usualNight } from "./quiet_hours";
import styles from "./settings.module.css";

const ZONES = Intl.supportedValuesOf("timeZone");

/** On and off are saved at once; other times by the button, once they are whole. */
export function QuietHoursForm({ settings }: { settings: NotificationSettings }) {
  const saved = settings.quiet_hours ?? null;
  const [entered, setEntered] = useState(asEntered(saved ?? usualNight()));
  const [problems, setProblems] = useState<Problems>({});
  const { mutate, isPending, error, reset } = useChangeSettings();
  const zones = useId();
  const shown = { ...refusedProblems(error), ...problems };

  const save = (quiet_hours: NotificationSettings["quiet_hours"]) => mutate({ ...settings, quiet_hours });
  const change = (changes: Partial<typeof entered>) => {
    setEntered((before) => ({ ...before, ...changes }));
    setProblems({});
    reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(entered);
    setProblems(found);
    if (Object.keys(found).length === 0) save({ ...entered, time_zone: entered.time_zone.trim() });
  };

  return (
    <>
      <Switch
        label="Quiet hours"
        hint="Only what is handed to you comes through, without a sound."
        isOn={saved !== null}
        onChange={(on) => {
          change(usualNight());
          save(on ? usualNight() : null);
        }}
      />
      {saved && (
        <form className={styles.quiet} onSubmit={submit} noValidate aria-label="Quiet hours">
          <Field label="From" error={shown.start}>
            {(control) => (
              <TextInput
                {...control}
                type="time"
                value={entered.start}
                onChange={(event) => change({ start: event.target.value })}
              />
            )}
          </Field>
          <Field label="To" error={shown.end}>
            {(control) => (
              <TextInput
                {...control}
                type="time"
                value={entered.end}
                onChange={(event) => change({ end: event.target.value })}
              />
            )}
          </Field>
          <div className={styles.zone}>
            <Field label="Time zone" error={shown.time_zone}>
              {(control) => (
                <TextInput
                  {...control}
                  list={zones}
                  autoComplete="off"
                  spellCheck={false}
                  value={entered.time_zone}
                  onChange={(event) => change({ time_zone: event.target.value })}
                />
              )}
            </Field>
            <datalist id={zones}>
              {ZONES.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </div>
          {shown.rest && <Notice tone="breach">{shown.rest}</Notice>}
          {!isSame(entered, saved) && (
            <div className={styles.zone}>
              <Button type="submit" tone="primary" disabled={isPending}>
                Save the quiet hours
              </Button>
            </div>
          )}
        </form>
      )}
    </>
  );
}

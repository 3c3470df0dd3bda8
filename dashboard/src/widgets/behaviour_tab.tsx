import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { Button, IconButton } from "../parts/button";
import { Field, TextArea, TextInput } from "../parts/field";
import { Switch } from "../parts/switch";
import type { RuleDraft } from "./draft";
import { type Problems, problemsWithin } from "./problems";
import type { TabProps } from "./tab_props";
import styles from "./widget_page.module.css";

/** The contract's limit. */
const RULE_CEILING = 10;
const NEW_RULE: RuleDraft = { after_seconds: 20, url_pattern: "", text: "" };

export function BehaviourTab({ draft, change, problems }: TabProps) {
  return (
    <>
      <Switch
        label="Ask for the name"
        hint="Before the first message. It is not asked of whoever is known."
        isOn={draft.collect_name}
        onChange={(collect_name) => change({ collect_name })}
      />
      <Switch
        label="Ask for the email"
        hint="So that a visitor can be answered who has left."
        isOn={draft.collect_email}
        onChange={(collect_email) => change({ collect_email })}
      />
      <Switch
        label="Sound"
        hint="A short one with each message while the visitor looks elsewhere."
        isOn={draft.sound}
        onChange={(sound) => change({ sound })}
      />
      <Rules rules={draft.proactive} onChange={(proactive) => change({ proactive })} problems={problems} />
    </>
  );
}

interface RulesProps {
  rules: RuleDraft[];
  onChange: (rules: RuleDraft[]) => void;
  problems: Problems;
}

function Rules({ rules, onChange, problems }: RulesProps) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>Proactive greetings</h2>
      <p className={styles.hint}>
        Said beside the launcher to a visitor who has not opened the chat. Of several that hold, the first is taken.
      </p>
      {rules.map((rule, place) => (
        <Rule
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no identity but its place
          key={place}
          number={place + 1}
          rule={rule}
          onChange={(changed) => onChange(rules.map((each, at) => (at === place ? { ...each, ...changed } : each)))}
          onRemove={() => onChange(rules.filter((_, at) => at !== place))}
          problems={problemsWithin(problems, `proactive.${place}`)}
        />
      ))}
      {rules.length < RULE_CEILING && (
        <Button className={styles.add} onClick={() => onChange([...rules, NEW_RULE])}>
          <Plus size={15} aria-hidden="true" />
          Add a greeting
        </Button>
      )}
    </section>
  );
}

interface RuleProps {
  number: number;
  rule: RuleDraft;
  onChange: (changed: Partial<RuleDraft>) => void;
  onRemove: () => void;
  problems: Problems;
}

function Rule({ number, rule, onChange, onRemove, problems }: RuleProps) {
  return (
    <fieldset className={styles.rule}>
      <legend>Greeting {number}</legend>
      <Field label="After" error={problems.after_seconds}>
        {(control) => (
          <span className={styles.unit}>
            <TextInput
              {...control}
              type="number"
              min={0}
              max={3600}
              value={rule.after_seconds ?? ""}
              onChange={({ target }) => onChange({ after_seconds: wholeNumber(target.value) })}
            />
            seconds on the page
          </span>
        )}
      </Field>
      <Field
        label="On pages"
        isOptional
        error={problems.url_pattern}
        hint="A path such as /pricing*, or with the host. * stands for anything. Empty: every page."
      >
        {(control) => (
          <TextInput
            {...control}
            autoCapitalize="none"
            spellCheck={false}
            placeholder="/pricing*"
            value={rule.url_pattern}
            onChange={(event) => onChange({ url_pattern: event.target.value })}
          />
        )}
      </Field>
      <Field label="Says" error={problems.text}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            placeholder="Can we help you choose?"
            value={rule.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        )}
      </Field>
      <IconButton className={styles.drop} label={`Remove greeting ${number}`} onClick={onRemove}>
        <Trash2 size={15} />
      </IconButton>
    </fieldset>
  );
}

function wholeNumber(typed: string): number | null {
  return /^\d+$/.test(typed) ? Number(typed) : null;
}

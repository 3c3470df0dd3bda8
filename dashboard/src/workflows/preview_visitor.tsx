import { Field, TextInput } from "../parts/field";
import styles from "./preview_pane.module.css";
import type { Visitor } from "./use_preview";

interface Props {
  visitor: Visitor;
  onChange: (visitor: Visitor) => void;
  /** What the definition says that a conversation may bring with it. */
  expected: readonly string[];
}

/** Texts and branches depend on who asks. */
export function PreviewVisitor({ visitor, onChange, expected }: Props) {
  const { name, email, attributes } = visitor;
  return (
    <details className={styles.who}>
      <summary>Play it with a visitor who is known</summary>
      <div className={styles.known}>
        <Field label="Name">
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              value={name}
              onChange={(event) => onChange({ ...visitor, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Email">
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              inputMode="email"
              value={email}
              onChange={(event) => onChange({ ...visitor, email: event.target.value })}
            />
          )}
        </Field>
        {[...new Set(expected)].map((attribute) => (
          <Field key={attribute} label={attribute} hint="The conversation brings it with it.">
            {(control) => (
              <TextInput
                {...control}
                autoComplete="off"
                value={attributes[attribute] ?? ""}
                onChange={(event) =>
                  onChange({ ...visitor, attributes: { ...attributes, [attribute]: event.target.value } })
                }
              />
            )}
          </Field>
        ))}
      </div>
    </details>
  );
}

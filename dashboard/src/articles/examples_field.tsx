import { Plus, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { Button } from "../parts/button";
import { Field, TextInput } from "../parts/field";
import { EXAMPLES, withExamples } from "./article_fields";
import styles from "./article_page.module.css";

interface Props {
  examples: readonly string[];
  onChange: (examples: string[]) => void;
  problem: string | undefined;
}

/** Other phrasings of what the article answers: one by one, or a list of lines at once. */
export function ExamplesField({ examples, onChange, problem }: Props) {
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const take = (text: string) => {
    if (text.trim() === "") return;
    onChange(withExamples(examples, text));
    setTyped("");
  };
  const add = () => {
    take(typed);
    input.current?.focus();
  };
  const drop = (example: string) => {
    onChange(examples.filter((other) => other !== example));
    input.current?.focus();
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    take(typed);
  };
  const pasted = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData("text");
    if (!text.trim().includes("\n")) return;
    event.preventDefault();
    take(text);
  };
  return (
    <div className={styles.examples}>
      <Field
        label="Other ways to ask it"
        isOptional
        error={problem}
        hint={`As visitors would say it; the bot learns from them. ${examples.length} of ${EXAMPLES}.`}
      >
        {(control) => (
          <div className={styles.adding}>
            <TextInput
              {...control}
              ref={input}
              autoComplete="off"
              placeholder="Can I send it back?"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={pressed}
              onPaste={pasted}
              onBlur={() => take(typed)}
            />
            <Button disabled={typed.trim() === ""} onClick={add}>
              <Plus size={15} aria-hidden="true" />
              Add
            </Button>
          </div>
        )}
      </Field>
      {examples.length > 0 && (
        <ul className={styles.exampleList} aria-label="Other ways to ask it">
          {examples.map((example) => (
            <li key={example}>
              <span>{example}</span>
              <button type="button" aria-label={`Remove “${example}”`} onClick={() => drop(example)}>
                <X size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Field } from "./field";
import styles from "./words_field.module.css";

interface Props {
  label: string;
  /** What one of them is called. */
  noun: string;
  words: readonly string[];
  /** What others have; the ones not chosen yet are offered. */
  known: readonly string[];
  placeholder: string;
  hint?: string;
  problem: string | undefined;
  /** Adds what was typed to the words, and brings it into the form in which they are kept. */
  withTyped: (words: readonly string[], typed: string) => string[];
  onChange: (words: string[]) => void;
}

/** Short words, each ended by Enter or a comma. */
export function WordsField({ label, noun, words, known, placeholder, hint, problem, withTyped, onChange }: Props) {
  const offered = useId();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);

  const take = () => {
    if (typed.trim() === "") return;
    onChange(withTyped(words, typed));
    setTyped("");
  };
  const drop = (word: string) => {
    onChange(words.filter((other) => other !== word));
    input.current?.focus();
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if ((event.key === "Enter" || event.key === ",") && typed.trim() !== "") {
      event.preventDefault();
      take();
    }
    if (event.key === "Backspace" && typed === "" && words.length > 0) onChange(words.slice(0, -1));
  };

  return (
    <Field label={label} isOptional error={problem} hint={hint}>
      {(control) => (
        <div className={styles.words}>
          {words.map((word) => (
            <span key={word} className={styles.word}>
              {word}
              <button type="button" aria-label={`Remove the ${noun} ${word}`} onClick={() => drop(word)}>
                <X size={12} />
              </button>
            </span>
          ))}
          <input
            {...control}
            ref={input}
            type="text"
            list={offered}
            autoComplete="off"
            autoCapitalize="none"
            placeholder={words.length === 0 ? placeholder : ""}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={pressed}
            onBlur={take}
          />
          <datalist id={offered}>
            {known
              .filter((word) => !words.includes(word))
              .map((word) => (
                <option key={word} value={word} />
              ))}
          </datalist>
        </div>
      )}
    </Field>
  );
}

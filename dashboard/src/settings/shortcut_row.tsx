import { type KeyboardEvent, useState } from "react";
import parts from "../parts/parts.module.css";
import { bindingStore, type Outcome } from "../shortcuts/bindings";
import type { Command } from "../shortcuts/commands";
import { KeyCaps } from "../shortcuts/key_caps";
import { bindingOf, capsOf } from "../shortcuts/keys";
import styles from "./settings.module.css";

interface Props {
  command: Command;
  binding: string | null;
}

type Taken = Extract<Outcome, { kind: "taken" }> & { binding: string };

/** A command and its key: a click listens for another one. */
export function ShortcutRow({ command, binding }: Props) {
  const [isListening, setListening] = useState(false);
  const [taken, setTaken] = useState<Taken | null>(null);

  const choose = (wanted: string | null) => {
    const outcome = bindingStore().set(command.id, wanted);
    setTaken(outcome.kind === "taken" && wanted !== null ? { ...outcome, binding: wanted } : null);
    setListening(false);
  };
  const pressed = (event: KeyboardEvent) => {
    if (!isListening || event.key === "Tab") return;
    const wanted = bindingOf(event.nativeEvent);
    if (event.key === "Escape") setListening(false);
    else if (event.key === "Backspace" || event.key === "Delete") choose(null);
    else if (wanted) choose(wanted);
    else return;
    event.preventDefault();
  };
  const takeOver = ({ by, binding: wanted }: Taken) => {
    bindingStore().set(by.id, null);
    choose(wanted);
  };

  return (
    <li className={styles.command}>
      <span>{command.title}</span>
      <button
        type="button"
        className={styles.key}
        onClick={() => {
          setTaken(null);
          setListening(true);
        }}
        onKeyDown={pressed}
        onBlur={() => setListening(false)}
      >
        <span className={parts.visuallyHidden}>{command.title}: </span>
        {isListening ? "Press a key" : binding ? <KeyCaps caps={capsOf(binding)} /> : "no key"}
      </button>
      {isListening && <p className={styles.help}>Backspace takes the key away, Escape leaves it as it is.</p>}
      {taken && (
        <p className={styles.taken} role="alert">
          {capsOf(taken.binding).join(" ")} is the key of “{taken.by.title}”.
          <button type="button" onClick={() => takeOver(taken)}>
            Use it here instead
          </button>
        </p>
      )}
    </li>
  );
}

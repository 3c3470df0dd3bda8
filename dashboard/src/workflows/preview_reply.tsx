import type { MessageForm } from "@frontdesk/widget/client";
import { CornerDownLeft } from "lucide-react";
import { useState } from "react";
import { Button } from "../parts/button";
import { TextInput } from "../parts/field";
import styles from "./preview_pane.module.css";

const ASKED: Readonly<Record<MessageForm["kind"], { hint: string; mode: "text" | "email" | "decimal" }>> = {
  choice: { hint: "Or write an answer", mode: "text" },
  text: { hint: "Write an answer", mode: "text" },
  email: { hint: "Write an email address", mode: "email" },
  number: { hint: "Write a number", mode: "decimal" },
  date: { hint: "Write a date, such as 2026-12-31", mode: "text" },
};

interface Props {
  form: MessageForm | null;
  answer: (words: string) => void;
  /** Not while the answer before is still being thought about. */
  isReady: boolean;
}

/** A visitor may press a button or write anything: what is no answer is part of the play. */
export function PreviewReply({ form, answer, isReady }: Props) {
  const [words, setWords] = useState("");
  const { hint, mode } = ASKED[form?.kind ?? "text"];
  return (
    <div className={styles.reply}>
      {form && form.choices.length > 0 && (
        <ul className={styles.choices} aria-label="Choices">
          {form.choices.map(({ value, label }) => (
            <li key={value}>
              <button type="button" className={styles.choice} disabled={!isReady} onClick={() => answer(label)}>
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.write}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && words.trim() !== "") answer(words.trim());
        }}
      >
        <TextInput
          aria-label={hint}
          placeholder={hint}
          inputMode={mode}
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" disabled={!isReady || words.trim() === ""}>
          <CornerDownLeft size={15} aria-hidden="true" />
          Answer
        </Button>
      </form>
    </div>
  );
}

import { useRef, useState } from "preact/hooks";
import type { MessageForm } from "../../client";
import { SendIcon } from "../icons";
import type { Model } from "../model";
import { useLostFocus } from "../use_lost_focus";

type Kind = MessageForm["kind"];

const KEYBOARDS = {
  email: { type: "email", autocomplete: "email" },
  number: { type: "text", inputMode: "decimal" },
  date: { type: "date" },
  text: { type: "text" },
  choice: { type: "text" },
} as const;

/** In the composer's place while a workflow asks for something of a certain kind. */
export function AnswerField({ model, kind }: { model: Model; kind: Kind }) {
  const { texts } = model;
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState("");
  const [wrong, setWrong] = useState(false);
  useLostFocus(field);
  const problem = { email: texts.emailWrong, number: texts.numberWrong, date: texts.dateWrong, text: "", choice: "" };

  const submit = () => {
    const isWrong = !isAnswer(kind, value.trim(), field.current);
    setWrong(isWrong);
    if (isWrong) return field.current?.focus();
    model.send(value.trim()).catch(() => {});
    setValue("");
  };

  return (
    <form
      class="composer"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p id="answer-note" class={wrong ? "note wrong" : "note"} role={wrong ? "alert" : undefined}>
        {wrong ? problem[kind] : texts.answerHints[kind]}
      </p>
      <div class={wrong ? "field wrong" : "field"}>
        <input
          ref={field}
          {...KEYBOARDS[kind]}
          name={kind}
          value={value}
          aria-label={texts.answerHints[kind]}
          aria-invalid={wrong}
          aria-describedby="answer-note"
          enterkeyhint="send"
          onInput={(event) => {
            setValue(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <button type="submit" class="send" aria-label={texts.send} disabled={value.trim() === ""}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

/** A rough look, so that a slip of the finger is noticed here; the workflow itself decides, and hears a whole sentence:
 * it may ask for a person. */
function isAnswer(kind: Kind, text: string, field: HTMLInputElement | null): boolean {
  if (text === "") return false;
  if (/\p{L}\s+\p{L}/u.test(text)) return true;
  if (kind === "number") return /^[-+#]?\s*\d[\d.,\s]*$/.test(text);
  return field?.validity.valid ?? true;
}

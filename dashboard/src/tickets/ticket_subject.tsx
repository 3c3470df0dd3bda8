import styles from "./ticket_pane.module.css";
import { useText } from "./use_text";
import { SUBJECT_LENGTH } from "./words";

interface Props {
  subject: string;
  onChange: (subject: string) => void;
}

/** The title, and the field in which it is changed: with Enter, or when the focus goes on. Nothing is not a subject. */
export function TicketSubject({ subject, onChange }: Props) {
  const [text, setText] = useText(subject);
  const done = () => {
    const written = text.trim();
    if (written === "") setText(subject);
    else if (written !== subject) onChange(written);
  };
  return (
    <div className={styles.subject} data-text={text}>
      <textarea
        aria-label="Subject"
        rows={1}
        maxLength={SUBJECT_LENGTH}
        value={text}
        onChange={(event) => setText(event.target.value.replace(/\n/g, " "))}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            event.currentTarget.blur();
          }
          if (event.key === "Escape") setText(subject);
        }}
      />
    </div>
  );
}

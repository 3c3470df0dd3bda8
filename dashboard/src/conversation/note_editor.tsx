import { StickyNote } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useWork } from "../app/work";
import styles from "./composer.module.css";
import { Editor } from "./editor";
import { lengthOf } from "./message_length";
import { useDraft } from "./use_draft";
import { useFocusOnArrival } from "./use_focus_on_arrival";

interface Props {
  conversationId: string;
  /** The last message that is shown: the note stands behind it. */
  afterSeq: number;
  toggle: ReactNode;
  isAsked: boolean;
}

/** What the other agents will read, and nobody else. */
export function NoteEditor({ conversationId, afterSeq, toggle, isAsked }: Props) {
  const { notes, me } = useWork();
  const { text, write } = useDraft(conversationId, "note");
  const area = useRef<HTMLTextAreaElement>(null);
  const length = lengthOf(text.trim());
  const maySave = length > 0 && length <= me.limits.message_length;
  useFocusOnArrival(area, isAsked);

  function save() {
    if (!maySave) return;
    void notes.write(conversationId, text.trim(), afterSeq);
    write("");
    area.current?.focus();
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  }

  return (
    <Editor
      area={area}
      text={text}
      limit={me.limits.message_length}
      problem={null}
      toggle={toggle}
      hint={<span className={styles.private}>Agents only. The visitor never sees this.</span>}
      submit={
        <button type="button" className={styles.addNote} onClick={save} disabled={!maySave}>
          <StickyNote size={14} aria-hidden="true" />
          Add note
        </button>
      }
      field={{
        onChange: ({ target }) => write(target.value),
        onKeyDown: press,
        placeholder: "Write a note to your colleagues…",
        "aria-label": "Internal note",
      }}
    />
  );
}

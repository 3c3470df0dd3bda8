import { clsx } from "clsx";
import { StickyNote } from "lucide-react";
import { useWork } from "../app/work";
import { fullMoment, timeOfDay } from "../text/time";
import type { NoteEntry } from "./entries";
import styles from "./message_log.module.css";
import { MessageText } from "./message_text";

/** What agents tell each other. It must never be taken for something that the visitor reads. */
export function NoteCard({ note }: { note: NoteEntry }) {
  const { me } = useWork();
  const { pending } = note;
  return (
    <article className={clsx(styles.note, pending?.state === "sending" && styles.sending)}>
      <header className={styles.noteHead}>
        <h2>
          <StickyNote size={13} aria-hidden="true" />
          Internal note
        </h2>
        <span className={styles.noteAuthor}>{note.authorId === me.id ? "You" : note.authorName}</span>
        <time dateTime={note.at} title={fullMoment(note.at)}>
          {timeOfDay(note.at)}
        </time>
      </header>
      <div className={styles.noteText}>
        <MessageText text={note.content} />
      </div>
      {pending?.state === "failed" && <FailedNote clientId={pending.clientId} why={pending.failure?.sentence ?? ""} />}
    </article>
  );
}

function FailedNote({ clientId, why }: { clientId: string; why: string }) {
  const { notes } = useWork();
  return (
    <p className={styles.failure} role="alert">
      Not saved. {why}
      <button type="button" onClick={() => void notes.retry(clientId)}>
        Try again
      </button>
      <button type="button" onClick={() => notes.discard(clientId)}>
        Discard
      </button>
    </p>
  );
}

import type { Transfer } from "@frontdesk/widget/client";
import { useWork } from "../app/work";
import { transferPath } from "../text/happenings";
import { fullMoment, shortMoment } from "../text/time";
import styles from "./context_pane.module.css";
import { Section } from "./context_section";
import { MessageText } from "./message_text";
import type { NotesOfOne } from "./use_notes";

/** Every internal note of the conversation, also those far up in the log; the latest first. */
export function NotesSection({ notes }: { notes: NotesOfOne }) {
  const { me } = useWork();
  if (notes.stored.length === 0) return null;
  return (
    <Section title="Internal notes" count={notes.stored.length}>
      <ul className={styles.notes}>
        {notes.stored.toReversed().map((note) => (
          <li key={note.seq} className={styles.note}>
            <p>
              <MessageText text={note.content} />
            </p>
            <span className={styles.by}>
              {note.author.id === me.id ? "You" : note.author.name} ·{" "}
              <time dateTime={note.created_at} title={fullMoment(note.created_at)}>
                {shortMoment(note.created_at)}
              </time>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** In whose hands it has been, the latest first. */
export function TransfersSection({ transfers }: { transfers: readonly Transfer[] }) {
  if (transfers.length === 0) return null;
  return (
    <Section title="Transfers" count={transfers.length}>
      <ol className={styles.transfers}>
        {transfers.toReversed().map((transfer) => (
          <li key={transfer.at}>
            <strong>{transferPath(transfer)}</strong>
            {transfer.reason && <q>{transfer.reason}</q>}
            <span className={styles.by}>
              {transfer.by.id === transfer.from_agent?.id ? "" : `by ${transfer.by.name} · `}
              <time dateTime={transfer.at}>{shortMoment(transfer.at)}</time>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

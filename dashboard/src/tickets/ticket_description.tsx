import type { Ticket } from "@frontdesk/widget/client";
import { useMemo } from "react";
import { MessageText } from "../conversation/message_text";
import { type Block, blocksOf } from "./description";
import styles from "./ticket_pane.module.css";

/** What the ticket is about, and what was said until it was made. */
export function TicketDescription({ ticket }: { ticket: Ticket }) {
  const { description, requester_name: requester } = ticket;
  const blocks = useMemo(() => blocksOf(description), [description]);
  return (
    <section className={styles.description} aria-label="Description">
      <h2 className={styles.heading}>Description</h2>
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a description never changes
        <DescriptionBlock key={at} block={block} requester={requester ?? null} />
      ))}
    </section>
  );
}

function DescriptionBlock({ block, requester }: { block: Block; requester: string | null }) {
  if (block.kind === "day") return <h3 className={styles.day}>{block.words}</h3>;
  if (block.kind === "text") {
    return (
      <p className={styles.text}>
        <MessageText text={block.lines.join("\n")} />
      </p>
    );
  }
  return (
    <div className={styles.said}>
      <span className={styles.time}>{block.time}</span>
      <p>
        <strong className={block.speaker === requester ? styles.requesterSaid : undefined}>{block.speaker}</strong>{" "}
        <MessageText text={block.text} />
      </p>
    </div>
  );
}

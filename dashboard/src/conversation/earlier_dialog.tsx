import type { AgentConversation, Log, Message } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight } from "lucide-react";
import { useMemo } from "react";
import { Link } from "wouter";
import { useWork } from "../app/work";
import { Dialog } from "../parts/dialog";
import { Notice } from "../parts/notice";
import { visitorName } from "../text/names";
import { shortMoment } from "../text/time";
import { useNow } from "../text/use_now";
import styles from "./earlier_dialog.module.css";
import { entriesOf } from "./entries";
import { LogEntry } from "./log_entry";
import { LogSkeleton } from "./log_skeleton";
import { useNotes } from "./use_notes";

const SHOWN_AT_MOST = 100;

interface Props {
  conversation: AgentConversation;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Another conversation of the same visitor, to be read without leaving the one that is open. */
export function EarlierDialog({ conversation, isOpen, onOpenChange }: Props) {
  const { subject, created_at, agent } = conversation;
  const about = [shortMoment(created_at), agent ? `with ${agent.name}` : null].filter(Boolean).join(", ");
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={subject || "Earlier conversation"}
      about={about}
      width="wide"
    >
      <EarlierLog conversation={conversation} />
      <footer className={styles.footer}>
        <Link href={`/inbox/all/${conversation.id}`} className={styles.open}>
          Open this conversation
          <ArrowUpRight size={15} aria-hidden="true" />
        </Link>
      </footer>
    </Dialog>
  );
}

function EarlierLog({ conversation }: { conversation: AgentConversation }) {
  const { api, me } = useWork();
  const now = useNow();
  const { id, visitor, transfers } = conversation;
  const { data, isError, refetch } = useQuery({
    queryKey: ["earlier", id],
    queryFn: () => api.messages(id, { limit: SHOWN_AT_MOST }),
  });
  const { stored: notes } = useNotes(id);
  const name = visitorName(visitor);
  const messages = data?.items;
  const entries = useMemo(
    () => (messages ? entriesOf(logOf(messages), me, name, { notes, transfers }) : []),
    [messages, me, name, notes, transfers],
  );
  if (isError) {
    return (
      <Notice tone="breach" retry={() => void refetch()}>
        This conversation could not be loaded.
      </Notice>
    );
  }
  if (!data) return <LogSkeleton />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <section className={styles.log} aria-label="Messages" tabIndex={0}>
      {data.next_before_seq != null && <p className={styles.more}>The beginning is in the conversation itself.</p>}
      {entries.map((entry) => (
        <LogEntry
          key={entry.key}
          entry={entry}
          visitor={visitor}
          visitorReadSeq={conversation.visitor_read_seq}
          now={now}
        />
      ))}
    </section>
  );
}

function logOf(messages: readonly Message[]): Log {
  const tail = messages.at(-1)?.seq ?? 0;
  return { messages, floor: (messages[0]?.seq ?? 1) - 1, watermark: tail, tail, ahead: new Map(), pending: [] };
}

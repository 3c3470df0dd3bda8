import { type AgentConversation, type ConversationView, hasEarlier } from "@frontdesk/widget/client";
import { ArrowDown } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useWork } from "../app/work";
import { withReceipt } from "../inbox/patches";
import { Notice } from "../parts/notice";
import { visitorName } from "../text/names";
import { useNow } from "../text/use_now";
import { entriesOf } from "./entries";
import { LogEntry } from "./log_entry";
import styles from "./message_log.module.css";
import { Typing } from "./typing";
import { useAttention } from "./use_attention";
import { useLogScroll } from "./use_log_scroll";
import type { NotesOfOne } from "./use_notes";
import { useUnseen } from "./use_unseen";

interface Props {
  view: ConversationView;
  conversation: AgentConversation;
  notes: NotesOfOne;
}

export function MessageLog({ view, conversation, notes }: Props) {
  const { courier, me } = useWork();
  const { log, id } = view;
  const now = useNow();
  const name = visitorName(conversation.visitor);
  const isMine = conversation.agent?.id === me.id;
  const unseen = useUnseen(conversation.agent_read_seq, log.watermark, conversation.tail_seq, isMine);
  const { stored, pending } = notes;
  const { transfers } = conversation;
  const entries = useMemo(
    () => entriesOf(log, me, name, { notes: stored, pendingNotes: pending, transfers, unseen }),
    [log, me, name, stored, pending, transfers, unseen],
  );
  const { scroller, isAtEnd, below, toEnd } = useLogScroll(log, pending.length, me.id);
  useReadMarks(conversation, log.watermark, isAtEnd);
  return (
    <div className={styles.frame}>
      <div className={styles.scroller} ref={scroller}>
        <EarlierMessages view={view} onWanted={() => void courier.loadEarlier(id)} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
        <div className={styles.log} role="log" aria-label="Messages" tabIndex={0}>
          {entries.map((entry) => (
            <LogEntry
              key={entry.key}
              entry={entry}
              visitor={conversation.visitor}
              visitorReadSeq={view.visitorReadSeq}
              now={now}
            />
          ))}
        </div>
        {notes.isFailed && (
          <div className={styles.missing}>
            <Notice tone="breach" retry={notes.retry}>
              The internal notes could not be loaded.
            </Notice>
          </div>
        )}
        <Typing people={view.typing.filter(({ senderId }) => senderId !== me.id)} visitor={name} />
      </div>
      {below > 0 && (
        <button type="button" className={styles.pill} onClick={toEnd}>
          <ArrowDown size={14} aria-hidden="true" />
          {below === 1 ? "1 new message" : `${below} new messages`}
        </button>
      )}
    </div>
  );
}

/** Asks for the page before, whenever the beginning of what is loaded comes into sight. */
function EarlierMessages({ view, onWanted }: { view: ConversationView; onWanted: () => void }) {
  const sentinel = useRef<HTMLDivElement>(null);
  const { floor } = view.log;
  const isWanting = hasEarlier(view.log) && view.history === "idle";
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page, the sentinel may still be in sight
  useEffect(() => {
    const mark = sentinel.current;
    if (!isWanting || !mark) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onWanted(), {
      root: mark.parentElement,
      rootMargin: "400px",
    });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [isWanting, floor]);
  return (
    <div ref={sentinel} className={styles.earlier}>
      {view.history === "loading" && <span role="status">Loading earlier messages…</span>}
      {view.history === "failed" && (
        <Notice tone="breach" retry={onWanted}>
          Earlier messages could not be loaded.
        </Notice>
      )}
    </div>
  );
}

/** Only what its own agent has before their eyes counts as read. */
function useReadMarks(conversation: AgentConversation, seq: number, isAtEnd: boolean): void {
  const { courier, cache, me } = useWork();
  const hasAttention = useAttention();
  const { id } = conversation;
  const isRead = isAtEnd && hasAttention && conversation.agent?.id === me.id;
  useEffect(() => {
    if (!isRead || seq === 0) return;
    courier.markRead(id, seq);
    cache.change(id, (known) => withReceipt(known, "agent", seq));
  }, [courier, cache, id, isRead, seq]);
}

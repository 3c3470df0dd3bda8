import { clsx } from "clsx";
import type { ComponentType } from "react";
import { useWork } from "../app/work";
import { listed } from "../inbox/patches";
import { useList } from "../inbox/queries";
import { unreadOf } from "../inbox/views";
import parts from "../parts/parts.module.css";
import { useQueueStats } from "../queue/queries";
import { useAgents } from "../team/queries";
import { useTicketCounts } from "../tickets/queries";
import type { Counts } from "./entries";
import styles from "./shell.module.css";

const MANY = 99;

const COUNTERS: Record<Counts, ComponentType> = { unread: Unread, waiting: Waiting, open: Open, tickets: OpenTickets };

/** One's own unread messages, how many wait in the queue, and how many are open in all; the open tickets. Nothing where there is none. */
export function EntryCount({ counts }: { counts: Counts }) {
  const Counter = COUNTERS[counts];
  return <Counter />;
}

function Unread() {
  const { data } = useList(useWork(), "mine");
  const unread = listed(data).reduce((sum, conversation) => sum + unreadOf(conversation), 0);
  return <Count number={unread} unit="unread" isOwn />;
}

function Waiting() {
  const { data } = useQueueStats();
  return <Count number={data?.total ?? 0} unit="waiting" />;
}

/** What waits, and what is in anybody's hands. */
function Open() {
  const waiting = useQueueStats().data?.total ?? 0;
  const held = (useAgents().data ?? []).reduce((sum, { current_chats }) => sum + current_chats, 0);
  return <Count number={waiting + held} unit="open" />;
}

function OpenTickets() {
  return <Count number={useTicketCounts().data?.open ?? 0} unit="open" />;
}

function Count({ number, unit, isOwn = false }: { number: number; unit: string; isOwn?: boolean }) {
  if (number === 0) return null;
  return (
    <span className={clsx(styles.count, isOwn && styles.mine)}>
      {number > MANY ? `${MANY}+` : number}
      <span className={parts.visuallyHidden}> {unit}</span>
    </span>
  );
}

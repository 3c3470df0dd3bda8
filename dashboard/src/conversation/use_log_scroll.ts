import type { Log, Message } from "@frontdesk/widget/client";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** This near to the end counts as at the end. */
const END_PX = 60;

/** Stays at the end while new messages come, and in place while older ones are put in above. */
export function useLogScroll(log: Log, pendingNotes: number, agentId: string) {
  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef({ fromEnd: 0, floor: log.floor, pending: 0, notes: 0 });
  const [isAtEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(log.watermark);

  const toEnd = useCallback(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: "smooth" });
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const { fromEnd, floor, pending, notes } = place.current;
    const wroteMyself = log.pending.length > pending || pendingNotes > notes;
    if (isAtEnd || wroteMyself) box.scrollTop = box.scrollHeight;
    else if (log.floor < floor) box.scrollTop = box.scrollHeight - box.clientHeight - fromEnd;
    place.current = {
      fromEnd: fromEndOf(box),
      floor: log.floor,
      pending: log.pending.length,
      notes: pendingNotes,
    };
  }, [log, pendingNotes, isAtEnd]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let wasAtEnd = true;
    const scrolled = () => {
      wasAtEnd = fromEndOf(box) < END_PX;
      place.current.fromEnd = fromEndOf(box);
      setAtEnd(wasAtEnd);
    };
    // The composer grows, the keyboard of a phone opens, somebody types: the end stays in sight.
    const resized = new ResizeObserver(() => {
      if (wasAtEnd) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener("scroll", scrolled, { passive: true });
    resized.observe(box);
    for (const child of box.children) resized.observe(child);
    return () => {
      box.removeEventListener("scroll", scrolled);
      resized.disconnect();
    };
  }, []);

  useEffect(() => {
    if (isAtEnd) setSeen(log.watermark);
  }, [isAtEnd, log.watermark]);

  const isNews = ({ seq, sender_id, type }: Message) => seq > seen && sender_id !== agentId && type !== "system";
  const below = isAtEnd ? 0 : log.messages.filter(isNews).length;
  return { scroller, isAtEnd, below, toEnd };
}

function fromEndOf(box: HTMLElement): number {
  return box.scrollHeight - box.clientHeight - box.scrollTop;
}

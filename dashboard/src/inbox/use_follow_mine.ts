import { useEffect } from "react";
import { useWork } from "../app/work";
import { listed } from "./patches";
import { useList } from "./queries";

/**
 * Messages of a conversation that somebody holds are pushed to its followers only: an agent follows their own
 * conversations, and the one that is open.
 */
export function useFollowMine(openId: string | undefined): void {
  const work = useWork();
  const { courier } = work;
  const { data } = useList(work, "mine");
  useEffect(() => {
    const mine = listed(data);
    for (const conversation of mine) courier.follow(conversation);
    const kept = new Set([openId, ...mine.map(({ id }) => id)]);
    for (const [id, view] of courier.getSnapshot().conversations) {
      if (!kept.has(id) && view.log.pending.length === 0) courier.unfollow(id);
    }
  }, [data, courier, openId]);
}

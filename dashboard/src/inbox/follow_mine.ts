import { useEffect } from "react";
import { useRoute } from "wouter";
import { useWork } from "../app/work";
import { listed } from "./patches";
import { useList } from "./queries";

/**
 * Messages of a conversation that somebody holds are pushed to its followers only: an agent follows their own
 * conversations, on whichever page they are, and the one that is open.
 */
export function FollowMine(): null {
  const work = useWork();
  const { courier } = work;
  const { data } = useList(work, "mine");
  const [, open] = useRoute<{ view: string; id: string }>("/inbox/:view/:id");
  const openId = open?.id;
  useEffect(() => {
    const mine = listed(data);
    for (const conversation of mine) courier.follow(conversation);
    const kept = new Set([openId, ...mine.map(({ id }) => id)]);
    for (const [id, view] of courier.getSnapshot().conversations) {
      if (!kept.has(id) && view.log.pending.length === 0) courier.unfollow(id);
    }
  }, [data, courier, openId]);
  return null;
}

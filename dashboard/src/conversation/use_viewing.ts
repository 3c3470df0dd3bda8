import { useEffect, useState, useSyncExternalStore } from "react";
import { useSnapshot, useWork } from "../app/work";

const NOBODY: readonly string[] = [];

/** Tells the others that this conversation is on the screen; gives the ids of who else has it there. */
export function useViewing(conversationId: string): readonly string[] {
  const { courier, me, viewing } = useWork();
  const isLive = useSnapshot().connection === "live";
  const isVisible = usePageVisibility();
  const [viewers, setViewers] = useState<readonly string[]>(NOBODY);

  useEffect(
    () =>
      courier.onEvent((event) => {
        if (event.type !== "push" || event.frame.type !== "viewers.changed") return;
        const { conversation_id, viewer_ids } = event.frame;
        if (conversation_id === conversationId) setViewers(viewer_ids.filter((id) => id !== me.id));
      }),
    [courier, conversationId, me.id],
  );

  useEffect(() => {
    if (!isLive || !isVisible) return;
    const end = viewing.begin(conversationId);
    return () => {
      end();
      setViewers(NOBODY);
    };
  }, [viewing, conversationId, isLive, isVisible]);

  return viewers;
}

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

function usePageVisibility(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === "visible");
}

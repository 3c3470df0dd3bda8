import { useEffect, useState, useSyncExternalStore } from "react";
import { useSnapshot, useWork } from "../app/work";

/** The server forgets a viewer after twice this time. */
const SAY_AGAIN_MS = 60_000;

const NOBODY: readonly string[] = [];

/** Tells the others that this conversation is on the screen; gives the ids of who else has it there. */
export function useViewing(conversationId: string): readonly string[] {
  const { courier, me } = useWork();
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
    const say = (type: "conversation.view" | "conversation.unview") => {
      // Ephemeral: what does not get there is said again in a minute, or forgotten by itself.
      courier.ask({ type, conversation_id: conversationId }).catch(() => {});
    };
    say("conversation.view");
    const again = setInterval(() => say("conversation.view"), SAY_AGAIN_MS);
    return () => {
      clearInterval(again);
      say("conversation.unview");
      setViewers(NOBODY);
    };
  }, [courier, conversationId, isLive, isVisible]);

  return viewers;
}

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

function usePageVisibility(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === "visible");
}

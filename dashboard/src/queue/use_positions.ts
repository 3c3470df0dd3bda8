import { useMemo } from "react";
import { useQueueStats } from "./queries";

/** Each one's place in the whole queue, from 1, whatever the list is narrowed to. */
export function usePositions(): ReadonlyMap<string, number> {
  const { data } = useQueueStats();
  return useMemo(() => new Map((data?.waits ?? []).map((wait, at) => [wait.conversation_id, at + 1])), [data]);
}

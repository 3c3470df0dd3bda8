import { useEffect, useMemo } from "react";
import { useWork } from "../app/work";
import { type ListRequest, settled } from "./list_request";
import { useListSettings } from "./list_settings";
import { sorted } from "./orders";
import { listed } from "./patches";
import { useList } from "./queries";
import { useSettled } from "./use_settled";
import type { View } from "./views";

/** A search begins when the typing pauses. */
const PAUSE_MS = 250;

/** What a view shows with the agent's own filters, search and order. */
export function useRows(view: View) {
  const { order, filters, q } = useListSettings(view);
  const asked = useSettled(q.trim(), PAUSE_MS);
  const request = useMemo(
    (): ListRequest => settled({ view, order, filters, q: asked }),
    [view, order, filters, asked],
  );
  const list = useList(useWork(), request);
  const rows = useMemo(() => sorted(listed(list.data), request.order), [list.data, request.order]);
  // A page may come back empty where a filter drops much: there is more only behind it.
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const isEmptySoFar = rows.length === 0 && hasNextPage && !isFetching;
  useEffect(() => {
    if (isEmptySoFar) void fetchNextPage();
  }, [isEmptySoFar, fetchNextPage]);
  return { ...list, rows, request };
}

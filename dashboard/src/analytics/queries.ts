import type { AnalyticsQuery } from "@frontdesk/widget/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useWork } from "../app/work";

export const ANALYTICS_KEY = ["analytics"] as const;

const ASK_AGAIN_MS = 60_000;

/** What was on screen stays there until what was asked for has come. */
export function useAnalytics(query: AnalyticsQuery, isAsked: boolean) {
  const { api } = useWork();
  return useQuery({
    queryKey: [...ANALYTICS_KEY, query],
    queryFn: () => api.analytics.over(query),
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
    enabled: isAsked,
  });
}

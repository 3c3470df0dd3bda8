import { isApiError } from "@frontdesk/widget/client";
import { QueryClient } from "@tanstack/react-query";

const ATTEMPTS = 3;

/** Frames keep what is on screen fresh; asking again is for what they may have missed. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: mayRetry },
    },
  });
}

function mayRetry(failures: number, error: unknown): boolean {
  return failures < ATTEMPTS - 1 && (!isApiError(error) || error.retryable);
}

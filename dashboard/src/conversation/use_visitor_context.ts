import { useQuery } from "@tanstack/react-query";
import { useWork } from "../app/work";

export const VISITOR_CONTEXT = "visitor-context";
export const visitorContextKey = (conversationId: string) => [VISITOR_CONTEXT, conversationId] as const;

/** Who the visitor is, and what has been between them and the company. */
export function useVisitorContext(conversationId: string) {
  const { api } = useWork();
  return useQuery({
    queryKey: visitorContextKey(conversationId),
    queryFn: () => api.visitorContext(conversationId),
  });
}

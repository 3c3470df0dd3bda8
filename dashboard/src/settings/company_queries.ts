import type { EditTenantSettings } from "@frontdesk/widget/client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";

const COMPANY_KEY = ["company-settings"] as const;
const AUDIT_KEY = ["audit"] as const;
const ENTRIES = 10;

/** Not looked at again by itself: that would take away what is being written. */
export function useCompanySettings() {
  const { api } = useWork();
  return useQuery({ queryKey: COMPANY_KEY, queryFn: () => api.settings.get(), refetchOnWindowFocus: false });
}

export function useChangeCompany() {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (changes: EditTenantSettings) => api.settings.edit(changes),
    onSuccess: (settings) => {
      queries.setQueryData(COMPANY_KEY, settings);
      void queries.invalidateQueries({ queryKey: AUDIT_KEY });
    },
  });
}

export function useAudit() {
  const { api } = useWork();
  return useInfiniteQuery({
    queryKey: AUDIT_KEY,
    queryFn: ({ pageParam }) => api.settings.audit({ cursor: pageParam, limit: ENTRIES }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    staleTime: 0,
  });
}

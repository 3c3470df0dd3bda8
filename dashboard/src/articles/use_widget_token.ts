import { useQuery } from "@tanstack/react-query";
import { useWork } from "../app/work";

/** Of a widget that is switched on; null while there is none. */
export function useWidgetToken(): string | null {
  const { api } = useWork();
  const { data } = useQuery({ queryKey: ["widget-tokens"], queryFn: () => api.widgets() });
  return data?.items.find(({ active }) => active)?.token ?? null;
}

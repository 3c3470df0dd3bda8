import { useWidgets } from "../widgets/queries";

/** Of a widget that is switched on; null while there is none. */
export function useWidgetToken(): string | null {
  return useWidgets().data?.find(({ active }) => active)?.token ?? null;
}

import type { CannedResponse, FilledCannedResponse } from "@frontdesk/widget/client";
import { isApiError } from "@frontdesk/widget/client";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useWork } from "../app/work";
import { useCannedResponses } from "../canned_responses/queries";
import { useToast } from "../parts/toasts";
import { ranked, type Sought, soughtAt } from "./canned";
import { optionId } from "./canned_menu";

const NONE: readonly CannedResponse[] = [];
const NO_NAMES: readonly string[] = [];

type Put = (place: Sought, filled: FilledCannedResponse) => void;

/** Looks for canned responses while a slash stands before the caret, and puts in the one that is chosen. */
export function useCanned(conversationId: string, text: string, put: Put) {
  const { data, isLoading } = useCannedResponses();
  const fill = useFilling(conversationId);
  const listId = useId();
  const [caret, setCaret] = useState(text.length);
  const [at, setAt] = useState(0);
  /** The slash at which somebody pressed Escape. */
  const [dismissed, setDismissed] = useState<number | null>(null);

  const sought = soughtAt(text, caret);
  const isOpen = sought !== null && sought.start !== dismissed;
  const words = sought?.words ?? "";
  const responses = useMemo(() => (isOpen ? ranked(data?.items ?? NONE, words) : NONE), [isOpen, data, words]);
  const chosen = Math.min(at, Math.max(0, responses.length - 1));

  async function choose(response: CannedResponse) {
    if (!sought) return;
    setDismissed(sought.start);
    const filled = await fill(response);
    if (filled) put(sought, filled);
  }

  function moved(position: number) {
    setCaret(position);
    if (soughtAt(text, position)?.start !== dismissed) setDismissed(null);
  }

  function changed(next: string, position: number) {
    setCaret(position);
    setAt(0);
    if (soughtAt(next, position)?.start !== dismissed) setDismissed(null);
  }

  /** True where the key was meant for the list. */
  function press(event: KeyboardEvent): boolean {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    const response = responses[chosen];
    if (event.key === "Escape") setDismissed(sought.start);
    else if (!response) return false;
    else if (event.key === "ArrowDown") setAt((chosen + 1) % responses.length);
    else if (event.key === "ArrowUp") setAt((chosen - 1 + responses.length) % responses.length);
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") void choose(response);
    else return false;
    event.preventDefault();
    return true;
  }

  const popup = isOpen && responses.length > 0;
  return {
    menu: isOpen ? { id: listId, responses, words, at: chosen, isLoading, onChoose: choose, onPoint: setAt } : null,
    aria: {
      "aria-autocomplete": "list",
      "aria-controls": popup ? listId : undefined,
      "aria-activedescendant": popup ? optionId(listId, chosen) : undefined,
    } as const,
    variables: data?.variables ?? NO_NAMES,
    press,
    close: () => setDismissed(sought?.start ?? null),
    moved,
    changed,
  };
}

/** Counts the use. Where there is no line, the same is asked by HTTP. */
function useFilling(conversationId: string) {
  const { api, courier } = useWork();
  const say = useToast();
  return async ({ id }: CannedResponse): Promise<FilledCannedResponse | null> => {
    const frame = {
      type: "canned_response.use",
      conversation_id: conversationId,
      canned_response_id: id,
      site: location.origin,
    } as const;
    try {
      if (courier.getSnapshot().connection !== "live")
        return await api.fillCannedResponse(id, conversationId, frame.site);
      return (await courier.ask(frame)).canned_response ?? null;
    } catch (error) {
      if (!isApiError(error)) throw error;
      say(`The canned response could not be inserted. ${error.message}`);
      return null;
    }
  };
}

import { Button } from "../parts/button";
import { BellDrawing, CupDrawing, DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { NO_FILTERS } from "./filters";
import { useListSettings } from "./list_settings";
import type { View } from "./views";

export function EmptyList({ view, isNarrowed }: { view: View; isNarrowed: boolean }) {
  const { change } = useListSettings(view);
  if (isNarrowed) {
    const clear = <Button onClick={() => change({ filters: NO_FILTERS, q: "" })}>Show everything</Button>;
    return (
      <EmptyState drawing={<DoorDrawing />} title="Nothing fits" action={clear}>
        No conversation here has all that you look for. A search finds the beginnings of words.
      </EmptyState>
    );
  }
  if (view === "queue") {
    return (
      <EmptyState drawing={<BellDrawing />} title="Nobody is waiting">
        The bell is quiet. Whoever rings next appears here by themselves.
      </EmptyState>
    );
  }
  if (view === "mine") {
    return (
      <EmptyState drawing={<CupDrawing />} title="Your desk is clear">
        Accept a conversation from the queue and it will stay here until it is closed.
      </EmptyState>
    );
  }
  return (
    <EmptyState drawing={<DoorDrawing />} title="No conversations yet">
      The door is open. As soon as a visitor writes, you will read it here.
    </EmptyState>
  );
}

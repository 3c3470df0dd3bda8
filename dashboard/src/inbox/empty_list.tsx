import { BellDrawing, CupDrawing, DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import type { View } from "./views";

export function EmptyList({ view }: { view: View }) {
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

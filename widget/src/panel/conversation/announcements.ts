/** What the site is told of by events: the differences between two snapshots. */
import type { ConversationState, Snapshot } from "../../client";
import type { Emit } from "../../panel_contract";

export function announceChanges(before: Snapshot, after: Snapshot, emit: Emit): void {
  if (before.connection !== after.connection) emit("connection", after.connection);
  for (const [conversation_id, { state, queuePosition }] of after.conversations) {
    const view = before.conversations.get(conversation_id);
    const past = view?.state;
    if (!past || !state || (past === state && view.queuePosition === queuePosition)) continue;
    if (past.status !== state.status) emit("status", { conversation_id, status: state.status });
    if (past.status !== state.status && state.status === "resolved") emit("resolved", { conversation_id });
    const [waited, waits] = [isWaiting(past), isWaiting(state)];
    const position = waits ? queuePosition : null;
    if (waited !== waits || (waited && view.queuePosition !== position)) {
      emit("queue", { conversation_id, waiting: waits, position });
    }
    if (waits && past !== state && past.handler !== "agent") emit("escalation", { conversation_id });
    if (past.agent?.id !== state.agent?.id) emit("agent", { conversation_id, name: state.agent?.name ?? null });
  }
}

/** For a person, not for the bot's next answer. */
function isWaiting({ status, handler }: ConversationState): boolean {
  return status === "pending" && handler === "agent";
}

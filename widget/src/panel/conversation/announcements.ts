/** What the site is told of by events: the differences between two snapshots. */
import type { Snapshot } from "../../client";
import type { Emit } from "../../panel_contract";

export function announceChanges(before: Snapshot, after: Snapshot, emit: Emit): void {
  if (before.connection !== after.connection) emit("connection", after.connection);
  for (const [conversation_id, { state }] of after.conversations) {
    const past = before.conversations.get(conversation_id)?.state;
    if (!past || !state || past === state) continue;
    if (past.status !== state.status) emit("status", { conversation_id, status: state.status });
    if (past.status !== state.status && state.status === "resolved") emit("resolved", { conversation_id });
    if (past.agent?.id !== state.agent?.id) emit("agent", { conversation_id, name: state.agent?.name ?? null });
  }
}

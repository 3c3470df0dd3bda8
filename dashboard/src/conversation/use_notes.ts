import type { Note } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { useSnapshot, useWork } from "../app/work";
import { notesKey, type PendingNote } from "./notes";

const POLL_MS = 5_000;
const NONE: readonly Note[] = [];

export interface NotesOfOne {
  stored: readonly Note[];
  pending: readonly PendingNote[];
  isFailed: boolean;
  retry: () => void;
}

export function useNotes(conversationId: string): NotesOfOne {
  const { notes } = useWork();
  const isPolling = useSnapshot().connection === "polling";
  const { data, isError, refetch } = useQuery({
    queryKey: notesKey(conversationId),
    queryFn: () => notes.load(conversationId),
    // Without a line nobody tells of a new note.
    refetchInterval: isPolling ? POLL_MS : false,
  });
  const all = useSyncExternalStore(notes.subscribe, notes.getPending);
  const pending = useMemo(() => all.filter((note) => note.conversationId === conversationId), [all, conversationId]);
  return { stored: data ?? NONE, pending, isFailed: isError, retry: () => void refetch() };
}

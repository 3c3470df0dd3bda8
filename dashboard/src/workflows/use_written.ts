import type { Workflow } from "@frontdesk/widget/client";
import { useEffect, useMemo, useRef, useState } from "react";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { isSame, UnsavedWorkflows, type Written, writtenSince } from "./written";

/** What is in the editor: as it is stored, or as it has been changed since. */
export function useWritten(id: string, stored: Written) {
  const { drafts } = useWork();
  const unsaved = useMemo(() => new UnsavedWorkflows(drafts), [drafts]);
  const [draft, setDraft] = useState(() => unsaved.read(id));
  const written = draft ?? stored;
  const isChanged = draft !== null;

  const change = (changed: Partial<Written>) => {
    const next = { ...written, ...changed };
    if (isSame(next, stored)) return discard();
    setDraft(next);
    unsaved.write(id, next);
  };
  const discard = () => {
    setDraft(null);
    unsaved.forget(id);
  };
  /** A new workflow has its own id from now on. */
  const settle = (sent: Written, saved: Pick<Workflow, "id" | "version">) => {
    const left = writtenSince(sent, unsaved.read(id), saved.version);
    discard();
    if (!left) return;
    unsaved.write(saved.id, left);
    if (saved.id === id) setDraft(left);
  };
  useWarning(isChanged);
  useFarewell(() => unsaved.read(id));
  return { written, isChanged, change, discard, settle };
}

/** Nothing is lost by going to another page of the dashboard; by closing the tab it would be. */
function useWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isChanged]);
}

function useFarewell(left: () => Written | null): void {
  const say = useToast();
  const latest = useRef(left);
  useEffect(
    () => () => {
      const written = latest.current();
      if (written) say(`“${written.name}” is not saved yet. What you have changed waits for you here.`);
    },
    [say],
  );
}

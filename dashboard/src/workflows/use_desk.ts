import type { Workflow } from "@frontdesk/widget/client";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { useMedia } from "../parts/use_media";
import type { CodeEditorHandle } from "./code_editor";
import type { Span } from "./json_reader";
import type { Edit } from "./typing_edits";
import { useLookingBack } from "./use_looking_back";
import { useReading } from "./use_reading";
import { useSave, useSaveKey } from "./use_save";
import { useWritten } from "./use_written";
import { NEW, type Written } from "./written";

export type Panel = "json" | "preview" | "steps" | "help" | "versions";
export type Desk = ReturnType<typeof useDesk>;

/** All that can be done with a workflow that is open; `workflow` is null for a new one. */
export function useDesk(workflow: Workflow | null, stored: Written) {
  const { me } = useWork();
  const mayWrite = me.role === "admin";
  const { written, isChanged, change, discard, settle } = useWritten(workflow?.id ?? NEW, stored);
  const looking = useLookingBack(workflow);
  const isReadOnly = !mayWrite || looking.version !== null;
  const reading = useReading(looking.text ?? written.text);
  const place = usePlace();
  const { save, isSaving, refusal } = useSave(workflow, written, {
    jump: place.jump,
    done: useDone(workflow, settle),
  });

  const isBehind = workflow !== null && isChanged && written.basedOn < workflow.version;
  const canSave = !isReadOnly && !isBehind && !isSaving && (isChanged || workflow === null);
  const saveNow = () => {
    const [first] = reading.play.isChecking ? [] : reading.problems;
    if (first) place.jump(first.at);
    else save();
  };
  useSaveKey(canSave ? saveNow : null);
  const saveOver = () => save({ basedOn: workflow?.version ?? 0 });
  const restore = (text: string) => {
    const restored = { text, basedOn: workflow?.version ?? 0 };
    change(restored);
    looking.stop();
    save(restored);
  };
  return {
    ...place,
    written,
    isChanged,
    change,
    discard,
    looking,
    reading,
    mayWrite,
    isReadOnly,
    isBehind,
    refusal,
    save: canSave ? saveNow : null,
    saveOver,
    restore: mayWrite ? restore : null,
  };
}

type Done = (sent: Written, saved: Workflow) => void;

/** A new workflow has an address of its own once it is saved. */
function useDone(before: Workflow | null, settle: Done): Done {
  const [, navigate] = useLocation();
  return (sent, saved) => {
    settle(sent, saved);
    if (before === null) navigate(`/workflows/${saved.id}`, { replace: true });
  };
}

/** Where one is: in the text, and in which panel. */
function usePlace() {
  const editor = useRef<CodeEditorHandle>(null);
  const [caret, setCaret] = useState(0);
  const [panel, setPanel] = useState<Panel>("preview");
  const isWide = useMedia("(min-width: 64rem)");
  const atEditor = (act: (handle: CodeEditorHandle) => void) => {
    // Where there is room for one panel alone, the text has to be fetched first.
    if (!isWide) flushSync(() => setPanel("json"));
    if (editor.current) act(editor.current);
  };
  return {
    editor,
    caret,
    setCaret,
    isWide,
    panel: isWide && panel === "json" ? "preview" : panel,
    setPanel,
    jump: (span: Span) => atEditor((handle) => handle.reveal(span)),
    insert: (edit: Edit) => atEditor((handle) => handle.apply(edit)),
  };
}

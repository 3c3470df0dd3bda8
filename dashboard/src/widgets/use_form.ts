import type { EditWidget, Widget } from "@frontdesk/widget/client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useToast } from "../parts/toasts";
import { type Draft, draftOf, editOf, type Setting } from "./draft";
import { isConflict, type Problems, problemsOf, refusedSave } from "./problems";
import { useChangeWidget, WIDGETS_KEY } from "./queries";
import { useDraft } from "./use_draft";

export interface Form {
  draft: Draft;
  change(changes: Partial<Draft>): void;
  save(): void;
  discard(): void;
  hasChanges: boolean;
  isSaving: boolean;
  /** How often it could not be saved. */
  refusals: number;
  problems: Problems;
  /** What went wrong with no field in particular. */
  problem: string | null;
  isOvertaken: boolean;
  disputed: readonly Setting[];
}

/** A widget's settings as they are being changed. `onProblem` is told the first field that has one. */
export function useForm(widget: Widget, onProblem: (field: string) => void): Form {
  const { base, draft, change, reset, settle, ...state } = useDraft(widget);
  const [problems, setProblems] = useState<Problems>({});
  const [refusals, setRefusals] = useState(0);
  const queries = useQueryClient();
  const say = useToast();
  const saving = useChangeWidget(
    (api, edit: EditWidget) => api.editWidget(widget.id, edit),
    (answer) => answer,
  );

  const tell = (found: Problems) => {
    setProblems(found);
    const first = Object.keys(found)[0];
    if (!first) return;
    setRefusals((count) => count + 1);
    onProblem(first);
  };
  const failed = (error: Error) => {
    // What a colleague has saved comes into the form, below what has been written here.
    if (isConflict(error)) void queries.invalidateQueries({ queryKey: WIDGETS_KEY });
    tell(refusedSave(error)?.fields ?? {});
  };
  const save = () => {
    const found = problemsOf(draft);
    tell(found);
    if (Object.keys(found).length > 0) return;
    const edit = { ...editOf(draftOf(base), draft), version: base.version };
    saving.mutate(edit, {
      onSuccess: (saved) => {
        settle(draft, saved);
        say("Saved. Visitors see it within two minutes.");
      },
      onError: failed,
    });
  };

  return {
    ...state,
    draft,
    problems,
    save,
    isSaving: saving.isPending,
    refusals,
    problem: refusedSave(saving.error)?.rest ?? null,
    change: (changes) => {
      change(changes);
      setProblems((shown) => without(shown, Object.keys(changes)));
      // What is on its way still has to tell what became of it.
      if (!saving.isPending) saving.reset();
    },
    discard: () => {
      reset(widget);
      setProblems({});
      saving.reset();
    },
  };
}

function without(problems: Problems, settings: readonly string[]): Problems {
  const left = Object.entries(problems).filter(([field]) => !settings.includes(field.split(".")[0] ?? ""));
  return Object.fromEntries(left);
}

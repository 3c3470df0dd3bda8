import { isApiError, type Workflow } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import type { Span } from "./json_reader";
import { problemsOf } from "./problems";
import { askAgain, keep } from "./queries";
import { readDefinition } from "./reading";
import type { Written } from "./written";

interface Around {
  jump: (span: Span) => void;
  done: (sent: Written, saved: Workflow) => void;
}

/** Saves what is written, or that with something else in its place. What cannot be saved is shown where it stands. */
export function useSave(workflow: Workflow | null, written: Written, { jump, done }: Around) {
  const { api } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ name, definition, basedOn }: Written & { definition: Record<string, unknown> }) =>
      workflow
        ? api.editWorkflow(workflow.id, { name: name.trim(), definition, based_on: basedOn })
        : api.createWorkflow({ name: name.trim(), definition }),
    onSuccess: (saved, sent) => {
      keep(queries, saved);
      say(`${saved.name} is saved as version ${saved.version}.`);
      done(sent, saved);
    },
    onError: (refused, { text }) => {
      if (!isApiError(refused)) return;
      // A colleague's later version is shown to whoever may want to go on from it.
      if (refused.code === "conflict" && workflow) void askAgain(queries, workflow.id);
      const { places } = readDefinition(text);
      const [first] = places ? problemsOf(text, places, refused.fieldErrors.filter(isMistake)) : [];
      if (first) jump(first.at);
    },
  });
  const save = (changed: Partial<Written> = {}) => {
    const wanted = { ...written, ...changed };
    const read = readDefinition(wanted.text);
    if (read.mistake) jump(read.mistake.at);
    else mutate({ ...wanted, definition: read.value as Record<string, unknown> });
  };
  return { save, isSaving: isPending, refusal: refusalWords(error) };
}

export function useActivate(id: string) {
  const { api } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (active: boolean) => api.editWorkflow(id, { active }),
    onSuccess: (workflow) => {
      keep(queries, workflow);
      say(
        workflow.active
          ? `${workflow.name} begins conversations again.`
          : `${workflow.name} is off: conversations that would begin with it wait for an agent.`,
      );
    },
    onError: () => say("This could not be changed. Please try again."),
  });
}

/** Ctrl S, or ⌘ S, wherever the focus is: the browser's own "save" is of no use here. */
export function useSaveKey(save: (() => void) | null): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    save?.();
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

/** In a sentence. Null where it is said elsewhere: that there is a later version. */
export function refusalWords(error: Error | null): string | null {
  if (!error) return null;
  if (!isApiError(error)) return "This could not be saved. Please try again.";
  if (error.code === "conflict") return null;
  const [first] = error.fieldErrors;
  if (!first) return error.message;
  if (isMistake(first)) return "This is not saved: it has mistakes, which are listed with the text.";
  return first.field === "name" ? `The name: ${first.message}` : first.message;
}

/** Such a field is a place in the definition. */
function isMistake({ field }: { field: string }): boolean {
  return field.startsWith("/");
}

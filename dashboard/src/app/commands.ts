import { useEffect, useRef } from "react";

/** What can be asked of the open conversation from anywhere: by a shortcut, from the palette. */
export const CONVERSATION_COMMANDS = [
  "accept",
  "resolve",
  "close",
  "reopen",
  "transfer",
  "assign",
  "priority",
  "tags",
  "reply",
  "note",
  "details",
  "transcript",
  "convert",
] as const;
export type ConversationCommand = (typeof CONVERSATION_COMMANDS)[number];

type Run = () => void;

const offered = new Map<ConversationCommand, Run>();

/** Offers a command for as long as its component is there and `run` is given. */
export function useCommand(command: ConversationCommand, run: Run | null): void {
  const latest = useRef(run);
  latest.current = run;
  const isOffered = run !== null;
  useEffect(() => {
    if (!isOffered) return;
    const own = () => latest.current?.();
    offered.set(command, own);
    return () => {
      if (offered.get(command) === own) offered.delete(command);
    };
  }, [command, isOffered]);
}

/** Whether there is something now that would carry it out. */
export function isOffered(command: ConversationCommand): boolean {
  return offered.has(command);
}

export function run(command: ConversationCommand): boolean {
  const task = offered.get(command);
  task?.();
  return task !== undefined;
}

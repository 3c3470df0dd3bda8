import { useState } from "react";
import { useWork } from "../app/work";
import type { Mode } from "./drafts";

/** What is being written, kept with each keystroke. */
export function useDraft(conversationId: string, mode: Mode) {
  const { drafts } = useWork();
  const [text, setText] = useState(() => drafts.read(conversationId, mode));
  const write = (next: string) => {
    setText(next);
    drafts.write(conversationId, next, mode);
  };
  return { text, write };
}

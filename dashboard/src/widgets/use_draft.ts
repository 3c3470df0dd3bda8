import type { Widget } from "@frontdesk/widget/client";
import { useState } from "react";
import { changedSettings, type Draft, draftOf, rebased, type Setting } from "./draft";

interface Held {
  /** What the draft was made from. */
  base: Widget;
  draft: Draft;
  /** What a colleague has changed too, while one was writing. */
  disputed: Setting[];
  /** A colleague has saved while there were changes here. */
  isOvertaken: boolean;
}

/**
 * The form of a widget. Where the widget becomes another one underneath it, because a colleague has saved, what is not
 * saved here is carried over.
 */
export function useDraft(widget: Widget) {
  const [held, setHeld] = useState<Held>(() => heldOf(widget));
  const current = held.base.version < widget.version ? carriedOver(held, widget) : held;
  if (current !== held) setHeld(current);
  const { base, draft, disputed, isOvertaken } = current;
  const changed = changedSettings(draftOf(base), draft);
  return {
    base,
    draft,
    disputed,
    isOvertaken: isOvertaken && changed.length > 0,
    hasChanges: changed.length > 0,
    change: (changes: Partial<Draft>) => setHeld((before) => ({ ...before, draft: { ...before.draft, ...changes } })),
    /** What there was before one began. */
    reset: (to: Widget) => setHeld(heldOf(to)),
    /** What has been written since it was sent stays. */
    settle: (sent: Draft, saved: Widget) =>
      setHeld((before) => ({ ...heldOf(saved), draft: rebased(sent, before.draft, draftOf(saved)).draft })),
  };
}

function heldOf(widget: Widget): Held {
  return { base: widget, draft: draftOf(widget), disputed: [], isOvertaken: false };
}

function carriedOver({ base, draft }: Held, widget: Widget): Held {
  const [before, theirs] = [draftOf(base), draftOf(widget)];
  // New keys are no setting of the form: they are nobody's haste.
  const isOvertaken = changedSettings(before, theirs).length > 0 && changedSettings(before, draft).length > 0;
  return { base: widget, isOvertaken, ...rebased(before, draft, theirs) };
}

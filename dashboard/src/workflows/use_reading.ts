import { useMemo, useState } from "react";
import type { ReadJson, Span } from "./json_reader";
import { type Problem, problemOfText, problemsOf, spanOf, stepAt } from "./problems";
import { useNames } from "./queries";
import { readDefinition } from "./reading";
import { pointerOf, type Step, startOf, stepsOf } from "./steps";
import { type Play, usePreview } from "./use_preview";

/** All that is known of the text in the editor. */
export interface Reading {
  text: string;
  read: ReadJson;
  play: Play;
  problems: readonly Problem[];
  /** The latest that could be read: while one types, the text often cannot be. */
  definition: unknown;
  steps: readonly Step[];
  start: string | null;
  /** Where a step stands; null while the text cannot be read. */
  spanOfStep: (name: string) => Span | null;
  stepAt: (caret: number) => string | null;
}

export function useReading(text: string): Reading {
  const read = useMemo(() => readDefinition(text), [text]);
  const { definition } = useLatestReadable(read);
  const play = usePreview(text, read);
  const errors = play.result?.errors;
  const problems = useMemo(
    () => (read.mistake ? [problemOfText(text, read.mistake)] : problemsOf(text, read.places, errors ?? [])),
    [text, read, errors],
  );
  const nameOf = useNames();
  const steps = useMemo(() => stepsOf(definition, nameOf), [definition, nameOf]);
  const names = steps.map(({ name }) => name);
  return {
    text,
    read,
    play,
    problems,
    definition,
    steps,
    start: startOf(definition),
    spanOfStep: (name) => (read.places ? spanOf(read.places, pointerOf(name)) : null),
    stepAt: (caret) => (read.places ? stepAt(read.places, names, caret) : null),
  };
}

function useLatestReadable(read: ReadJson): { definition: unknown } {
  const [latest, setLatest] = useState({ of: read, definition: read.value });
  if (read.mistake !== null || latest.of === read) return latest;
  const next = { of: read, definition: read.value };
  setLatest(next);
  return next;
}

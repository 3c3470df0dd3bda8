import type { PreviewWorkflow, WorkflowPreview } from "@frontdesk/widget/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWork } from "../app/work";
import { useSettled } from "../inbox/use_settled";
import type { ReadJson } from "./json_reader";

const PAUSE_MS = 350;
const KEPT_MS = 30_000;

/** Whom the preview is played with. */
export interface Visitor {
  name: string;
  email: string;
  /** What the conversation brings with it. */
  attributes: Readonly<Record<string, string>>;
}

const SOMEBODY: Visitor = { name: "", email: "", attributes: {} };

export interface Play {
  /** The latest that is known; of the definition before, until there is one of this. */
  result: WorkflowPreview | null;
  isChecking: boolean;
  error: Error | null;
  retry: () => void;
  answers: readonly string[];
  answer: (words: string) => void;
  back: () => void;
  restart: () => void;
  visitor: Visitor;
  setVisitor: (visitor: Visitor) => void;
}

/** What the server finds wrong with the definition, and how a conversation with it goes. */
export function usePreview(text: string, read: ReadJson): Play {
  const { api } = useWork();
  const [answers, setAnswers] = useState<readonly string[]>([]);
  const [visitor, setVisitor] = useState(SOMEBODY);
  const settled = useSettled(text, PAUSE_MS);
  const isReadable = read.mistake === null && settled === text;
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["workflow-preview", settled, answers, visitor],
    queryFn: ({ signal }) => api.previewWorkflow(asked(read.value, answers, visitor), signal),
    enabled: isReadable,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });
  return {
    result: data ?? null,
    isChecking: read.mistake === null && (isFetching || settled !== text),
    error,
    retry: () => void refetch(),
    answers,
    answer: (words) => setAnswers([...answers, words]),
    back: () => setAnswers(answers.slice(0, -1)),
    restart: () => setAnswers([]),
    visitor,
    setVisitor,
  };
}

function asked(definition: unknown, answers: readonly string[], { name, email, attributes }: Visitor): PreviewWorkflow {
  const brought = Object.entries(attributes).filter(([, value]) => value.trim() !== "");
  return {
    definition: definition as Record<string, unknown>,
    answers: [...answers],
    visitor_name: name.trim() || null,
    visitor_email: email.trim() || null,
    attributes: Object.fromEntries(brought),
  };
}

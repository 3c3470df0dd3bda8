import type { AskedQuestion } from "@frontdesk/widget/client";
import { percent } from "../text/numbers";

export interface Verdict {
  /** What the bot would do. */
  title: string;
  /** And why. */
  why: string;
  tone: "good" | "alert" | "breach";
}

const TITLES: Record<AskedQuestion["decision"], string> = {
  answer: "The bot answers",
  answer_and_offer_human: "The bot answers, and offers a person",
  suggest: "The bot asks which article is meant",
  escalate: "The bot calls for a person",
};

const TONES: Record<AskedQuestion["decision"], Verdict["tone"]> = {
  answer: "good",
  answer_and_offer_human: "good",
  suggest: "alert",
  escalate: "breach",
};

export function verdictOf(asked: AskedQuestion): Verdict {
  return { title: TITLES[asked.decision], why: whyOf(asked), tone: TONES[asked.decision] };
}

function whyOf({ decision, confidence, threshold, human_requested, sources }: AskedQuestion): string {
  if (human_requested) return "The visitor asks for a person. That outweighs any answer.";
  const sure = `It is ${percent(confidence)} sure and answers from ${percent(threshold)} on`;
  switch (decision) {
    case "answer":
      return `${sure}.`;
    case "answer_and_offer_human":
      return `${sure}, but not sure enough to leave it at that.`;
    case "suggest":
      return `${sure}. It offers the nearest titles as buttons instead of guessing.`;
    case "escalate":
      return sources.length === 0 ? "No article speaks of this." : `${sure}: no article comes near enough.`;
  }
}

/** A figure as the list of reasons has room for it. */
export function figure(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

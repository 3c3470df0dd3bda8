import type { UnansweredQuestion } from "@frontdesk/widget/client";
import { BLANK, type Fields, withExamples } from "./article_fields";

/** How often, as people say it. */
export function askedWords(count: number): string {
  if (count === 1) return "Asked once";
  return count === 2 ? "Asked twice" : `Asked ${count.toLocaleString()} times`;
}

/** Its phrasings beside the first. */
export function otherPhrasings({ question, samples }: Pick<UnansweredQuestion, "question" | "samples">): string[] {
  return samples.filter((sample) => sample !== question);
}

/** What an article that answers it begins with. */
export function draftFields(question: Pick<UnansweredQuestion, "question" | "samples">): Fields {
  return { ...BLANK, title: question.question, examples: withExamples([], otherPhrasings(question).join("\n")) };
}

import { useRef, useState } from "preact/hooks";
import { isApiError } from "../../client";
import type { Model } from "../model";
import { sentenceFor } from "../texts";

/** Whether an article has helped. Pressed again, the vote changes: each visitor has one. */
export function Vote({ model, slug }: { model: Model; slug: string }) {
  const { texts } = model;
  const [given, setGiven] = useState(model.votes.get(slug) ?? null);
  const [thanked, setThanked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // One after the other: the last choice is the one that stays.
  const telling = useRef(Promise.resolve());
  const latest = useRef(0);

  const tell = async (helpful: boolean, turn: number) => {
    const failed = await model.api.vote(slug, helpful).then(() => null, refusal);
    if (!failed) model.votes.set(slug, helpful);
    if (turn !== latest.current) return;
    setGiven(model.votes.get(slug) ?? null);
    setThanked(!failed);
    setProblem(failed && sentenceFor(texts, failed));
  };
  const choose = (helpful: boolean) => {
    latest.current += 1;
    const turn = latest.current;
    setGiven(helpful);
    // Empty in between: the same thanks are read out again.
    setThanked(false);
    setProblem(null);
    telling.current = telling.current.then(() => tell(helpful, turn));
  };
  const choice = (helpful: boolean, name: string) => (
    <button type="button" class="vote-choice" aria-pressed={given === helpful} onClick={() => choose(helpful)}>
      {name}
    </button>
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in all browsers
    <div class="vote" role="group" lang={model.locale} aria-label={texts.articleHelpful}>
      <span>{texts.articleHelpful}</span>
      {choice(true, texts.yes)}
      {choice(false, texts.no)}
      <p class={problem ? "problem" : undefined} role="status">
        {problem ?? (thanked && texts.thanksForRating)}
      </p>
    </div>
  );
}

function refusal(error: unknown) {
  if (!isApiError(error)) throw error;
  return error;
}

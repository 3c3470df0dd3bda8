import type { ConversationView } from "../../client";
import { openForm } from "../conversation/entries";
import type { Model } from "../model";

/** The answers to the question that waits: each sends its own words, as if they had been written. */
export function Choices({ model, view }: { model: Model; view: ConversationView }) {
  const choices = openForm(view)?.choices ?? [];
  const send = (label: string) => {
    model.send(label).catch(() => {});
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in all browsers
    <div class="choice-list" role="group" aria-label={model.texts.choose}>
      {choices.map(({ value, label }) => (
        <button key={value} type="button" class="choice" onClick={() => send(label)}>
          {label}
        </button>
      ))}
    </div>
  );
}

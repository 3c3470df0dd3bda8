import type { MessageForm } from "../../client";
import type { Model } from "../model";

/** The answers to the question that waits: each sends its own words, as if they had been written. */
export function Choices({ model, choices }: { model: Model; choices: MessageForm["choices"] }) {
  const send = (label: string, button: HTMLElement) => {
    // The button goes away, and must not take the focus with it.
    button.closest<HTMLElement>(".log")?.focus();
    model.send(label).catch(() => {});
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in all browsers
    <div class="choice-list" role="group" aria-label={model.texts.choose}>
      {choices.map(({ value, label }) => (
        <button key={value} type="button" class="choice" onClick={(event) => send(label, event.currentTarget)}>
          {label}
        </button>
      ))}
    </div>
  );
}

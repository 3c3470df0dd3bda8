/** What both screens have. */
import { CloseIcon } from "./icons";
import type { Model } from "./model";

export function CloseButton({ model }: { model: Model }) {
  return (
    <button type="button" class="icon-button" aria-label={model.texts.closeChat} onClick={model.context.close}>
      <CloseIcon />
    </button>
  );
}

export function ConnectionBar({ model }: { model: Model }) {
  const { texts, connection } = model;
  const sentence = connection === "offline" ? texts.offline : connection === "connecting" ? texts.connecting : null;
  return (
    <p class="connection" role="status" hidden={sentence === null}>
      {sentence}
    </p>
  );
}

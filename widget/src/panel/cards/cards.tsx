import { useState } from "preact/hooks";
import { isApiError, type Message } from "../../client";
import type { Model } from "../model";

/** A bot's source, whether it helped, and the way to a person; an article that an agent shares. */
export function Cards({ model, message }: { model: Model; message: Message }) {
  const { answer, article, form } = message.metadata ?? {};
  // Titles to choose from are no answer yet; the one that was chosen is answered, however sure the bot is.
  const source = form ? undefined : answer?.sources[0];
  const shown = article ?? source;
  return (
    <div class="cards">
      {shown && (
        <button type="button" class="article-card" onClick={() => model.read(shown)}>
          <span class="article-title">{article ? article.title : model.texts.source(shown.title)}</span>
          {article?.excerpt && <span class="article-excerpt">{article.excerpt}</span>}
        </button>
      )}
      {source && <Rating model={model} message={message} />}
      {answer?.offers_human && isLatest(model, message) && <PersonButton model={model} />}
    </div>
  );
}

/** The bot still holds the conversation, and nothing has been said since. */
function isLatest(model: Model, message: Message): boolean {
  const view = model.view();
  const state = view?.state;
  return state?.status === "active" && state.handler !== "agent" && view?.log.messages.at(-1)?.seq === message.seq;
}

function PersonButton({ model }: { model: Model }) {
  const [asked, setAsked] = useState(false);
  const ask = async () => {
    setAsked(true);
    await model.escalate();
    setAsked(false);
  };
  return (
    <button type="button" class="choice" disabled={asked} onClick={ask}>
      {model.texts.talkToPerson}
    </button>
  );
}

function Rating({ model, message }: { model: Model; message: Message }) {
  const { texts } = model;
  const [given, setGiven] = useState<boolean | null>(null);
  const rate = async (helpful: boolean) => {
    setGiven(helpful);
    try {
      const { conversation_id, seq } = message;
      await model.api.rate(conversation_id, seq, helpful);
      model.context.emit("rating", { conversation_id, seq, helpful });
    } catch (error) {
      if (!isApiError(error)) throw error;
      setGiven(null);
    }
  };
  if (given !== null) {
    return (
      <p class="rating" role="status">
        {texts.thanksForRating}
        {!given && isLatest(model, message) && <PersonButton model={model} />}
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in all browsers
    <div class="rating" role="group" aria-label={texts.helpful}>
      <span>{texts.helpful}</span>
      <button type="button" class="link" onClick={() => rate(true)}>
        {texts.yes}
      </button>
      <button type="button" class="link" onClick={() => rate(false)}>
        {texts.no}
      </button>
    </div>
  );
}

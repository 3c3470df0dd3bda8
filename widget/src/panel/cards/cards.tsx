import { useState } from "preact/hooks";
import { isApiError, type Message } from "../../client";
import type { Model } from "../model";

/** A bot's sources, whether it helped, and the way to a person; an article that an agent shares. */
export function Cards({ model, message }: { model: Model; message: Message }) {
  const { answer, article } = message.metadata ?? {};
  const [source] = answer?.sources ?? [];
  const shown = article ?? source;
  return (
    <div class="cards">
      {shown && (
        <button type="button" class="article-card" onClick={() => model.read(shown)}>
          <span class="article-title">{article ? article.title : model.texts.source(shown.title)}</span>
          {article?.excerpt && <span class="article-excerpt">{article.excerpt}</span>}
        </button>
      )}
      {answer && source && <Rating model={model} message={message} />}
      {answer?.offers_human && isHeldByBot(model) && <PersonButton model={model} />}
    </div>
  );
}

function isHeldByBot(model: Model): boolean {
  const state = model.view()?.state;
  return state?.status === "active" && state.handler !== "agent";
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
      await model.api.rate(message.conversation_id, message.seq, helpful);
    } catch (error) {
      if (!isApiError(error)) throw error;
      setGiven(null);
    }
  };
  if (given !== null) {
    return (
      <p class="rating" role="status">
        {texts.thanksForRating}
        {!given && isHeldByBot(model) && <PersonButton model={model} />}
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

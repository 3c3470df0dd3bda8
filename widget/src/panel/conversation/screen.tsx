import { useState } from "preact/hooks";
import type { ConversationView } from "../../client";
import { ConnectionBar } from "../common";
import { Composer } from "../composer";
import type { Model } from "../model";
import type { Texts } from "../texts";
import { Header } from "./header";
import { MessageList } from "./message_list";

export function ConversationScreen({ model, view }: { model: Model; view: ConversationView }) {
  const { texts, context } = model;
  const [ending, setEnding] = useState(false);
  const closed = view.gone || view.state?.status === "closed";
  const agent = view.state?.handler === "agent" ? (view.state.agent ?? null) : null;
  const severalConversations = model.state.conversations.length > 1 || closed;
  return (
    <>
      <Header
        model={model}
        title={agent?.name ?? context.config.name}
        subtitle={subtitleOf(texts, view) ?? (agent ? context.config.name : null)}
        withAgent={agent !== null}
        {...(severalConversations ? { onBack: () => model.goTo(null) } : {})}
        {...(view.draft || closed ? {} : { onEnd: () => setEnding(true) })}
      />
      <ConnectionBar model={model} />
      <MessageList model={model} view={view} />
      {view.state?.status === "resolved" && <p class="strip">{texts.solved}</p>}
      {ending && !closed && <EndQuestion model={model} onDone={() => setEnding(false)} />}
      {closed ? <Ended model={model} view={view} /> : <Composer model={model} />}
    </>
  );
}

function subtitleOf(texts: Texts, { state }: ConversationView): string | null {
  if (!state) return null;
  if (state.status === "closed") return texts.ended;
  if (state.handler !== "agent") return texts.withBot;
  return state.status === "pending" ? texts.waitingForAgent : null;
}

function EndQuestion({ model, onDone }: { model: Model; onDone: () => void }) {
  const { texts } = model;
  const end = async () => {
    await model.end();
    onDone();
  };
  return (
    <div class="question" role="alertdialog" aria-label={texts.endQuestion}>
      <span>{texts.endQuestion}</span>
      <span class="choices">
        {/* biome-ignore lint/a11y/noAutofocus: the question answers a press of a button, and takes its focus over */}
        <button type="button" class="button quiet" autoFocus onClick={onDone}>
          {texts.endNo}
        </button>
        <button type="button" class="button" onClick={end}>
          {texts.endYes}
        </button>
      </span>
    </div>
  );
}

function Ended({ model, view }: { model: Model; view: ConversationView }) {
  const { texts } = model;
  return (
    <div class="ended">
      <p>{view.gone ? texts.problems.not_found : texts.ended}</p>
      <button type="button" class="button" onClick={() => model.goTo(null)}>
        {texts.newConversation}
      </button>
    </div>
  );
}

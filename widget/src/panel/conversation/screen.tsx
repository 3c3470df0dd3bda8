import { useState } from "preact/hooks";
import type { ConversationView } from "../../client";
import { ConnectionBar } from "../common";
import { Composer } from "../composer";
import type { Model } from "../model";
import type { Texts } from "../texts";
import { openForm } from "./entries";
import { Face } from "./face";
import { AttachButton, useFiles } from "./files";
import { Header, type MenuItem } from "./header";
import { MessageList } from "./message_list";

export function ConversationScreen({ model, view }: { model: Model; view: ConversationView }) {
  const { texts, context } = model;
  const [ending, setEnding] = useState(false);
  const closed = view.gone || view.state?.status === "closed";
  const agent = view.state?.handler === "agent" ? (view.state.agent ?? null) : null;
  const withBot = view.state !== null && view.state.handler !== "agent";
  const title = agent?.name ?? (withBot ? context.config.bot_name : context.config.name);
  const severalConversations = model.state.conversations.length > 1 || closed;
  const banner = bannerOf(texts, view);
  const kind = openForm(view)?.kind;
  const Answer = kind && kind !== "text" && kind !== "choice" ? model.part("cards")?.AnswerField : undefined;
  const Rating = isRateable(view) && model.part("rating")?.RatingForm;
  const mayAttach = !closed && !view.draft;
  const { dropping, handlers } = useFiles(model, mayAttach);
  const Tray = model.state.uploads.length > 0 && model.part("files")?.UploadTray;
  return (
    <div class={dropping ? "conversation dropping" : "conversation"} {...handlers}>
      <Header
        model={model}
        title={title}
        subtitle={subtitleOf(texts, view) ?? (agent ? context.config.name : null)}
        face={<Face name={title} bot={withBot} logo={agent ? null : context.config.appearance.logo_url} />}
        {...(severalConversations ? { onBack: () => model.goTo(null) } : {})}
        items={view.draft ? [] : itemsOf(model, view, closed, () => setEnding(true))}
      />
      <ConnectionBar model={model} />
      {banner && (
        <p class="strip" role="status">
          {banner}
        </p>
      )}
      <MessageList model={model} view={view} />
      {view.state?.status === "resolved" && !banner && <p class="strip">{texts.solved}</p>}
      {Rating && <Rating model={model} view={view} />}
      {Tray && <Tray model={model} />}
      {ending && !closed && <EndQuestion model={model} onDone={() => setEnding(false)} />}
      {closed ? (
        <Ended model={model} view={view} />
      ) : Answer && kind ? (
        <Answer key={view.log.watermark} model={model} kind={kind} />
      ) : (
        <Composer model={model} tools={mayAttach && <AttachButton model={model} />} />
      )}
    </div>
  );
}

export function itemsOf(model: Model, { state, id }: ConversationView, closed: boolean, onEnd: () => void): MenuItem[] {
  const { texts, context } = model;
  const open = state?.status !== "resolved" && !closed;
  return [
    ...(open && state?.handler !== "agent" ? [{ text: texts.talkToPerson, choose: () => void model.escalate() }] : []),
    ...(open ? [{ text: texts.resolve, choose: () => void model.resolve() }] : []),
    ...(context.config.behaviour.sound
      ? [{ text: model.muted ? texts.soundOn : texts.soundOff, choose: () => model.setMuted(!model.muted) }]
      : []),
    { text: texts.transcript, choose: () => void model.downloadTranscript(id) },
    ...(closed ? [] : [{ text: texts.end, choose: onEnd }]),
  ];
}

/** Once it is over, and until the company no longer wants to know. */
function isRateable({ draft, gone, state, rateableUntil }: ConversationView): boolean {
  const over = state?.status === "resolved" || state?.status === "closed";
  return over && !draft && !gone && (rateableUntil === null || Date.parse(rateableUntil) > Date.now());
}

/** What has become of the visitor's wish for a person. */
function bannerOf(texts: Texts, { state, log, queuePosition }: ConversationView): string | null {
  const event = log.messages.findLast(({ metadata }) => metadata?.event)?.metadata;
  if (event?.event === "ticketed" && event.target_name) return texts.ticket(event.target_name);
  if (state?.status !== "pending" || state.handler !== "agent") return null;
  return queuePosition ? texts.queuePosition(queuePosition) : texts.inQueue;
}

function subtitleOf(texts: Texts, { state }: ConversationView): string | null {
  if (!state) return null;
  if (state.status === "closed") return texts.ended;
  return state.handler === "agent" ? null : texts.withBot;
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

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type ConversationView, hasEarlier, type Message } from "../../client";
import { AlertIcon } from "../icons";
import type { Model } from "../model";
import { sentenceFor } from "../texts";
import { useBotAtWork } from "./bot_at_work";
import { type Bubble, openForm, type Row, rowsOf, told } from "./entries";
import { Face } from "./face";
import { ClockIcon, DownIcon, ReadIcon, SentIcon } from "./icons";
import { Linked } from "./links";

/** So near to an edge counts as at the edge. */
const NEAR_PX = 80;

export function MessageList({ model, view }: { model: Model; view: ConversationView }) {
  const { texts, context } = model;
  const rows = useMemo(() => rowsOf(view), [view.log, view.agentReadSeq]);
  const typing = view.typing.filter(({ senderType }) => senderType !== "visitor");
  const bot = useBotAtWork(view) && typing.length === 0 ? context.config.bot_name : null;
  const { list, atEnd, onScroll, toEnd } = useScrolling(model, view, rows, bot);
  const choices = openForm(view)?.choices ?? [];
  const Choices = choices.length > 0 ? model.part("cards")?.Choices : undefined;

  return (
    <div class="log-area">
      <div
        ref={list}
        class="log"
        role="log"
        aria-live="polite"
        aria-label={texts.log}
        aria-busy={view.history === "loading"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <HistoryNote model={model} view={view} />
        {rows.map((row) => (
          <RowView key={row.key} row={row} model={model} />
        ))}
        {Choices && <Choices model={model} choices={choices} />}
        {typing.map(({ senderId, senderName, text }) =>
          text ? (
            <BeingWritten key={senderId} name={senderName} text={text} />
          ) : (
            <Dots key={senderId} name={senderName} label={texts.typing(senderName)} />
          ),
        )}
        {bot && <Dots name={bot} label={texts.botAtWork(bot)} bot />}
      </div>
      {!atEnd && (
        <button type="button" class="to-end" onClick={toEnd}>
          <DownIcon />
          {texts.latest}
        </button>
      )}
    </div>
  );
}

/** A bot's answer before it is whole. It is read aloud when it is. */
function BeingWritten({ name, text }: { name: string; text: string }) {
  return (
    <div class="group theirs" aria-hidden="true">
      <Face name={name} bot small />
      <div class="bubbles">
        <div class="bubble">{text}</div>
      </div>
    </div>
  );
}

function Dots({ name, label, bot = false }: { name: string; label: string; bot?: boolean }) {
  return (
    <div class="group theirs typing">
      <Face name={name} bot={bot} small />
      <div class="bubbles">
        <span class="bubble dots" role="img" aria-label={label}>
          <i />
          <i />
          <i />
        </span>
      </div>
    </div>
  );
}

function HistoryNote({ model, view }: { model: Model; view: ConversationView }) {
  const { texts } = model;
  if (view.history === "failed") {
    return (
      <p class="history">
        {texts.earlierFailed}{" "}
        <button type="button" class="link" onClick={() => model.loadEarlier()}>
          {texts.retry}
        </button>
      </p>
    );
  }
  if (hasEarlier(view.log)) return <p class="history">{texts.loadingEarlier}</p>;
  return null;
}

function RowView({ row, model }: { row: Row; model: Model }) {
  if (row.kind === "day") return <p class="day">{dayName(model, row.at)}</p>;
  if (row.kind === "system") return <p class="system">{told(model.texts, row)}</p>;
  const last = row.bubbles.at(-1);
  return (
    <div class={row.own ? "group own" : "group theirs"}>
      {!row.own && <Face name={row.name} bot={row.bot} small />}
      <div class="bubbles">
        <span class={row.own ? "sender spoken" : "sender"}>{row.own ? model.texts.you : row.name}</span>
        {row.bubbles.map((bubble) => (
          <BubbleView key={bubble.key} bubble={bubble} model={model} last={bubble === last} />
        ))}
      </div>
    </div>
  );
}

function BubbleView({ bubble, model, last }: { bubble: Bubble; model: Model; last: boolean }) {
  const failed = bubble.progress === "failed";
  const { message } = bubble;
  const File = message?.attachment && model.part("files")?.FileView;
  return (
    <>
      {File && message?.attachment ? (
        <File model={model} message={message} file={message.attachment} />
      ) : (
        <div class={failed ? "bubble failed" : "bubble"}>
          <Linked text={bubble.text} />
        </div>
      )}
      <Attached model={model} message={bubble.message} />
      {failed && bubble.pending && <Failure model={model} bubble={bubble} />}
      {last && !failed && (
        <span class="meta">
          <time dateTime={bubble.at.toISOString()}>{timeOf(model, bubble.at)}</time>
          <ProgressMark model={model} progress={bubble.progress} />
        </span>
      )}
    </>
  );
}

/** What a message holds beside its text. */
function Attached({ model, message }: { model: Model; message: Message | undefined }) {
  const { answer, article } = message?.metadata ?? {};
  const Cards = (answer || article) && model.part("cards")?.Cards;
  return Cards && message ? <Cards model={model} message={message} /> : null;
}

function Failure({ model, bubble }: { model: Model; bubble: Bubble }) {
  const { texts } = model;
  const { pending } = bubble;
  if (!pending?.failure) return null;
  return (
    <div class="failure" role="alert">
      <span>
        <AlertIcon /> {texts.notSent} {sentenceFor(texts, pending.failure)}
      </span>
      <span class="choices">
        <button type="button" class="link" onClick={() => model.correspondence?.retry(pending.clientId)}>
          {texts.retry}
        </button>
        <button type="button" class="link" onClick={() => model.correspondence?.discard(pending.clientId)}>
          {texts.discard}
        </button>
      </span>
    </div>
  );
}

function ProgressMark({ model, progress }: { model: Model; progress: Bubble["progress"] }) {
  const { texts } = model;
  if (progress === "sending") return <Mark icon={<ClockIcon />} text={texts.sending} />;
  if (progress === "sent") return <Mark icon={<SentIcon />} text={texts.sent} />;
  if (progress === "read") return <Mark icon={<ReadIcon />} text={texts.read} />;
  return null;
}

function Mark({ icon, text }: { icon: preact.ComponentChild; text: string }) {
  return (
    <span class="mark">
      {icon}
      {text}
    </span>
  );
}

function useScrolling(model: Model, view: ConversationView, rows: readonly Row[], bot: string | null) {
  const list = useRef<HTMLDivElement>(null);
  const sticky = useRef(true);
  const height = useRef(0);
  const first = useRef(view.log.floor);
  const [atEnd, setAtEnd] = useState(true);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const grownAbove = view.log.floor < first.current;
    if (sticky.current) element.scrollTop = element.scrollHeight;
    else if (grownAbove) element.scrollTop += element.scrollHeight - height.current;
    height.current = element.scrollHeight;
    first.current = view.log.floor;
  }, [rows, view.typing, view.history, model.state.parts, model.state.open, bot]);

  const onScroll = () => {
    const element = list.current;
    if (!element) return;
    sticky.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    height.current = element.scrollHeight;
    setAtEnd(sticky.current);
    if (element.scrollTop < NEAR_PX && view.history === "idle") model.loadEarlier();
  };
  const toEnd = () => {
    const element = list.current;
    element?.scrollTo({ top: element.scrollHeight, behavior: "smooth" });
  };

  useFittingHistory(model, view, list);
  return { list, atEnd, onScroll, toEnd };
}

/** Where a page of history does not fill the screen there is nothing to scroll, so the next one is asked for. */
function useFittingHistory(model: Model, view: ConversationView, list: { current: HTMLDivElement | null }): void {
  useEffect(() => {
    const element = list.current;
    const room = element && element.scrollHeight <= element.clientHeight;
    if (room && view.history === "idle" && hasEarlier(view.log)) model.loadEarlier();
  }, [view.log.floor, view.history]);
}

function timeOf(model: Model, at: Date): string {
  return at.toLocaleTimeString(model.locale, { hour: "numeric", minute: "2-digit" });
}

function dayName(model: Model, at: Date): string {
  const { texts, locale } = model;
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (at.toDateString() === today.toDateString()) return texts.today;
  if (at.toDateString() === yesterday.toDateString()) return texts.yesterday;
  const year = at.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return at.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", year });
}

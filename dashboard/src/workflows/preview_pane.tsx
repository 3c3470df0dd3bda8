import type { WorkflowEffect, WorkflowPreview } from "@frontdesk/widget/client";
import { RotateCcw, Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../parts/button";
import { Notice } from "../parts/notice";
import { effectWords } from "./effects";
import type { Span } from "./json_reader";
import styles from "./preview_pane.module.css";
import { PreviewReply } from "./preview_reply";
import { PreviewVisitor } from "./preview_visitor";
import { useNames } from "./queries";
import { expectedBy } from "./steps";
import type { Reading } from "./use_reading";

interface Props {
  reading: Reading;
  jump: (span: Span) => void;
}

/** The conversation as a visitor would have it. */
export function PreviewPane({ reading, jump }: Props) {
  const { play, problems, definition } = reading;
  const { result, answers, error } = play;
  const isPlayable = result !== null && result.errors.length === 0;
  return (
    <div className={styles.pane}>
      <div className={styles.tools}>
        <Button onClick={play.back} disabled={answers.length === 0}>
          <Undo2 size={15} aria-hidden="true" />
          Back
        </Button>
        <Button onClick={play.restart} disabled={answers.length === 0}>
          <RotateCcw size={15} aria-hidden="true" />
          Restart
        </Button>
      </div>
      {error && (
        <Notice tone="breach" retry={play.retry}>
          {error.message}
        </Notice>
      )}
      {problems.length > 0 && <Stuck reading={reading} jump={jump} />}
      {isPlayable && <Talk result={result} reading={reading} isStale={problems.length > 0} />}
      <PreviewVisitor visitor={play.visitor} onChange={play.setVisitor} expected={expectedBy(definition)} />
    </div>
  );
}

function Stuck({ reading: { problems }, jump }: Props) {
  const [first] = problems;
  if (!first) return null;
  return (
    <div className={styles.stuck}>
      <p>
        {problems.length === 1 ? "There is a mistake" : `There are ${problems.length} mistakes`} to mend before it plays
        on.
      </p>
      <Button onClick={() => jump(first.at)}>Show the {problems.length === 1 ? "mistake" : "first"}</Button>
    </div>
  );
}

interface TalkProps {
  result: WorkflowPreview;
  reading: Reading;
  /** Of the definition before the mistakes that it has now. */
  isStale: boolean;
}

function Talk({ result, reading, isStale }: TalkProps) {
  const { answers, answer } = reading.play;
  const turns = result.turns.length;
  const reply = useFollowed(turns);
  const form = result.turns.at(-1)?.messages.at(-1)?.form ?? null;
  return (
    <>
      <div className={styles.talk} role="log" aria-label="Conversation" data-stale={isStale || undefined}>
        {keyed(result.turns).map(({ key, item: { answer: said, messages } }) => (
          <div key={key} className={styles.turn}>
            {said != null && <p className={styles.visitor}>{said}</p>}
            {keyed(messages).map(({ key: place, item: { text } }) => (
              <p key={place} className={styles.bot}>
                {text}
              </p>
            ))}
          </div>
        ))}
        {result.effect && <Effect effect={result.effect} />}
      </div>
      <div ref={reply} className={styles.below} tabIndex={-1}>
        {result.asked && !isStale && (
          <PreviewReply key={turns} form={form} answer={answer} isReady={turns === answers.length + 1} />
        )}
        <Gathered attributes={result.attributes} />
      </div>
    </>
  );
}

function Effect({ effect }: { effect: WorkflowEffect }) {
  const nameOf = useNames();
  return (
    <div className={styles.effect}>
      <strong>The end</strong>
      {effectWords(effect, nameOf).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

function Gathered({ attributes }: { attributes: Readonly<Record<string, string>> }) {
  const entries = Object.entries(attributes);
  return (
    <section className={styles.gathered} aria-label="Attributes">
      <h3>What the conversation knows now</h3>
      {entries.length === 0 ? (
        <p className={styles.nothing}>Nothing yet.</p>
      ) : (
        <dl className={styles.attributes}>
          {entries.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** What has just been said comes into view, and the focus to the next answer, whose button is another one. */
function useFollowed(turns: number) {
  const reply = useRef<HTMLDivElement>(null);
  const seen = useRef(turns);
  useEffect(() => {
    if (turns === seen.current) return;
    seen.current = turns;
    reply.current?.scrollIntoView({ block: "nearest" });
    if (document.activeElement !== document.body) return;
    const next = reply.current?.querySelector<HTMLElement>("button, input") ?? reply.current;
    next?.focus({ preventScroll: true });
  }, [turns]);
  return reply;
}

/** Their places are what tells them apart: nothing is ever put between two of them. */
function keyed<Item>(items: readonly Item[]): { key: number; item: Item }[] {
  return items.map((item, key) => ({ key, item }));
}

import type { VisitorSummary } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { memo } from "react";
import { useWork } from "../app/work";
import { Avatar, VisitorAvatar } from "../parts/avatar";
import { dayName, fullMoment, timeOfDay } from "../text/time";
import { BotAnswerFacts } from "./bot_answer";
import { BotAvatar } from "./bot_avatar";
import { DeliveryState, FailedLine } from "./delivery_state";
import type { Entry, Line, Run } from "./entries";
import { FileCard } from "./file_card";
import styles from "./message_log.module.css";
import { FormHint, SharedArticle } from "./message_parts";
import { MessageText } from "./message_text";
import { NoteCard } from "./note_card";

interface Props {
  entry: Entry;
  visitor: VisitorSummary;
  visitorReadSeq: number;
  now: number;
}

export const LogEntry = memo(function LogEntry({ entry, visitor, visitorReadSeq, now }: Props) {
  if (entry.kind === "day") return <DaySeparator at={entry.at} now={now} />;
  if (entry.kind === "new") return <NewMark />;
  if (entry.kind === "note") return <NoteCard note={entry} />;
  if (entry.kind === "happening") return <Happening at={entry.at} text={entry.text} reason={entry.reason} />;
  return <RunOfMessages run={entry} visitor={visitor} visitorReadSeq={visitorReadSeq} />;
});

function DaySeparator({ at, now }: { at: string; now: number }) {
  return (
    <div className={styles.day}>
      <time dateTime={at}>{dayName(at, now)}</time>
    </div>
  );
}

function NewMark() {
  return (
    <div className={styles.newMark}>
      <span>New messages</span>
    </div>
  );
}

function Happening({ at, text, reason }: { at: string; text: string; reason: string | null }) {
  return (
    <p className={styles.happening}>
      {text}{" "}
      <time dateTime={at} title={fullMoment(at)}>
        {timeOfDay(at)}
      </time>
      {reason && <q className={styles.reason}>{reason}</q>}
    </p>
  );
}

interface RunProps {
  run: Run;
  visitor: VisitorSummary;
  visitorReadSeq: number;
}

function RunOfMessages({ run, visitor, visitorReadSeq }: RunProps) {
  const { me } = useWork();
  const isMine = run.senderId === me.id;
  const isOurs = run.senderType !== "visitor";
  const last = run.lines.at(-1);
  const lastOnItsWay = run.lines.findLast(({ pending }) => pending?.state !== "failed");
  return (
    <article className={clsx(styles.run, isOurs && styles.ours, isMine && styles.mine)}>
      {!isOurs && <VisitorAvatar visitor={visitor} size={28} />}
      {run.senderType === "bot" && <BotAvatar size={28} />}
      {run.senderType === "agent" && !isMine && <Avatar id={run.senderId} name={run.senderName} size={28} />}
      <div className={styles.lines}>
        <h2 className={isMine ? styles.said : styles.sender}>{isMine ? "You" : run.senderName}</h2>
        {run.lines.map((line) => (
          <Bubble key={line.key} line={line} />
        ))}
        {last && (
          <p className={styles.meta}>
            <time dateTime={last.at} title={fullMoment(last.at)}>
              {timeOfDay(last.at)}
            </time>
            {isMine && lastOnItsWay && <DeliveryState line={lastOnItsWay} visitorReadSeq={visitorReadSeq} />}
          </p>
        )}
      </div>
    </article>
  );
}

function Bubble({ line }: { line: Line }) {
  const state = line.pending?.state;
  const { message } = line;
  const { article, form, answer } = message?.metadata ?? {};
  return (
    <>
      <div className={clsx(styles.bubble, state && styles[state])} title={fullMoment(line.at)}>
        {article && <SharedArticle article={article} />}
        {message?.attachment && <FileCard conversationId={message.conversation_id} attachment={message.attachment} />}
        {!article && !message?.attachment && <MessageText text={line.content} />}
      </div>
      {form && <FormHint form={form} />}
      {answer && message && (
        <BotAnswerFacts answer={answer} conversationId={message.conversation_id} seq={message.seq} />
      )}
      {line.pending?.state === "failed" && <FailedLine message={line.pending} />}
    </>
  );
}

import type { AskedQuestion, AskedSource } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { Bot, ChevronRight, CircleHelp, Hand } from "lucide-react";
import { Collapsible } from "radix-ui";
import type { CSSProperties } from "react";
import { Link } from "wouter";
import { percent } from "../text/numbers";
import { AddExample } from "./add_example";
import styles from "./test_panel.module.css";
import { figure, type Verdict, verdictOf } from "./verdict";

const ICONS: Record<Verdict["tone"], typeof Bot> = { good: Bot, alert: CircleHelp, breach: Hand };

interface Props {
  asked: AskedQuestion;
  question: string;
  /** Another question is being asked meanwhile. */
  isOld: boolean;
  onLeave: (() => void) | undefined;
}

/** What the bot would do with the question, how sure it is, and what it has found. */
export function Answer({ asked, question, isOld, onLeave }: Props) {
  const verdict = verdictOf(asked);
  const Icon = ICONS[verdict.tone];
  const [first] = asked.sources;
  return (
    <section className={clsx(styles.answer, isOld && styles.old)} aria-label="What the bot would do" aria-busy={isOld}>
      <div className={clsx(styles.verdict, styles[verdict.tone])}>
        <Icon size={20} aria-hidden="true" />
        <div className={styles.words} role="status">
          <h2>{verdict.title}</h2>
          <p>{verdict.why}</p>
        </div>
      </div>
      <Meter asked={asked} />
      {asked.human_requested && <p className={styles.human}>A request for a person was recognised in the question.</p>}
      {asked.would_answer && first && (
        <div className={styles.said}>
          <h3>It says</h3>
          <p>{first.passage}</p>
        </div>
      )}
      <h3 className={styles.heading}>{asked.sources.length === 0 ? "No article came near" : "What came nearest"}</h3>
      <ol className={styles.sources}>
        {asked.sources.map((source) => (
          <Source key={source.article_id} source={source} question={question} onLeave={onLeave} />
        ))}
      </ol>
    </section>
  );
}

function Meter({ asked: { confidence, raw_confidence: raw, threshold } }: { asked: AskedQuestion }) {
  const look = { "--share": `${confidence * 100}%`, "--needed": `${threshold * 100}%` } as CSSProperties;
  return (
    <div className={styles.confidence}>
      <div
        className={clsx(styles.meter, confidence < threshold && styles.unsure)}
        style={look}
        role="img"
        aria-label={`Confidence ${percent(confidence)}, threshold ${percent(threshold)}`}
      >
        <span className={styles.needed} aria-hidden="true" />
      </div>
      <p aria-hidden="true">
        <strong>{percent(confidence)}</strong> sure, {percent(threshold)} needed
      </p>
      {percent(raw) !== percent(confidence) && (
        <p className={styles.raw}>{percent(raw)} before what became of earlier answers was counted in</p>
      )}
    </div>
  );
}

interface SourceProps extends Pick<Props, "question" | "onLeave"> {
  source: AskedSource;
}

function Source({ source, question, onLeave }: SourceProps) {
  const { article_id: id, title, matched, passage, score, reasons } = source;
  return (
    <li className={styles.source}>
      <p className={styles.sourceHead}>
        <Link href={`/articles/${id}`} className={styles.link} {...(onLeave ? { onClick: onLeave } : {})}>
          {title}
        </Link>
        <span className={styles.score} title="The article’s share of what speaks for any article">
          Score {percent(score)}
        </span>
      </p>
      <p className={styles.matched}>
        <span>Matched</span> {matched}
      </p>
      {passage && passage !== matched && <p className={styles.passage}>{passage}</p>}
      <div className={styles.sourceFoot}>
        <AddExample articleId={id} title={title} question={question} />
        <Collapsible.Root className={styles.why}>
          <Collapsible.Trigger className={styles.toggle}>
            <ChevronRight size={13} aria-hidden="true" />
            Why<span className={styles.hidden}> {title}</span>
          </Collapsible.Trigger>
          <Collapsible.Content className={styles.reasons}>
            <dl>
              {reasons.map(({ name, text, value }) => (
                <div key={name}>
                  <dt>{text}</dt>
                  <dd>{figure(value)}</dd>
                </div>
              ))}
            </dl>
          </Collapsible.Content>
        </Collapsible.Root>
      </div>
    </li>
  );
}

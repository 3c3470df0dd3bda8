import { clsx } from "clsx";
import { useMemo } from "react";
import type { Span } from "./json_reader";
import styles from "./outline_pane.module.css";
import { type Block, outlineOf, type Way } from "./outline_shape";
import type { Step } from "./steps";
import { TypeMark } from "./type_mark";
import type { Reading } from "./use_reading";

interface Props {
  reading: Reading;
  /** The step that the caret is in. */
  here: string | null;
  jump: (span: Span) => void;
}

/** What the blocks of the outline have in common. */
interface Shown {
  reading: Reading;
  here: string | null;
  go: (step: string) => void;
}

/** Each step, what it says, and where it leads. */
export function OutlinePane({ reading, here, jump }: Props) {
  const { steps, start, spanOfStep } = reading;
  const outline = useMemo(() => outlineOf(steps, start), [steps, start]);
  const go = (step: string) => {
    const span = spanOfStep(step);
    if (span) jump(span);
  };
  const shown = { reading, here, go };
  if (steps.length === 0) return <p className={styles.nothing}>There are no steps yet.</p>;
  return (
    <div className={styles.pane}>
      <Blocks blocks={outline.reached} {...shown} />
      {outline.unreached.length > 0 && (
        <section className={styles.unreached} aria-label="Steps that are never reached">
          <h3>Never reached</h3>
          <Blocks blocks={outline.unreached} {...shown} />
        </section>
      )}
    </div>
  );
}

function Blocks({ blocks, ...shown }: Shown & { blocks: readonly Block[] }) {
  return (
    <ol className={styles.blocks}>
      {blocks.map(({ step, ways }, index) => (
        <li key={step.name} className={styles.block}>
          <StepRow step={step} {...shown} />
          <Ways ways={ways} following={blocks[index + 1]?.step.name} {...shown} />
        </li>
      ))}
    </ol>
  );
}

interface WaysProps extends Shown {
  ways: readonly Way[];
  /** The step right below: that it follows needs no words. */
  following: string | undefined;
}

function Ways({ ways, following, ...shown }: WaysProps) {
  const told = ways.filter(({ when, to }) => when !== null || to !== following);
  if (told.length === 0) return null;
  return (
    <ul className={styles.ways}>
      {told.map((way, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two choices may be worded alike while one writes
        <li key={index}>
          <p className={styles.way}>
            {way.when !== null && <span className={styles.when}>{way.when}</span>}
            {way.inside.length === 0 && <Leads way={way} go={shown.go} />}
          </p>
          {way.inside.length > 0 && <Blocks blocks={way.inside} {...shown} />}
        </li>
      ))}
    </ul>
  );
}

function Leads({ way: { to, isKnown }, go }: { way: Way; go: (step: string) => void }) {
  if (!isKnown) return <span className={styles.nowhere}>→ {to}, which does not exist</span>;
  return (
    <button type="button" className={styles.leads} onClick={() => go(to)}>
      → {to}
    </button>
  );
}

function StepRow({ step, reading, here, go }: Shown & { step: Step }) {
  const { name, type, says, about } = step;
  const mistakes = reading.problems.filter((problem) => problem.step === name);
  const isAsked = reading.play.result?.asked === name && reading.play.answers.length > 0;
  return (
    <button
      type="button"
      className={clsx(styles.step, here === name && styles.here, mistakes.length > 0 && styles.faulty)}
      aria-current={here === name ? "true" : undefined}
      onClick={() => go(name)}
    >
      <TypeMark type={type} />
      <span className={styles.words}>
        <span className={styles.heading}>
          <span className={styles.name}>{name}</span>
          {about && <span className={styles.about}>{about}</span>}
          {isAsked && <span className={styles.asked}>the preview is here</span>}
        </span>
        {says && <span className={styles.says}>{says}</span>}
        {mistakes.map(({ at, message }) => (
          <span key={`${at.start} ${message}`} className={styles.mistake}>
            {message}
          </span>
        ))}
      </span>
    </button>
  );
}

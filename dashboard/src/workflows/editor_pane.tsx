import { CircleAlert, CircleCheck, Sparkles } from "lucide-react";
import { type Ref, useMemo } from "react";
import { CodeEditor, type CodeEditorHandle } from "./code_editor";
import styles from "./editor_pane.module.css";
import type { Span } from "./json_reader";
import type { Problem } from "./problems";
import { tidy } from "./tidy";
import type { Reading } from "./use_reading";

interface Props {
  reading: Reading;
  isReadOnly: boolean;
  onChange: (text: string) => void;
  onCaret: (at: number) => void;
  jump: (span: Span) => void;
  ref: Ref<CodeEditorHandle>;
}

export function EditorPane({ reading, isReadOnly, onChange, onCaret, jump, ref }: Props) {
  const { text, read, problems } = reading;
  const wrong = useMemo(() => problems.map(({ at }) => at), [problems]);
  const tidied = read.mistake ? text : tidy(read.value);
  return (
    <div className={styles.pane}>
      <div className={styles.code}>
        <CodeEditor
          ref={ref}
          label="Definition"
          text={text}
          onChange={onChange}
          onCaret={onCaret}
          isReadOnly={isReadOnly}
          wrong={wrong}
        />
      </div>
      <section className={styles.foot} aria-label="Mistakes">
        <div className={styles.status}>
          <State reading={reading} />
          {!isReadOnly && tidied !== text && !read.mistake && (
            <button type="button" className={styles.tidy} onClick={() => onChange(tidied)}>
              <Sparkles size={14} aria-hidden="true" />
              Tidy up
            </button>
          )}
        </div>
        {problems.length > 0 && (
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={`${problem.at.start} ${problem.message}`}>
                <ProblemButton problem={problem} jump={jump} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function State({ reading: { problems, play, read } }: { reading: Reading }) {
  const isUnknown = !read.mistake && (play.isChecking || !play.result);
  const Icon = problems.length > 0 ? CircleAlert : CircleCheck;
  return (
    <p className={problems.length > 0 ? styles.wrong : styles.right} role="status">
      {problems.length > 0 || !isUnknown ? <Icon size={14} aria-hidden="true" /> : null}
      {problems.length > 0 ? counted(problems.length) : isUnknown ? "Checking…" : "No mistakes"}
    </p>
  );
}

function counted(count: number): string {
  return count === 1 ? "1 mistake" : `${count} mistakes`;
}

function ProblemButton({ problem, jump }: { problem: Problem; jump: (span: Span) => void }) {
  const { line, step, part, message, at } = problem;
  return (
    <button type="button" className={styles.problem} onClick={() => jump(at)}>
      <span className={styles.line}>Line {line}</span>
      <span className={styles.words}>
        {(step || part) && (
          <span className={styles.place}>
            {step}
            {step && part && " · "}
            {part}:{" "}
          </span>
        )}
        {message}
      </span>
    </button>
  );
}

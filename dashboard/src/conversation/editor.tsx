import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from "react";
import { segmentsOf } from "../canned_responses/variables";
import styles from "./composer.module.css";
import { lengthOf, roomLeft, tooLongSentence } from "./message_length";

const TALLEST_PX = 220;

interface Props {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  limit: number;
  /** What stands below while nothing is wrong. */
  hint: ReactNode;
  /** Why it was not sent. */
  problem: string | null;
  /** Variables that stand out in the text. */
  marked?: readonly string[];
  toggle: ReactNode;
  submit: ReactNode;
  field: Omit<ComponentProps<"textarea">, "ref" | "value" | "rows">;
}

const NOTHING: readonly string[] = [];

/** A text that grows, with what is wrong with it, how much room is left, and the button that sends it. */
export function Editor({ area, text, limit, hint, problem, marked = NOTHING, toggle, submit, field }: Props) {
  const hintId = useId();
  const backdrop = useRef<HTMLDivElement>(null);
  const length = lengthOf(text.trim());
  const wrong = length > limit ? tooLongSentence(length, limit) : problem;
  useGrowth(area, text);
  return (
    <>
      <div className={styles.page}>
        {marked.length > 0 && (
          <div className={styles.backdrop} ref={backdrop} aria-hidden="true">
            <Marked text={text} names={marked} />
          </div>
        )}
        <textarea
          {...field}
          ref={area}
          className={styles.text}
          rows={1}
          value={text}
          aria-describedby={hintId}
          aria-invalid={wrong !== null}
          onScroll={({ currentTarget }) => {
            if (backdrop.current) backdrop.current.scrollTop = currentTarget.scrollTop;
          }}
        />
      </div>
      {wrong && (
        <p className={styles.warning} role="alert">
          {wrong}
        </p>
      )}
      <div className={styles.bar}>
        {toggle}
        <p className={styles.hint} id={hintId}>
          {wrong ?? hint}
        </p>
        <Counter length={length} limit={limit} />
        {submit}
      </div>
    </>
  );
}

/** The same text behind the field, so that what is to be filled in can have a colour. */
function Marked({ text, names }: { text: string; names: readonly string[] }) {
  let start = 0;
  return (
    <>
      {segmentsOf(text).map((segment) => {
        const key = start;
        start += segment.text.length;
        const isMarked = segment.kind === "variable" && names.includes(segment.name);
        return isMarked ? <mark key={key}>{segment.text}</mark> : <span key={key}>{segment.text}</span>;
      })}
      {"\n"}
    </>
  );
}

function Counter({ length, limit }: { length: number; limit: number }) {
  const left = roomLeft(length, limit);
  if (left === null) return null;
  return (
    <span
      className={clsx(styles.counter, left < 0 && styles.over)}
      title={`${length.toLocaleString()} of ${limit.toLocaleString()} characters`}
    >
      {left}
    </span>
  );
}

/** The field grows with what is in it, up to a limit, then scrolls. */
function useGrowth(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const field = area.current;
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, TALLEST_PX)}px`;
  }, [area, text]);
}

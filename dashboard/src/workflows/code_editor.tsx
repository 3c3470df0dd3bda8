import {
  type ChangeEvent,
  type KeyboardEvent,
  type Ref,
  type SyntheticEvent,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import parts from "../parts/parts.module.css";
import styles from "./code_editor.module.css";
import { CodeLine, type Mark, marksByLine } from "./code_line";
import { bracketsAt } from "./code_tokens";
import type { Span } from "./json_reader";
import { brokenLine, closingBracket, type Edit, indented, outdented } from "./typing_edits";

export interface CodeEditorHandle {
  /** Shows and selects it. */
  reveal(span: Span): void;
  /** As if it had been typed: it can be undone. */
  apply(edit: Edit): void;
}

interface Props {
  label: string;
  text: string;
  onChange: (text: string) => void;
  onCaret: (at: number) => void;
  isReadOnly: boolean;
  /** What is underlined as wrong. */
  wrong: readonly Span[];
  ref: Ref<CodeEditorHandle>;
}

/**
 * A text area in front of its own text in colours. It is as large as the text, and the frame around both scrolls: so
 * nothing has to be kept in step.
 */
export function CodeEditor({ label, text, onChange, onCaret, isReadOnly, wrong, ref }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const hint = useId();
  const lines = useMemo(() => text.split("\n"), [text]);
  const marks = useMemo(() => marksByLine(text, marksOf(wrong, bracketsAt(text, caret))), [text, wrong, caret]);
  const typing = useTyping(isReadOnly);
  const { remember, isTyped } = useKeptCaret(area, text);
  useImperativeHandle(ref, () => ({
    reveal: ({ start, end }) => {
      area.current?.focus({ preventScroll: true });
      area.current?.setSelectionRange(start, end);
      scrollToCaret(frame.current, area.current);
    },
    apply: (edit) => {
      if (!area.current) return;
      applyEdit(area.current, edit);
      // The lines are there with the next picture.
      requestAnimationFrame(() => scrollToCaret(frame.current, area.current));
    },
  }));
  const follow = ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => {
    setCaret(currentTarget.selectionStart);
    remember(currentTarget.selectionStart);
    onCaret(currentTarget.selectionStart);
  };
  const type = ({ target }: ChangeEvent<HTMLTextAreaElement>) => {
    isTyped(target.value);
    onChange(target.value);
  };
  return (
    <div className={styles.frame} ref={frame}>
      <div className={styles.sheet}>
        <div className={styles.backdrop} aria-hidden="true">
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <CodeLine key={index} number={index + 1} line={line} marks={marks.get(index)} />
          ))}
        </div>
        <textarea
          ref={area}
          className={styles.area}
          aria-label={label}
          aria-describedby={hint}
          aria-invalid={wrong.length > 0 || undefined}
          value={text}
          readOnly={isReadOnly}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={type}
          onSelect={follow}
          {...typing}
        />
      </div>
      <p id={hint} className={parts.visuallyHidden}>
        {isReadOnly ? "It cannot be changed here." : "Tab indents. To leave with Tab, press Escape first."}
      </p>
    </div>
  );
}

function marksOf(wrong: readonly Span[], brackets: readonly [number, number] | null): Mark[] {
  return [
    ...wrong.map((span) => ({ ...span, kind: "wrong" as const })),
    ...(brackets ?? []).map((at) => ({ start: at, end: at + 1, kind: "pair" as const })),
  ];
}

/** Tab, Enter and closing brackets, as one expects them where code is written. */
function useTyping(isReadOnly: boolean) {
  const mayLeave = useRef(false);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isLeaving = mayLeave.current && (event.key === "Tab" || event.key === "Shift");
    mayLeave.current = event.key === "Escape" || isLeaving;
    if (isReadOnly || isLeaving || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const edit = editFor(event);
    if (!edit) return;
    event.preventDefault();
    applyEdit(event.currentTarget, edit);
  };
  return { onKeyDown, onBlur: () => (mayLeave.current = false) };
}

function editFor({ key, shiftKey, currentTarget }: KeyboardEvent<HTMLTextAreaElement>): Edit | null {
  const { value, selectionStart: start, selectionEnd: end } = currentTarget;
  if (key === "Tab") return shiftKey ? outdented(value, start, end) : indented(value, start, end);
  if (key === "Enter") return brokenLine(value, start, end);
  return closingBracket(value, start, end, key);
}

/** Through the browser's own command, which alone keeps its undo. */
function applyEdit(area: HTMLTextAreaElement, { start, end, text, selected }: Edit): void {
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  const isDone = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (!isDone) {
    area.setRangeText(text, start, end);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(...selected);
}

function scrollToCaret(frame: HTMLElement | null, area: HTMLTextAreaElement | null): void {
  if (!frame || !area) return;
  const line = area.value.slice(0, area.selectionStart).split("\n").length - 1;
  const shown = area.previousElementSibling?.children[line];
  if (shown instanceof HTMLElement) frame.scrollTo({ top: shown.offsetTop - frame.clientHeight / 3 });
}

/** A text that came from elsewhere leaves the caret where it was, not at the end. */
function useKeptCaret(area: { current: HTMLTextAreaElement | null }, text: string) {
  const caret = useRef(0);
  const typed = useRef(text);
  useLayoutEffect(() => {
    if (typed.current === text) return;
    typed.current = text;
    if (document.activeElement === area.current) area.current?.setSelectionRange(caret.current, caret.current);
  }, [area, text]);
  return {
    remember: (at: number) => {
      caret.current = at;
    },
    isTyped: (written: string) => {
      typed.current = written;
    },
  };
}

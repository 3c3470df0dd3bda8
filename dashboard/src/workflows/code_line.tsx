import { clsx } from "clsx";
import { memo } from "react";
import styles from "./code_editor.module.css";
import { type Token, tokensOf } from "./code_tokens";
import type { Span } from "./json_reader";

/** What stands out in a text. */
export interface Mark extends Span {
  kind: "wrong" | "pair";
}

interface Piece extends Token {
  start: number;
  marks: Mark["kind"][];
}

/** By line, counted from 0; places are counted from the line's beginning. */
export function marksByLine(text: string, marks: readonly Mark[]): ReadonlyMap<number, readonly Mark[]> {
  const found = new Map<number, Mark[]>();
  for (const { start, end, kind } of marks) {
    const line = text.slice(0, start).split("\n").length - 1;
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const mark = { start: start - lineStart, end: end - lineStart, kind };
    found.set(line, [...(found.get(line) ?? []), mark]);
  }
  return found;
}

/** The tokens of a line, cut where a mark begins or ends. */
export function piecesOf(line: string, marks: readonly Mark[]): Piece[] {
  const cuts = marks.flatMap(({ start, end }) => [start, end]);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { kind, text } of tokensOf(line)) {
    const inside = cuts.filter((cut) => cut > at && cut < at + text.length);
    const edges = [...new Set([at, ...inside, at + text.length])].sort((one, other) => one - other);
    for (const [index, start] of edges.slice(0, -1).entries()) {
      const end = edges[index + 1] as number;
      const here = marks.filter((mark) => mark.start <= start && end <= mark.end).map((mark) => mark.kind);
      pieces.push({ kind, text: line.slice(start, end), start, marks: here });
    }
    at += text.length;
  }
  return pieces;
}

const NONE: readonly Mark[] = [];

interface Props {
  number: number;
  line: string;
  marks?: readonly Mark[] | undefined;
}

export const CodeLine = memo(
  function CodeLine({ number, line, marks = NONE }: Props) {
    return (
      <div className={styles.line}>
        <span className={clsx(styles.number, marks.some(({ kind }) => kind === "wrong") && styles.wrongLine)}>
          {number}
        </span>
        {piecesOf(line, marks).map((piece) => (
          <span key={piece.start} className={clsx(styles[piece.kind], ...piece.marks.map((mark) => styles[mark]))}>
            {piece.text}
          </span>
        ))}
      </div>
    );
  },
  (one, other) => one.line === other.line && JSON.stringify(one.marks) === JSON.stringify(other.marks),
);

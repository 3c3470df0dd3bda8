import type { CannedResponse } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import styles from "./canned_menu.module.css";

export const optionId = (listId: string, at: number) => `${listId}-${at}`;

interface Props {
  id: string;
  responses: readonly CannedResponse[];
  words: string;
  /** The one that Enter would put in. */
  at: number;
  isLoading: boolean;
  onChoose: (response: CannedResponse) => void;
  onPoint: (at: number) => void;
}

/** Hangs above the composer while something is looked for with a slash. The focus stays in the text. */
export function CannedMenu({ id, responses, words, at, isLoading, onChoose, onPoint }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(optionId(id, at))}`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press must not take the focus out of the text
    <div className={styles.menu} onMouseDown={(event) => event.preventDefault()}>
      {responses.length === 0 ? (
        <Nothing words={words} isLoading={isLoading} />
      ) : (
        <div id={id} role="listbox" aria-label="Canned responses" className={styles.list} ref={list}>
          {responses.map((response, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the text
            <div
              key={response.id}
              id={optionId(id, index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={clsx(styles.option, index === at && styles.chosen)}
              onMouseMove={() => onPoint(index)}
              onClick={() => onChoose(response)}
            >
              <span className={styles.head}>
                <code className={styles.shortcut}>/{response.shortcut}</code>
                <span className={styles.title}>{response.title}</span>
              </span>
              <span className={styles.body}>{response.body}</span>
            </div>
          ))}
        </div>
      )}
      <p className={styles.keys} aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Enter</kbd> inserts · <kbd>Esc</kbd> closes
      </p>
    </div>
  );
}

function Nothing({ words, isLoading }: { words: string; isLoading: boolean }) {
  if (isLoading) return <p className={styles.nothing}>Loading the canned responses…</p>;
  return (
    <p className={styles.nothing}>
      {words === "" ? "There are no canned responses yet." : `No canned response matches “${words}”.`}{" "}
      <Link href="/canned-responses" className={styles.link}>
        Write one
      </Link>
    </p>
  );
}

import type { AgentConversation } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { ArrowUp } from "lucide-react";
import { type ChangeEvent, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useWork } from "../app/work";
import { visitorName } from "../text/names";
import styles from "./composer.module.css";
import { lengthOf, roomLeft, tooLongSentence } from "./message_length";

const TALLEST_PX = 220;

export function Composer({ conversation }: { conversation: AgentConversation }) {
  const { courier, drafts, me } = useWork();
  const { id } = conversation;
  const [text, setText] = useState(() => drafts.read(id));
  const area = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const limit = me.limits.message_length;
  const length = lengthOf(text.trim());
  const isTooLong = length > limit;
  const maySend = length > 0 && !isTooLong;

  useGrowth(area, text);
  useEffect(() => {
    if (matchMedia("(hover: hover)").matches) area.current?.focus({ preventScroll: true });
    return () => courier.typing(id, false);
  }, [courier, id]);

  function change(event: ChangeEvent<HTMLTextAreaElement>) {
    setText(event.target.value);
    drafts.write(id, event.target.value);
    courier.typing(id, event.target.value.trim() !== "");
  }

  function send() {
    if (!maySend) return;
    // A refusal stays in the log, next to the message, with a way to try again.
    courier.send(id, text.trim()).catch(() => {});
    courier.typing(id, false);
    drafts.write(id, "");
    setText("");
    area.current?.focus();
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter also confirms a word in an input method; only afterwards does it send.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <div className={styles.composer}>
      <ForSomeoneElse conversation={conversation} />
      <div className={clsx(styles.box, isTooLong && styles.tooLong)}>
        <textarea
          ref={area}
          className={styles.text}
          rows={1}
          value={text}
          onChange={change}
          onKeyDown={press}
          placeholder={`Write to ${visitorName(conversation.visitor)}…`}
          aria-label="Your answer"
          aria-describedby={hintId}
          aria-invalid={isTooLong}
        />
        <div className={styles.bar}>
          <p className={styles.hint} id={hintId}>
            {isTooLong ? (
              <span className={styles.warning} role="alert">
                {tooLongSentence(length, limit)}
              </span>
            ) : (
              <span className={styles.keys}>
                <kbd>Enter</kbd> sends, <kbd>Shift</kbd> + <kbd>Enter</kbd> starts a new line
              </span>
            )}
          </p>
          <Counter length={length} limit={limit} />
          <button type="button" className={styles.send} onClick={send} disabled={!maySend} aria-label="Send">
            <ArrowUp size={17} strokeWidth={2.3} />
          </button>
        </div>
      </div>
    </div>
  );
}

/** An admin may answer in a colleague's place, and should know that they do. */
function ForSomeoneElse({ conversation: { agent } }: { conversation: AgentConversation }) {
  const { me } = useWork();
  if (!agent || agent.id === me.id) return null;
  return <p className={styles.forSomeoneElse}>{agent.name} is responsible for this conversation.</p>;
}

function Counter({ length, limit }: { length: number; limit: number }) {
  const left = roomLeft(length, limit);
  if (left === null) return null;
  return <span className={clsx(styles.counter, left < 0 && styles.over)}>{left}</span>;
}

/** The field grows with what is in it, up to a limit, then scrolls. */
function useGrowth(area: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const field = area.current;
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, TALLEST_PX)}px`;
  }, [area, text]);
}

import type { AgentConversation } from "@frontdesk/widget/client";
import { ArrowUp } from "lucide-react";
import {
  type ChangeEvent,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useWork } from "../app/work";
import parts from "../parts/parts.module.css";
import { visitorName } from "../text/names";
import { AttachFile } from "./attach_file";
import { firstGap, gapsIn, gapsSentence, inserted, type Span } from "./canned";
import { CannedMenu } from "./canned_menu";
import styles from "./composer.module.css";
import { Editor } from "./editor";
import { lengthOf } from "./message_length";
import { ShareArticle } from "./share_article";
import { UploadTray } from "./upload_tray";
import { useCanned } from "./use_canned";
import { useDraft } from "./use_draft";
import { useFocusOnArrival } from "./use_focus_on_arrival";

interface Props {
  conversation: AgentConversation;
  toggle: ReactNode;
  /** Somebody has chosen to write, rather than opened the conversation. */
  isAsked: boolean;
}

/** What the visitor will read. */
export function ReplyEditor({ conversation, toggle, isAsked }: Props) {
  const { courier, me, uploads } = useWork();
  const { id } = conversation;
  const { text, write } = useDraft(id, "reply");
  const [problem, setProblem] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const select = useSelection(area);
  const latest = useRef(text);
  latest.current = text;

  const canned = useCanned(id, text, (place, filled) => {
    const result = inserted(latest.current, place, filled);
    write(result.text);
    canned.changed(result.text, result.selection.end);
    select(result.selection);
  });
  const gaps = gapsIn(text, canned.variables);
  const length = lengthOf(text.trim());
  const maySend = length > 0 && length <= me.limits.message_length;

  useFocusOnArrival(area, isAsked);
  useEffect(() => () => courier.typing(id, false), [courier, id]);

  function change({ target }: ChangeEvent<HTMLTextAreaElement>) {
    write(target.value);
    setProblem(null);
    canned.changed(target.value, target.selectionStart);
    courier.typing(id, target.value.trim() !== "");
  }

  function send() {
    if (!maySend) return;
    const gap = firstGap(text, canned.variables);
    if (gap) {
      setProblem(gapsSentence(gaps));
      select(gap);
      return;
    }
    // A refusal stays in the log, next to the message, with a way to try again.
    courier.send(id, text.trim()).catch(() => {});
    courier.typing(id, false);
    write("");
    area.current?.focus();
  }

  /** Pictures from the clipboard are sent; a text is pasted as ever. */
  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const { files } = event.clipboardData;
    if (files.length === 0) return;
    event.preventDefault();
    uploads.add(id, files);
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (canned.press(event)) return;
    // Enter also confirms a word in an input method; only afterwards does it send.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <>
      {canned.menu && <CannedMenu {...canned.menu} />}
      <p className={parts.visuallyHidden} role="status">
        {canned.menu ? foundWords(canned.menu.responses.length) : ""}
      </p>
      <UploadTray conversationId={id} />
      <Editor
        area={area}
        text={text}
        limit={me.limits.message_length}
        problem={problem}
        marked={gaps}
        toggle={
          <>
            {toggle}
            <ShareArticle conversationId={id} onDone={() => area.current?.focus()} />
            <AttachFile conversationId={id} onDone={() => area.current?.focus()} />
          </>
        }
        hint={
          <span className={styles.keys}>
            <kbd>Enter</kbd> sends ·{" "}
            <span className={styles.spacious}>
              <kbd>Shift Enter</kbd> new line ·{" "}
            </span>
            <kbd>/</kbd> canned
          </span>
        }
        submit={
          <button type="button" className={styles.send} onClick={send} disabled={!maySend} aria-label="Send">
            <ArrowUp size={17} strokeWidth={2.3} />
          </button>
        }
        field={{
          ...canned.aria,
          onChange: change,
          onKeyDown: press,
          onPaste: paste,
          onBlur: canned.close,
          onSelect: ({ currentTarget }) => canned.moved(currentTarget.selectionStart),
          placeholder: `Write to ${visitorName(conversation.visitor)}…`,
          "aria-label": "Your answer",
        }}
      />
    </>
  );
}

function foundWords(count: number): string {
  if (count === 0) return "No canned response matches.";
  return `${count === 1 ? "1 canned response" : `${count} canned responses`}. The arrow keys choose, Enter inserts.`;
}

/** Selects once the text that it is about is in the field. */
function useSelection(area: React.RefObject<HTMLTextAreaElement | null>) {
  const [wanted, setWanted] = useState<Span | null>(null);
  useLayoutEffect(() => {
    if (!wanted) return;
    area.current?.focus();
    area.current?.setSelectionRange(wanted.start, wanted.end);
  }, [area, wanted]);
  return setWanted;
}

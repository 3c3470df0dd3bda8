import type { AgentConversation } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { MessageSquare, StickyNote } from "lucide-react";
import { useState } from "react";
import { useWork } from "../app/work";
import { useCommand } from "../shortcuts/running";
import styles from "./composer.module.css";
import type { Mode } from "./drafts";
import { NoteEditor } from "./note_editor";
import { mayWrite } from "./permissions";
import { ReadOnly } from "./read_only";
import { ReplyEditor } from "./reply_editor";
import { useFileDrop } from "./use_file_drop";

interface Props {
  conversation: AgentConversation;
  /** The last message that is shown. */
  watermark: number;
}

/** Where an agent writes: to the visitor, or a note to the others. */
export function Composer({ conversation, watermark }: Props) {
  const { drafts, me, uploads } = useWork();
  const { id } = conversation;
  const [mode, setMode] = useState<Mode>(() => (drafts.read(id) === "" && drafts.read(id, "note") ? "note" : "reply"));
  /** Grows with each time that somebody asks to write, so that the field takes the focus again. */
  const [asked, setAsked] = useState(0);
  const choose = (wanted: Mode) => {
    setMode(wanted);
    setAsked(asked + 1);
  };
  useCommand("reply", () => choose("reply"));
  useCommand("note", () => choose("note"));

  const canReply = mayWrite(conversation, me);
  const { isOver, target } = useFileDrop((files) => uploads.add(id, files));
  const toggle = <ModeToggle mode={mode} onChange={choose} />;
  // With each asking a new field: it takes the focus as it comes.
  const key = `${mode} ${asked}`;
  const editor = { toggle, isAsked: asked > 0 };
  return (
    <div className={styles.composer}>
      {mode === "reply" && canReply && <ForSomeoneElse conversation={conversation} />}
      <section
        className={clsx(styles.box, mode === "note" && styles.noteMode, isOver && styles.dropping)}
        aria-label="Write"
        {...(mode === "reply" && canReply ? target : {})}
      >
        {mode === "note" && <NoteEditor {...editor} key={key} conversationId={id} afterSeq={watermark} />}
        {mode === "reply" && canReply && <ReplyEditor {...editor} key={key} conversation={conversation} />}
        {mode === "reply" && !canReply && <ReadOnly conversation={conversation} toggle={toggle} />}
      </section>
    </div>
  );
}

function ModeToggle({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    <fieldset className={styles.modes} aria-label="Write to">
      <button type="button" aria-pressed={mode === "reply"} onClick={() => onChange("reply")}>
        <MessageSquare size={14} aria-hidden="true" />
        Reply
      </button>
      <button type="button" aria-pressed={mode === "note"} onClick={() => onChange("note")}>
        <StickyNote size={14} aria-hidden="true" />
        Note
      </button>
    </fieldset>
  );
}

/** An admin may answer in a colleague's place, and should know that they do. */
function ForSomeoneElse({ conversation: { agent } }: { conversation: AgentConversation }) {
  const { me } = useWork();
  if (!agent || agent.id === me.id) return null;
  return <p className={styles.forSomeoneElse}>{agent.name} is responsible for this conversation.</p>;
}

import type { Workflow } from "@frontdesk/widget/client";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { type Tab, Tabs } from "../parts/tabs";
import { useMedia } from "../parts/use_media";
import type { CodeEditorHandle } from "./code_editor";
import { DeskNotices } from "./desk_notices";
import { EditorPane } from "./editor_pane";
import { HelpPane } from "./help_pane";
import type { Span } from "./json_reader";
import { OutlinePane } from "./outline_pane";
import { PreviewPane } from "./preview_pane";
import type { Edit } from "./typing_edits";
import { useLookingBack } from "./use_looking_back";
import { useReading } from "./use_reading";
import { useSave, useSaveKey } from "./use_save";
import { useWritten } from "./use_written";
import { VersionsPane } from "./versions_pane";
import { WorkflowBar } from "./workflow_bar";
import styles from "./workflow_desk.module.css";
import { NEW, type Written } from "./written";

type Panel = "json" | "preview" | "steps" | "help" | "versions";

const WRITING: Tab<Panel> = { name: "json", label: "Text" };
const READING: readonly Tab<Panel>[] = [
  { name: "preview", label: "Preview" },
  { name: "steps", label: "Steps" },
  { name: "help", label: "Help" },
];
const VERSIONS: Tab<Panel> = { name: "versions", label: "Versions" };

interface Props {
  /** Null for a new one. */
  workflow: Workflow | null;
  stored: Written;
}

/** A workflow's text, what is wrong with it, and how it plays. */
export function WorkflowDesk({ workflow, stored }: Props) {
  const { me } = useWork();
  const [, navigate] = useLocation();
  const mayWrite = me.role === "admin";
  const { written, isChanged, change, discard } = useWritten(workflow?.id ?? NEW, stored);
  const looking = useLookingBack(workflow);
  const isReadOnly = !mayWrite || looking.version !== null;
  const reading = useReading(looking.text ?? written.text);
  const [caret, setCaret] = useState(0);
  const [panel, setPanel] = useState<Panel>("preview");
  const editor = useRef<CodeEditorHandle>(null);
  const isWide = useMedia("(min-width: 64rem)");

  const atEditor = (act: (handle: CodeEditorHandle) => void) => {
    // Where there is room for one panel alone, the text comes first.
    if (!isWide) flushSync(() => setPanel("json"));
    if (editor.current) act(editor.current);
  };
  const jump = (span: Span) => atEditor((handle) => handle.reveal(span));
  const insert = (edit: Edit) => atEditor((handle) => handle.apply(edit));
  const done = ({ id }: Workflow) => {
    discard();
    if (workflow === null) navigate(`/workflows/${id}`, { replace: true });
  };
  const { save, isSaving, refusal } = useSave(workflow, written, { jump, done });
  const isBehind = workflow !== null && isChanged && written.basedOn < workflow.version;
  const canSave = !isReadOnly && !isBehind && (isChanged || workflow === null);
  const saveNow = () => {
    const [first] = reading.play.isChecking ? [] : reading.problems;
    if (first) jump(first.at);
    else save();
  };
  useSaveKey(canSave ? saveNow : null);

  const restore = (text: string) => {
    const restored = { text, basedOn: workflow?.version ?? 0 };
    change(restored);
    looking.stop();
    save(restored);
  };
  const step = reading.stepAt(caret);
  const panes: Record<Panel, () => ReactNode> = {
    json: () => (
      <EditorPane
        ref={editor}
        reading={reading}
        isReadOnly={isReadOnly}
        onChange={(text: string) => change({ text })}
        onCaret={setCaret}
        jump={jump}
      />
    ),
    preview: () => <PreviewPane reading={reading} jump={jump} />,
    steps: () => <OutlinePane reading={reading} here={step} jump={jump} />,
    help: () => <HelpPane reading={reading} step={step} insert={isReadOnly ? null : insert} />,
    versions: () => workflow && <VersionsPane workflow={workflow} looking={looking} />,
  };
  const reads = workflow ? [...READING, VERSIONS] : READING;
  const shown = isWide && panel === "json" ? "preview" : panel;
  return (
    <div className={styles.frame}>
      <section className={styles.desk} aria-label={`Workflow ${written.name}`}>
        <WorkflowBar
          workflow={workflow}
          name={written.name}
          onRename={(name) => change({ name })}
          isChanged={isChanged}
          mayWrite={mayWrite}
          save={canSave ? saveNow : null}
          isSaving={isSaving}
          discard={discard}
        />
        <DeskNotices
          workflow={workflow}
          refusal={refusal}
          isBehind={isBehind}
          looking={looking}
          restore={mayWrite ? restore : null}
          willBeLost={isChanged}
          saveOver={() => save({ basedOn: workflow?.version ?? 0 })}
          discard={discard}
        />
        <div className={styles.body}>
          {isWide && panes.json()}
          <Tabs tabs={isWide ? reads : [WRITING, ...reads]} label="Workflow" value={shown} onChange={setPanel}>
            {/* Each begins at its top. */}
            <div key={shown} className={styles.panel}>
              {panes[shown]()}
            </div>
          </Tabs>
        </div>
      </section>
    </div>
  );
}

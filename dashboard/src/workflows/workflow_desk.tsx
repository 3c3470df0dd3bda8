import type { Workflow } from "@frontdesk/widget/client";
import { type Tab, Tabs } from "../parts/tabs";
import { DeskNotices } from "./desk_notices";
import { EditorPane } from "./editor_pane";
import { HelpPane } from "./help_pane";
import { OutlinePane } from "./outline_pane";
import { PreviewPane } from "./preview_pane";
import { type Desk, type Panel, useDesk } from "./use_desk";
import { VersionsPane } from "./versions_pane";
import { WorkflowBar } from "./workflow_bar";
import styles from "./workflow_desk.module.css";
import type { Written } from "./written";

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
  const desk = useDesk(workflow, stored);
  const tabs = [...(desk.isWide ? [] : [WRITING]), ...READING, ...(workflow ? [VERSIONS] : [])];
  return (
    <div className={styles.frame}>
      <section className={styles.desk} aria-label={`Workflow ${desk.written.name}`}>
        <WorkflowBar workflow={workflow} desk={desk} />
        <DeskNotices workflow={workflow} desk={desk} />
        <div className={styles.body}>
          {desk.isWide && <Shown panel="json" workflow={workflow} desk={desk} />}
          <Tabs tabs={tabs} label="Workflow" value={desk.panel} onChange={desk.setPanel}>
            {/* Each begins at its top. */}
            <div key={desk.panel} className={styles.panel}>
              <Shown panel={desk.panel} workflow={workflow} desk={desk} />
            </div>
          </Tabs>
        </div>
      </section>
    </div>
  );
}

function Shown({ panel, workflow, desk }: { panel: Panel; workflow: Workflow | null; desk: Desk }) {
  const { editor, caret, setCaret, reading, isReadOnly, change, looking, jump, insert } = desk;
  switch (panel) {
    case "json":
      return (
        <EditorPane
          ref={editor}
          reading={reading}
          isReadOnly={isReadOnly}
          onChange={(text) => change({ text })}
          onCaret={setCaret}
          jump={jump}
        />
      );
    case "preview":
      return <PreviewPane reading={reading} jump={jump} />;
    case "steps":
      return <OutlinePane reading={reading} here={reading.stepAt(caret)} jump={jump} />;
    case "help":
      return <HelpPane reading={reading} step={reading.stepAt(caret)} insert={isReadOnly ? null : insert} />;
    case "versions":
      return workflow && <VersionsPane workflow={workflow} looking={looking} />;
  }
}

import type { Workflow } from "@frontdesk/widget/client";
import { useState } from "react";
import { Button } from "../parts/button";
import { Confirm } from "../parts/dialog";
import { Notice } from "../parts/notice";
import type { Desk } from "./use_desk";
import styles from "./workflow_desk.module.css";

interface Props {
  workflow: Workflow | null;
  desk: Desk;
}

/** What one has to know before going on. */
export function DeskNotices({ workflow, desk }: Props) {
  const { refusal, isBehind, looking } = desk;
  if (!refusal && !isBehind && looking.version === null) return null;
  return (
    <div className={styles.notices}>
      {refusal && <Notice tone="breach">{refusal}</Notice>}
      {workflow && isBehind && <Behind workflow={workflow} desk={desk} />}
      {workflow && looking.version !== null && <Earlier workflow={workflow} desk={desk} version={looking.version} />}
    </div>
  );
}

interface Known {
  workflow: Workflow;
  desk: Desk;
}

/** A colleague has saved a later version than the one that is being changed. */
function Behind({ workflow: { updated_by, version }, desk: { saveOver, discard } }: Known) {
  return (
    <div className={styles.choice} role="alert">
      <p>
        {updated_by.name} has saved version {version} while you were writing. Nothing is lost: theirs stays among the
        versions if you save yours on top.
      </p>
      <div className={styles.buttons}>
        <Button onClick={discard}>Show theirs instead</Button>
        <Button onClick={saveOver}>Save mine as version {version + 1}</Button>
      </div>
    </div>
  );
}

function Earlier({ workflow, version, desk: { looking, restore, isChanged } }: Known & { version: number }) {
  const [isAsking, setAsking] = useState(false);
  const { text, error, stop } = looking;
  const restoreNow = () => text !== null && restore?.(text);
  return (
    <div className={styles.choice} role="status">
      <p>
        {error
          ? `Version ${version} could not be loaded.`
          : `This is version ${version}, as it was. It plays as it did.`}
      </p>
      <div className={styles.buttons}>
        <Button onClick={stop}>Back to version {workflow.version}</Button>
        {restore && text !== null && (
          <Button onClick={isChanged ? () => setAsking(true) : restoreNow}>
            Restore as version {workflow.version + 1}
          </Button>
        )}
      </div>
      <Confirm
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Restore version ${version}?`}
        confirm="Restore"
        onConfirm={() => {
          setAsking(false);
          restoreNow();
        }}
      >
        What you have changed and not saved will be gone.
      </Confirm>
    </div>
  );
}

import type { Workflow } from "@frontdesk/widget/client";
import { useState } from "react";
import { Button } from "../parts/button";
import { Confirm } from "../parts/dialog";
import { Notice } from "../parts/notice";
import type { LookingBack } from "./use_looking_back";
import styles from "./workflow_desk.module.css";

interface Props {
  workflow: Workflow | null;
  refusal: string | null;
  /** A colleague has saved a later version than the one that is being changed. */
  isBehind: boolean;
  saveOver: () => void;
  discard: () => void;
  looking: LookingBack;
  /** Null for those who may not. */
  restore: ((text: string) => void) | null;
  /** What has been changed and not saved goes with a restored version. */
  willBeLost: boolean;
}

export function DeskNotices(props: Props) {
  const { workflow, refusal, isBehind, looking } = props;
  const isAnything = refusal || isBehind || looking.version !== null;
  if (!workflow) return refusal && <div className={styles.notices}>{<Notice tone="breach">{refusal}</Notice>}</div>;
  if (!isAnything) return null;
  return (
    <div className={styles.notices}>
      {refusal && <Notice tone="breach">{refusal}</Notice>}
      {isBehind && <Behind {...props} workflow={workflow} />}
      {looking.version !== null && <Earlier {...props} workflow={workflow} version={looking.version} />}
    </div>
  );
}

type Known = Props & { workflow: Workflow };

function Behind({ workflow: { updated_by, version }, saveOver, discard }: Known) {
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

function Earlier({ workflow, version, looking, restore, willBeLost }: Known & { version: number }) {
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
          <Button onClick={willBeLost ? () => setAsking(true) : restoreNow}>
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

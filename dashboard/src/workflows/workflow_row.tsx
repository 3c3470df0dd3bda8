import type { WorkflowSummary } from "@frontdesk/widget/client";
import { Link } from "wouter";
import { useWork } from "../app/work";
import { shortMoment } from "../text/time";
import { Badge } from "./badge";
import styles from "./workflow_list.module.css";
import { UnsavedWorkflows } from "./written";

interface Props {
  workflow: WorkflowSummary;
  /** The names of those that begin with it; undefined until they are known. */
  widgets: readonly string[] | undefined;
}

export function WorkflowRow({ workflow: { id, name, version, active, updated_by, updated_at }, widgets }: Props) {
  const { drafts } = useWork();
  const isUnsaved = new UnsavedWorkflows(drafts).read(id) !== null;
  return (
    <li>
      <Link href={`/workflows/${id}`} className={styles.row}>
        <span className={styles.heading}>
          <span className={styles.name}>{name}</span>
          <span className={styles.version}>version {version}</span>
          {!active && <Badge tone="calm">off</Badge>}
          {isUnsaved && <Badge tone="alert">not saved</Badge>}
        </span>
        <span className={styles.uses}>{widgets && usesWords(widgets)}</span>
        <span className={styles.changed}>
          {updated_by.name}, <time dateTime={updated_at}>{shortMoment(updated_at)}</time>
        </span>
      </Link>
    </li>
  );
}

export function usesWords(widgets: readonly string[]): string {
  return widgets.length === 0 ? "No widget begins with it" : `Begins ${widgets.join(", ")}`;
}

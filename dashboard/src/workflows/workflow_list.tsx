import type { WorkflowSummary } from "@frontdesk/widget/client";
import { Plus } from "lucide-react";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { CardDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import { Page } from "../parts/page";
import { Skeleton } from "../parts/skeleton";
import { useUses, useWorkflows } from "./queries";
import styles from "./workflow_list.module.css";
import { WorkflowRow } from "./workflow_row";

const GHOSTS = ["40%", "55%", "35%"];

/** Guided forms: a widget may begin its conversations with one. */
export function WorkflowList() {
  const { me } = useWork();
  const { data, isPending, isError, refetch } = useWorkflows();
  const mayWrite = me.role === "admin";
  return (
    <Page
      title="Workflows"
      about="A form that talks: it asks what you need to know, and leads to whoever can help. A widget begins with it."
      actions={mayWrite && data && data.length > 0 && <New />}
    >
      {isPending && <ListSkeleton />}
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          The workflows could not be loaded.
        </Notice>
      )}
      {data && (data.length > 0 ? <Rows workflows={data} /> : <NoneYet mayWrite={mayWrite} />)}
    </Page>
  );
}

function Rows({ workflows }: { workflows: readonly WorkflowSummary[] }) {
  const uses = useUses().data;
  return (
    <ul className={styles.list} aria-label="Workflows">
      {workflows.map((workflow) => (
        <WorkflowRow key={workflow.id} workflow={workflow} widgets={uses && (uses.get(workflow.id) ?? [])} />
      ))}
    </ul>
  );
}

function NoneYet({ mayWrite }: { mayWrite: boolean }) {
  return (
    <EmptyState drawing={<CardDrawing />} title="Ask before you answer" action={mayWrite && <New />}>
      What is it about, which order, where may we answer? A workflow asks, and whoever takes over knows already.
    </EmptyState>
  );
}

function New() {
  const [, navigate] = useLocation();
  return (
    <Button tone="primary" onClick={() => navigate("/workflows/new")}>
      <Plus size={15} aria-hidden="true" />
      New workflow
    </Button>
  );
}

function ListSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the workflows">
      {GHOSTS.map((width) => (
        <div key={width} className={styles.ghost}>
          <Skeleton width={width} height="0.875rem" />
          <Skeleton width="30%" height="0.75rem" />
        </div>
      ))}
    </div>
  );
}

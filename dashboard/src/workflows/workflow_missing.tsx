import { isApiError } from "@frontdesk/widget/client";
import { useLocation } from "wouter";
import { Button } from "../parts/button";
import { DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Skeleton } from "../parts/skeleton";
import styles from "./workflow_desk.module.css";

const GHOSTS = ["30%", "60%", "72%", "55%", "66%", "48%"];

export function MissingWorkflow({ error, retry }: { error: Error; retry: () => void }) {
  const [, navigate] = useLocation();
  const isUnknown = isApiError(error) && error.code === "not_found";
  return (
    <EmptyState
      drawing={<DoorDrawing />}
      title={isUnknown ? "There is no such workflow" : "This workflow could not be loaded"}
      action={
        <Button onClick={isUnknown ? () => navigate("/workflows") : retry}>
          {isUnknown ? "All workflows" : "Try again"}
        </Button>
      }
    >
      {isUnknown ? "It may have been deleted, or the link is not whole." : error.message}
    </EmptyState>
  );
}

export function DeskSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the workflow">
      {GHOSTS.map((width) => (
        <Skeleton key={width} width={width} height="1rem" />
      ))}
    </div>
  );
}

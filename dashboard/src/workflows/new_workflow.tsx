import { useMemo } from "react";
import { Redirect } from "wouter";
import { useWork } from "../app/work";
import { useDepartments } from "../team/queries";
import { NEW_NAME, templateFor } from "./template";
import { tidy } from "./tidy";
import { WorkflowDesk } from "./workflow_desk";
import { DeskSkeleton } from "./workflow_missing";

/** Nothing is stored before it is saved for the first time. */
export function NewWorkflow() {
  const { me } = useWork();
  const departments = useDepartments();
  const stored = useMemo(
    () => ({ name: NEW_NAME, text: tidy(templateFor(departments.data ?? [])), basedOn: 0 }),
    [departments.data],
  );
  if (me.role !== "admin") return <Redirect to="/workflows" replace />;
  if (departments.isPending) return <DeskSkeleton />;
  return <WorkflowDesk workflow={null} stored={stored} />;
}

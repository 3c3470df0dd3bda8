import { useParams } from "wouter";
import { NewWorkflow } from "./new_workflow";
import { OpenWorkflow } from "./open_workflow";
import { WorkflowList } from "./workflow_list";
import { NEW } from "./written";

/** The list, or the workflow that is open. */
export function WorkflowsPage() {
  const { id } = useParams<{ id?: string }>();
  if (id === undefined) return <WorkflowList />;
  return id === NEW ? <NewWorkflow /> : <OpenWorkflow key={id} id={id} />;
}

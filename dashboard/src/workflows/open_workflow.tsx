import { useMemo } from "react";
import { useWorkflow } from "./queries";
import { tidy } from "./tidy";
import { WorkflowDesk } from "./workflow_desk";
import { DeskSkeleton, MissingWorkflow } from "./workflow_missing";

export function OpenWorkflow({ id }: { id: string }) {
  const { data, error, refetch } = useWorkflow(id);
  const stored = useMemo(() => data && { name: data.name, text: tidy(data.definition), basedOn: data.version }, [data]);
  if (data && stored) return <WorkflowDesk workflow={data} stored={stored} />;
  return error ? <MissingWorkflow error={error} retry={() => void refetch()} /> : <DeskSkeleton />;
}

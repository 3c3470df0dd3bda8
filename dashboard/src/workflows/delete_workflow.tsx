import type { Workflow } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { Confirm } from "../parts/dialog";
import { useToast } from "../parts/toasts";
import { refusalOf } from "../text/refusal";
import { forget } from "./queries";
import { UnsavedWorkflows } from "./written";

export function DeleteWorkflow({ workflow, close }: { workflow: Workflow; close: () => void }) {
  const { api, drafts } = useWork();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const say = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.deleteWorkflow(workflow.id),
    onSuccess: () => {
      new UnsavedWorkflows(drafts).forget(workflow.id);
      navigate("/workflows");
      say(`${workflow.name} is deleted.`);
      return forget(queries, workflow.id);
    },
  });
  return (
    <Confirm
      isOpen
      onOpenChange={close}
      title={`Delete ${workflow.name}?`}
      confirm="Delete"
      isBusy={isPending}
      problem={refusalOf(error, [])?.rest}
      onConfirm={() => mutate()}
    >
      It goes with all its versions. Conversations that follow it go on to its end.
    </Confirm>
  );
}

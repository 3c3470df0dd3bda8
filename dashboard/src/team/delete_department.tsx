import type { Department } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { Confirm } from "../parts/dialog";
import { refusalOf } from "../text/refusal";
import { AGENTS_KEY, DEPARTMENTS_KEY } from "./queries";

export function DeleteDepartment({ department, close }: { department: Department; close: () => void }) {
  const { api } = useWork();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.deleteDepartment(department.id),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: DEPARTMENTS_KEY }),
        queries.invalidateQueries({ queryKey: AGENTS_KEY }),
      ]);
      close();
    },
  });
  return (
    <Confirm
      isOpen
      onOpenChange={close}
      title={`Delete ${department.name}?`}
      confirm="Delete"
      isBusy={isPending}
      problem={refusalOf(error, [])?.rest}
      onConfirm={() => mutate()}
    >
      Nothing can be handed to it any more, and its canned responses become everybody’s.
    </Confirm>
  );
}

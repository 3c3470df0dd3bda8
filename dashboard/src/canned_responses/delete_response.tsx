import type { CannedResponse } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { Confirm } from "../parts/dialog";
import { useToast } from "../parts/toasts";
import { refusalOf } from "../text/refusal";
import { CANNED_RESPONSES_KEY } from "./queries";

export function DeleteResponse({ response, close }: { response: CannedResponse; close: () => void }) {
  const { api } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.deleteCannedResponse(response.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: CANNED_RESPONSES_KEY });
      say(`/${response.shortcut} is deleted.`);
      close();
    },
  });
  return (
    <Confirm
      isOpen
      onOpenChange={close}
      title={`Delete /${response.shortcut}?`}
      confirm="Delete"
      isBusy={isPending}
      problem={refusalOf(error, [])?.rest}
      onConfirm={() => mutate()}
    >
      Nobody can call it any more. Messages that were sent with it stay as they are.
    </Confirm>
  );
}

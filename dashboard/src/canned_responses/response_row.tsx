import type { CannedResponse, Department } from "@frontdesk/widget/client";
import { EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { IconButton } from "../parts/button";
import menu from "../parts/menu.module.css";
import styles from "./canned_responses.module.css";
import { DeleteResponse } from "./delete_response";
import { Highlighted } from "./highlighted";
import type { CannedResponses } from "./queries";
import { ResponseDialog } from "./response_dialog";

interface Props {
  response: CannedResponse;
  all: CannedResponses;
  department: Department | undefined;
}

export function ResponseRow({ response, all, department }: Props) {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const close = () => setOpen(null);
  return (
    <li className={styles.row}>
      <button type="button" className={styles.open} onClick={() => setOpen("edit")}>
        <span className={styles.heading}>
          <code className={styles.shortcut}>/{response.shortcut}</code>
          <span className={styles.title}>{response.title}</span>
        </span>
        <span className={styles.body}>
          <Highlighted body={response.body} known={all.variables} />
        </span>
      </button>
      <span className={styles.facts}>
        {department && <span className={styles.department}>{department.name}</span>}
        <span className={styles.usage}>{usageOf(response)}</span>
      </span>
      <ResponseMenu response={response} onChoose={setOpen} />
      {open === "edit" && <ResponseDialog response={response} all={all} close={close} />}
      {open === "delete" && <DeleteResponse response={response} close={close} />}
    </li>
  );
}

function ResponseMenu({
  response,
  onChoose,
}: {
  response: CannedResponse;
  onChoose: (what: "edit" | "delete") => void;
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={`Actions for /${response.shortcut}`} className={styles.more}>
          <EllipsisVertical size={16} />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className={menu.item} onSelect={() => onChoose("edit")}>
            <Pencil size={15} aria-hidden="true" />
            Edit
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => onChoose("delete")}>
            <Trash2 size={15} aria-hidden="true" />
            Delete
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function usageOf({ usage_count: count }: CannedResponse): string {
  if (count === 0) return "not used yet";
  return count === 1 ? "used once" : `used ${count} times`;
}

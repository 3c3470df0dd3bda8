import type { AgentConversation, Priority } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { Check, ChevronDown, ChevronsUp, ChevronUp, Equal, Flame, type LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import menu from "../parts/menu.module.css";
import { useCommand } from "../shortcuts/running";
import { PRIORITIES, PRIORITY_WORDS } from "../text/priority";
import styles from "./facts_bar.module.css";
import { useEdit } from "./use_edit";

const ICONS: Record<Priority, LucideIcon> = { urgent: Flame, high: ChevronsUp, normal: Equal, low: ChevronDown };

export function PriorityMenu({ conversation }: { conversation: AgentConversation }) {
  const [isOpen, setOpen] = useState(false);
  const { edit } = useEdit(conversation);
  const { priority } = conversation;
  const Icon = ICONS[priority];
  useCommand("priority", () => setOpen(true));
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setOpen}>
      <DropdownMenu.Trigger
        className={clsx(styles.fact, styles[priority])}
        aria-label={`Priority: ${PRIORITY_WORDS[priority]}`}
      >
        <Icon size={14} strokeWidth={2.2} aria-hidden="true" />
        {PRIORITY_WORDS[priority]}
        <ChevronUp className={styles.caret} size={12} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="start" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup value={priority} onValueChange={(value) => edit({ priority: value as Priority })}>
            <DropdownMenu.Label className={menu.label}>Priority</DropdownMenu.Label>
            {PRIORITIES.map((name) => (
              <PriorityItem key={name} priority={name} />
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function PriorityItem({ priority }: { priority: Priority }) {
  const Icon = ICONS[priority];
  return (
    <DropdownMenu.RadioItem value={priority} className={menu.item}>
      <Icon size={15} aria-hidden="true" />
      {PRIORITY_WORDS[priority]}
      <DropdownMenu.ItemIndicator className={menu.indicator}>
        <Check size={15} aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}

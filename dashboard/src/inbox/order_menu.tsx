import { ArrowDownWideNarrow, Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import menu from "../parts/menu.module.css";
import styles from "./conversation_list.module.css";
import { ordersOf } from "./list_request";
import { useListSettings } from "./list_settings";
import type { Order } from "./orders";
import type { View } from "./views";

const LABELS: Record<Order, string> = {
  priority: "Priority",
  queued: "Longest waiting",
  waiting: "Longest waiting",
  latest: "Latest activity",
  newest: "Newest",
  oldest: "Oldest",
};

export function OrderMenu({ view, order }: { view: View; order: Order }) {
  const { filters, q, change } = useListSettings(view);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.order} aria-label={`Sorted by: ${LABELS[order]}`}>
        <ArrowDownWideNarrow size={14} aria-hidden="true" />
        {LABELS[order]}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup value={order} onValueChange={(value) => change({ order: value as Order })}>
            <DropdownMenu.Label className={menu.label}>Sort by</DropdownMenu.Label>
            {ordersOf({ view, filters, q: q.trim() }).map((name) => (
              <DropdownMenu.RadioItem key={name} value={name} className={menu.item}>
                {LABELS[name]}
                <DropdownMenu.ItemIndicator className={menu.indicator}>
                  <Check size={15} aria-hidden="true" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

import { ArrowDownWideNarrow, Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import menu from "../parts/menu.module.css";
import { Notice } from "../parts/notice";
import { useNow } from "../text/use_now";
import styles from "./conversation_list.module.css";
import { ConversationRow } from "./conversation_row";
import { EmptyList } from "./empty_list";
import { ListSkeleton } from "./list_skeleton";
import { listed } from "./patches";
import { useList } from "./queries";
import { ORDERS, type Order, sorted, type View } from "./views";

const TITLES: Record<View, string> = { mine: "Mine", queue: "Queue", all: "All conversations" };
const ORDER_LABELS: Record<Order, string> = { waiting: "Longest waiting", latest: "Latest activity" };

export function ConversationList({ view, openId }: { view: View; openId: string | undefined }) {
  const work = useWork();
  const [order, setOrder] = useState<Order>(view === "all" ? "latest" : "waiting");
  // The page is about the conversation, once one is open.
  const Title = openId ? "h2" : "h1";
  const now = useNow();
  const { data, isPending, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useList(work, view);
  const rows = useMemo(() => sorted(listed(data), view, order), [data, view, order]);
  return (
    <section className={styles.list} aria-label={TITLES[view]}>
      <header className={styles.header}>
        <Title className={styles.title}>{TITLES[view]}</Title>
        {rows.length > 0 && <span className={styles.total}>{`${rows.length}${hasNextPage ? "+" : ""}`}</span>}
        <OrderMenu order={order} onChange={setOrder} />
      </header>
      <div className={styles.scroll}>
        {isError && (
          <div className={styles.problem}>
            <Notice tone="breach" retry={() => void refetch()}>
              This list could not be loaded.
            </Notice>
          </div>
        )}
        {isPending && <ListSkeleton />}
        {data && rows.length === 0 && <EmptyList view={view} />}
        <ul onKeyDown={moveWithArrows}>
          {rows.map((conversation) => (
            <li key={conversation.id}>
              <ConversationRow
                conversation={conversation}
                view={view}
                agentId={work.me.id}
                isOpen={conversation.id === openId}
                now={now}
              />
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <div className={styles.more}>
            <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
              {isFetchingNextPage ? "Loading…" : "Show more"}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function OrderMenu({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.order}>
        <ArrowDownWideNarrow size={14} aria-hidden="true" />
        {ORDER_LABELS[order]}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup value={order} onValueChange={(value) => onChange(value as Order)}>
            <DropdownMenu.Label className={menu.label}>Sort by</DropdownMenu.Label>
            {ORDERS.map((name) => (
              <DropdownMenu.RadioItem key={name} value={name} className={menu.item}>
                {ORDER_LABELS[name]}
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

function moveWithArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

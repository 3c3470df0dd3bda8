import type { AgentConversation } from "@frontdesk/widget/client";
import { CheckCheck, CircleX, Ellipsis, Hand, type LucideIcon, RotateCcw } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import menu from "../parts/menu.module.css";
import styles from "./conversation_header.module.css";
import { type Action, actionsFor, remedyFor } from "./permissions";
import { useAction } from "./use_action";

export const ACTION_LOOK: Record<Action, { label: string; icon: LucideIcon }> = {
  accept: { label: "Accept", icon: Hand },
  resolve: { label: "Resolve", icon: CheckCheck },
  close: { label: "Close", icon: CircleX },
  reopen: { label: "Reopen", icon: RotateCcw },
};

/** The likeliest action as a button, the others behind the three dots. */
export function ActionBar({ conversation }: { conversation: AgentConversation }) {
  const { me } = useWork();
  const { act, isBusy } = useAction(conversation.id);
  // What stands in the composer's place is not said twice.
  const actions = actionsFor(conversation, me).filter((action) => action !== remedyFor(conversation));
  const [first, ...others] = actions;
  if (!first) return null;
  const { label, icon: Icon } = ACTION_LOOK[first];
  return (
    <div className={styles.actions}>
      <Button disabled={isBusy} onClick={() => act(first)}>
        <Icon size={15} aria-hidden="true" />
        <span className={styles.actionLabel}>{label}</span>
      </Button>
      {others.length > 0 && <MoreActions actions={others} act={act} />}
    </div>
  );
}

function MoreActions({ actions, act }: { actions: Action[]; act: (action: Action) => void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.more} aria-label="More actions">
        <Ellipsis size={17} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          {actions.map((action) => {
            const { label, icon: Icon } = ACTION_LOOK[action];
            return (
              <DropdownMenu.Item key={action} className={menu.item} onSelect={() => act(action)}>
                <Icon size={15} aria-hidden="true" />
                {label}
              </DropdownMenu.Item>
            );
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

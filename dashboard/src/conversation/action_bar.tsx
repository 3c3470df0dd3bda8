import type { AgentConversation, AgentProfile } from "@frontdesk/widget/client";
import {
  BellRing,
  Bot,
  CheckCheck,
  CircleX,
  Ellipsis,
  FileCode,
  FileText,
  Forward,
  Hand,
  type LucideIcon,
  RotateCcw,
  Ticket,
  UserRoundPlus,
} from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import menu from "../parts/menu.module.css";
import { type CommandId, commandOf } from "../shortcuts/commands";
import { useCommand } from "../shortcuts/running";
import { useWidget } from "../widgets/queries";
import styles from "./conversation_header.module.css";
import { EscalateDialog } from "./escalate_dialog";
import { HandOverDialog } from "./hand_over_dialog";
import {
  type Action,
  actionsFor,
  isAutomatic,
  mayAssign,
  mayEscalate,
  mayHandBack,
  mayTransfer,
  remedyFor,
} from "./permissions";
import { TicketDialog } from "./ticket_dialog";
import { useAction } from "./use_action";
import type { HandOver } from "./use_hand_over";
import { useTranscript } from "./use_transcript";

const ACTION_LOOK: Record<Action, { label: string; icon: LucideIcon }> = {
  accept: { label: "Accept", icon: Hand },
  resolve: { label: "Resolve", icon: CheckCheck },
  close: { label: "Close", icon: CircleX },
  reopen: { label: "Reopen", icon: RotateCcw },
  "hand-back": { label: "Hand back to the bot", icon: Bot },
};

export function actionLabel(action: Action, conversation: AgentConversation): string {
  return action === "accept" && isAutomatic(conversation) ? "Take over" : ACTION_LOOK[action].label;
}

interface Doing {
  id: CommandId;
  label: string;
  icon: LucideIcon;
  run: () => void;
}

/** What is asked before it is done. */
type Question = HandOver | "convert" | "escalate";

/** The likeliest action as a button, the others behind the three dots. */
export function ActionBar({ conversation }: { conversation: AgentConversation }) {
  const { me } = useWork();
  const { act, isBusy } = useAction(conversation.id);
  const [asking, setAsking] = useState<Question | null>(null);
  const allowed = actionsFor(conversation, me);
  // What stands in the composer's place is not said twice.
  const [first, ...others] = allowed.filter((action) => action !== remedyFor(conversation));
  const hands = [...handOversOf(conversation, me, setAsking), ...useBotActions(conversation, act, setAsking)];
  const files = useFiles(conversation, setAsking);
  const rest = others.map((action) => doing(action, ACTION_LOOK[action].icon, () => act(action)));
  useActionCommands(allowed, act);
  useCommands([...hands, ...files]);
  const windowOf = (question: Question) => ({
    conversation,
    isOpen: asking === question,
    onOpenChange: (isOpen: boolean) => setAsking(isOpen ? question : null),
  });
  return (
    <div className={styles.actions}>
      {/* Another action is another button: a second press of Enter would not be meant for it. */}
      {first && (
        <FirstAction key={first} label={actionLabel(first, conversation)} action={first} isBusy={isBusy} act={act} />
      )}
      <MoreActions groups={[[...hands, ...rest], files]} />
      <HandOverDialog way="transfer" {...windowOf("transfer")} />
      <HandOverDialog way="assign" {...windowOf("assign")} />
      <TicketDialog {...windowOf("convert")} />
      <EscalateDialog {...windowOf("escalate")} />
    </div>
  );
}

function handOversOf(conversation: AgentConversation, me: AgentProfile, ask: (question: Question) => void): Doing[] {
  return [
    ...(mayTransfer(conversation, me) ? [doing("transfer", Forward, () => ask("transfer"))] : []),
    ...(mayAssign(conversation, me) ? [doing("assign", UserRoundPlus, () => ask("assign"))] : []),
  ];
}

function useBotActions(
  conversation: AgentConversation,
  act: (action: Action) => void,
  ask: (question: Question) => void,
): Doing[] {
  const { me } = useWork();
  const widget = useWidget(conversation.widget_id).data;
  return [
    ...(mayHandBack(conversation, me, widget) ? [doing("hand-back", Bot, () => act("hand-back"))] : []),
    ...(mayEscalate(conversation, me) ? [doing("escalate", BellRing, () => ask("escalate"))] : []),
  ];
}

function useFiles(conversation: AgentConversation, ask: (question: Question) => void): Doing[] {
  const download = useTranscript(conversation);
  return [
    { id: "transcript", label: "Transcript as text", icon: FileText, run: () => download("text") },
    { id: "transcript", label: "Transcript as a page", icon: FileCode, run: () => download("html") },
    doing("convert", Ticket, () => ask("convert")),
  ];
}

function doing(id: CommandId, icon: LucideIcon, run: () => void): Doing {
  return { id, label: labelOf(id), icon, run };
}

/** Of two ways to do the same, the key takes the first. */
function useCommands(doings: readonly Doing[]): void {
  const able = (id: CommandId) => doings.find((each) => each.id === id)?.run ?? null;
  useCommand("transfer", able("transfer"));
  useCommand("assign", able("assign"));
  useCommand("hand-back", able("hand-back"));
  useCommand("escalate", able("escalate"));
  useCommand("transcript", able("transcript"));
  useCommand("convert", able("convert"));
}

const ASKED_FIRST: ReadonlySet<CommandId> = new Set(["transfer", "assign", "convert", "escalate"]);

function labelOf(id: CommandId): string {
  const { title } = commandOf(id);
  return ASKED_FIRST.has(id) ? `${title}…` : title;
}

function useActionCommands(allowed: readonly Action[], act: (action: Action) => void): void {
  const able = (action: Action) => (allowed.includes(action) ? () => act(action) : null);
  useCommand("accept", able("accept"));
  useCommand("resolve", able("resolve"));
  useCommand("close", able("close"));
  useCommand("reopen", able("reopen"));
}

interface FirstActionProps {
  label: string;
  action: Action;
  isBusy: boolean;
  act: (action: Action) => void;
}

function FirstAction({ label, action, isBusy, act }: FirstActionProps) {
  const { icon: Icon } = ACTION_LOOK[action];
  return (
    <Button disabled={isBusy} onClick={() => act(action)}>
      <Icon size={15} aria-hidden="true" />
      <span className={styles.actionLabel}>{label}</span>
    </Button>
  );
}

function MoreActions({ groups }: { groups: readonly Doing[][] }) {
  const shown = groups.filter((group) => group.length > 0);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.more} aria-label="More actions">
        <Ellipsis size={17} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          {shown.map((group, at) => (
            <DropdownMenu.Group key={group[0]?.label}>
              {at > 0 && <DropdownMenu.Separator className={menu.separator} />}
              {group.map(({ label, icon: Icon, run }) => (
                <DropdownMenu.Item key={label} className={menu.item} onSelect={run}>
                  <Icon size={15} aria-hidden="true" />
                  {label}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

import type { AgentConversation } from "@frontdesk/widget/client";
import type { ReactNode } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { visitorName } from "../text/names";
import { actionLabel } from "./action_bar";
import styles from "./composer.module.css";
import { actionsFor, isAutomatic, remedyFor } from "./permissions";
import { useAction } from "./use_action";

/** Stands in the composer's place where nothing can be written, and says why. */
export function ReadOnly({ conversation, toggle }: { conversation: AgentConversation; toggle: ReactNode }) {
  const { me } = useWork();
  const { act, isBusy } = useAction(conversation.id);
  const remedy = remedyFor(conversation);
  const mayRemedy = remedy !== null && actionsFor(conversation, me).includes(remedy);
  return (
    <div className={styles.readOnly}>
      {toggle}
      <p>{reasonFor(conversation)}</p>
      {mayRemedy && (
        <Button tone={remedy === "accept" ? "primary" : "plain"} disabled={isBusy} onClick={() => act(remedy)}>
          {actionLabel(remedy, conversation)}
        </Button>
      )}
    </div>
  );
}

function handlerName({ handler }: AgentConversation): string {
  return handler === "bot" ? "The bot" : "A workflow";
}

function reasonFor(conversation: AgentConversation): string {
  const { status, agent, visitor } = conversation;
  if (isAutomatic(conversation)) return `${handlerName(conversation)} is answering. Take over to write yourself.`;
  if (status === "pending") return `${visitorName(visitor)} is waiting for someone. Accept to answer.`;
  if (status === "resolved") return "Resolved. It opens again as soon as the visitor writes.";
  if (status === "closed") return "This conversation is closed.";
  return `You are reading along. ${agent?.name ?? "Another agent"} is answering.`;
}

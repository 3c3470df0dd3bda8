import { type AgentConversation, isApiError } from "@frontdesk/widget/client";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useSnapshot, useWork } from "../app/work";
import { useConversation } from "../inbox/queries";
import type { View } from "../inbox/views";
import { Button } from "../parts/button";
import { DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { useMedia } from "../parts/use_media";
import { useCommand } from "../shortcuts/running";
import { Composer } from "./composer";
import { ContextPane } from "./context_pane";
import { ContextSheet } from "./context_sheet";
import { ConversationHeader } from "./conversation_header";
import styles from "./conversation_pane.module.css";
import { EscalationBanner } from "./escalation_banner";
import { Arrival, FactsBar } from "./facts_bar";
import { LogSkeleton } from "./log_skeleton";
import { MessageLog } from "./message_log";
import { useNotes } from "./use_notes";
import { useViewing } from "./use_viewing";
import { useVisitorContext } from "./use_visitor_context";

/** Keep in step with `.reading` of the inbox page, which makes the room for a third column. */
const ROOM_BESIDE = "(min-width: 80.0625rem)";

export function ConversationPane({ id, view }: { id: string; view: View }) {
  const { data, error, refetch } = useConversation(useWork(), id);
  if (data) return <Conversation conversation={data} view={view} />;
  return (
    <section className={styles.conversation} aria-label="Conversation">
      {error ? <Missing error={error} view={view} retry={() => void refetch()} /> : <LogSkeleton />}
    </section>
  );
}

function Conversation({ conversation, view }: { conversation: AgentConversation; view: View }) {
  const { courier } = useWork();
  const [isContextOpen, setContextOpen] = useState(false);
  const notes = useNotes(conversation.id);
  // Asked for before the details are opened, so that they are there at once.
  useVisitorContext(conversation.id);
  const viewers = useViewing(conversation.id);
  const live = useSnapshot().conversations.get(conversation.id);
  useEffect(() => courier.follow(conversation), [courier, conversation]);
  const hasRoom = useMedia(ROOM_BESIDE);
  useCommand("details", hasRoom ? null : () => setContextOpen(!isContextOpen));
  return (
    <>
      <section className={styles.conversation} aria-label="Conversation">
        <ConversationHeader
          conversation={conversation}
          view={view}
          isContextOpen={isContextOpen}
          onToggleContext={() => setContextOpen(!isContextOpen)}
        />
        <FactsBar conversation={conversation} viewers={viewers} />
        <EscalationBanner conversation={conversation} />
        <Arrival conversation={conversation} />
        {live ? <MessageLog view={live} conversation={conversation} notes={notes} /> : <LogSkeleton />}
        <Composer key={conversation.id} conversation={conversation} watermark={live?.log.watermark ?? 0} />
      </section>
      {hasRoom ? (
        <aside className={styles.context} aria-label="Details">
          <ContextPane conversation={conversation} notes={notes} />
        </aside>
      ) : (
        <ContextSheet isOpen={isContextOpen} onOpenChange={setContextOpen}>
          <ContextPane conversation={conversation} notes={notes} onClose={() => setContextOpen(false)} />
        </ContextSheet>
      )}
    </>
  );
}

interface MissingProps {
  error: Error;
  view: View;
  retry: () => void;
}

function Missing({ error, view, retry }: MissingProps) {
  const [, navigate] = useLocation();
  if (isApiError(error) && error.code === "not_found") {
    const back = <Button onClick={() => navigate(`/inbox/${view}`)}>Back to the list</Button>;
    return (
      <EmptyState drawing={<DoorDrawing />} title="There is no such conversation" action={back}>
        The link may be old, or it belongs to another company.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      drawing={<DoorDrawing />}
      title="This conversation could not be loaded"
      action={<Button onClick={retry}>Try again</Button>}
    >
      {error.message}
    </EmptyState>
  );
}

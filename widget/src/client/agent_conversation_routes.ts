/** What an agent does with conversations. */
import type { AgentListQuery, QueueQuery } from "./agent_queries";
import { ConversationRoutes, type PageBounds } from "./conversation_routes";
import type {
  AgentConversation,
  AgentConversationChanged,
  AgentConversationPage,
  ConfirmAnswer,
  ConfirmedAnswer,
  ConversationChanged,
  ConvertedTicket,
  ConvertToTicket,
  EditConversation,
  EscalationHistory,
  FilledCannedResponse,
  NotePage,
  Priority,
  QueueStats,
  SentMessage,
  ShareArticle,
  TransferConversation,
  VisitorContext,
  WriteNote,
  WrittenNote,
} from "./wire";

export class AgentConversationRoutes extends ConversationRoutes<AgentConversation> {
  conversations(query: AgentListQuery = {}): Promise<AgentConversationPage> {
    return this.http.get("/conversations", { query: { ...query } });
  }

  queue(query: QueueQuery = {}): Promise<AgentConversationPage> {
    return this.http.get("/queue", { query: { ...query } });
  }

  queueStats(): Promise<QueueStats> {
    return this.http.get("/queue/stats");
  }

  setPriority(id: string, priority: Priority): Promise<AgentConversationChanged> {
    return this.http.put(`/conversations/${id}/priority`, { priority });
  }

  editConversation(id: string, changes: EditConversation): Promise<AgentConversationChanged> {
    return this.http.patch(`/conversations/${id}`, changes);
  }

  visitorContext(id: string): Promise<VisitorContext> {
    return this.http.get(`/conversations/${id}/visitor-context`);
  }

  notes(id: string, { afterSeq, beforeSeq, limit }: PageBounds = {}): Promise<NotePage> {
    return this.http.get(`/conversations/${id}/notes`, {
      query: { after_seq: afterSeq, before_seq: beforeSeq, limit },
    });
  }

  writeNote(id: string, note: WriteNote): Promise<WrittenNote> {
    return this.http.post(`/conversations/${id}/notes`, note);
  }

  /** As a file to keep: plain text, or a page of its own. Internal notes are no part of it. */
  transcript(id: string, format: "text" | "html", timeZone: string): Promise<string> {
    return this.http.text(`/conversations/${id}/transcript`, { query: { format, time_zone: timeZone } });
  }

  /** Asking again gives the same ticket. */
  convertToTicket(id: string, wishes: ConvertToTicket = {}): Promise<ConvertedTicket> {
    return this.http.post(`/conversations/${id}/convert-to-ticket`, wishes);
  }

  /** Calls for another human: it goes to the queue. The reason is for agents. */
  escalate(id: string, reason: string | null = null): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/escalate`, { reason });
  }

  /** The bot answers again, from the visitor's next message on. */
  handBack(id: string): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/hand-back`);
  }

  escalations(id: string): Promise<EscalationHistory> {
    return this.http.get(`/conversations/${id}/escalations`);
  }

  /** `seq` is the visitor's question, or the bot's answer to it. */
  confirmAnswer(id: string, seq: number, answer: ConfirmAnswer): Promise<ConfirmedAnswer> {
    return this.http.post(`/conversations/${id}/messages/${seq}/confirm-answer`, answer);
  }

  shareArticle(id: string, shared: ShareArticle): Promise<SentMessage> {
    return this.http.post(`/conversations/${id}/messages`, shared);
  }

  /** Counts a use, and tells how it reads in this conversation. */
  fillCannedResponse(responseId: string, conversationId: string, site: string): Promise<FilledCannedResponse> {
    return this.http.post(`/canned-responses/${responseId}/use`, { conversation_id: conversationId, site });
  }

  assign(id: string, agentId: string): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/assign`, { agent_id: agentId });
  }

  transfer(id: string, transfer: TransferConversation): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/transfer`, transfer);
  }

  accept(id: string): Promise<ConversationChanged> {
    return this.#act(id, "accept");
  }

  resolve(id: string): Promise<ConversationChanged> {
    return this.#act(id, "resolve");
  }

  close(id: string): Promise<ConversationChanged> {
    return this.#act(id, "close");
  }

  reopen(id: string): Promise<ConversationChanged> {
    return this.#act(id, "reopen");
  }

  #act(id: string, action: "accept" | "resolve" | "close" | "reopen"): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/${action}`);
  }
}

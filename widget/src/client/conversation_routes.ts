/** The HTTP routes that both kinds of participant have in common. */
import type { Http } from "./http";
import type {
  AttachmentAddress,
  DeclareUpload,
  MessagePage,
  ReadReceipt,
  SendMessage,
  SentMessage,
  StartConversation,
  StartedConversation,
  UploadPermit,
  VisitorConversation,
  WsTicket,
} from "./wire";

/** Neither bound given: the newest page. */
export interface PageBounds {
  afterSeq?: number;
  beforeSeq?: number;
  limit?: number;
}

export interface ListQuery {
  cursor?: string | null;
  limit?: number;
}

/** What the courier asks of either API. */
export interface ConversationApi<Conversation extends VisitorConversation = VisitorConversation> {
  ticket(): Promise<WsTicket>;
  conversation(id: string): Promise<Conversation>;
  messages(id: string, bounds?: PageBounds): Promise<MessagePage>;
  send(id: string, message: SendMessage): Promise<SentMessage>;
  markRead(id: string, seq: number): Promise<ReadReceipt>;
  start?(conversation: StartConversation): Promise<StartedConversation>;
}

export class ConversationRoutes<Conversation extends VisitorConversation> implements ConversationApi<Conversation> {
  protected readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  ticket(): Promise<WsTicket> {
    return this.http.post("/ws-ticket");
  }

  conversation(id: string): Promise<Conversation> {
    return this.http.get(`/conversations/${id}`);
  }

  messages(id: string, { afterSeq, beforeSeq, limit }: PageBounds = {}): Promise<MessagePage> {
    return this.http.get(`/conversations/${id}/messages`, {
      query: { after_seq: afterSeq, before_seq: beforeSeq, limit },
    });
  }

  send(id: string, message: SendMessage): Promise<SentMessage> {
    return this.http.post(`/conversations/${id}/messages`, message);
  }

  markRead(id: string, seq: number): Promise<ReadReceipt> {
    return this.http.post(`/conversations/${id}/read`, { seq });
  }

  /** Permission to upload a file, which a message then carries. */
  declareUpload(id: string, upload: DeclareUpload): Promise<UploadPermit> {
    return this.http.post(`/conversations/${id}/uploads`, upload);
  }

  /** Where a file's content is for a short time. */
  attachment(id: string, attachmentId: string): Promise<AttachmentAddress> {
    return this.http.get(`/conversations/${id}/attachments/${attachmentId}`);
  }
}

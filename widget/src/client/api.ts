/** The HTTP routes by name: what both kinds of participant have in common, and what each has of its own. */
import type { Http } from "./http";
import type {
  AddDevice,
  Agent,
  AgentConversation,
  AgentConversationChanged,
  AgentConversationPage,
  AgentPage,
  AgentProfile,
  AnswerByArticle,
  Article,
  ArticleFormat,
  ArticlePage,
  ArticlePreview,
  AskedQuestion,
  AskQuestion,
  AttachmentAddress,
  CannedResponse,
  CannedResponsePage,
  ConfirmAnswer,
  ConfirmedAnswer,
  ConversationChanged,
  ConvertedTicket,
  ConvertToTicket,
  CreateArticle,
  CreateCannedResponse,
  CreateDepartment,
  CreateWidget,
  CreateWorkflow,
  DeclareUpload,
  Department,
  DepartmentPage,
  Device,
  DeviceList,
  EditAgent,
  EditArticle,
  EditCannedResponse,
  EditConversation,
  EditDepartment,
  EditTicket,
  EditWidget,
  EditWorkflow,
  EmbedCode,
  EscalationHistory,
  FilledCannedResponse,
  IdentifyVisitor,
  ImportArticles,
  ImportedArticles,
  InviteAgent,
  LeaveMessage,
  LeftMessage,
  MessagePage,
  NotePage,
  NotificationPage,
  NotificationSettings,
  Presence,
  PreviewWorkflow,
  Priority,
  PublicArticle,
  QueueStats,
  RateConversation,
  RatedAnswer,
  ReadNotifications,
  ReadReceipt,
  SendMessage,
  SentMessage,
  Session,
  SessionRequest,
  ShareArticle,
  SignInSettings,
  StartConversation,
  StartedConversation,
  Status,
  TaughtArticle,
  TestedPush,
  Ticket,
  TicketCounts,
  TicketPage,
  TicketStatus,
  TransferConversation,
  UnansweredQuestionPage,
  UnreadNotifications,
  UploadPermit,
  VisitorContext,
  VisitorConversation,
  VisitorConversationPage,
  WebPushKey,
  Widget,
  WidgetConfig,
  WidgetPage,
  WidgetSecret,
  Workflow,
  WorkflowPage,
  WorkflowPreview,
  Workload,
  WriteNote,
  WrittenNote,
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

class ConversationRoutes<Conversation extends VisitorConversation> implements ConversationApi<Conversation> {
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

/** `http.base` ends with `/api/widget/{token}`; its credentials are the visitor's. */
export class VisitorApi extends ConversationRoutes<VisitorConversation> {
  start(conversation: StartConversation): Promise<StartedConversation> {
    return this.http.post("/conversations", conversation);
  }

  conversations(query: ListQuery = {}): Promise<VisitorConversationPage> {
    return this.http.get("/conversations", { query: { ...query } });
  }

  end(id: string): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/end`);
  }

  /** Asks for a person. */
  escalate(id: string, reason?: string): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/escalate`, { reason: reason ?? null });
  }

  /** Whether an answer of the bot has helped. */
  rate(id: string, seq: number, helpful: boolean): Promise<RatedAnswer> {
    return this.http.post(`/conversations/${id}/messages/${seq}/feedback`, { helpful });
  }

  /** What its visitor thinks of a conversation, until its `rateable_until`; rating again changes the rating. */
  rateConversation(id: string, rating: RateConversation): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/rate`, rating);
  }

  article(slug: string): Promise<PublicArticle> {
    return this.http.get(`/articles/${encodeURIComponent(slug)}`);
  }

  /** While nobody is there. It becomes a ticket. */
  leaveMessage(message: LeaveMessage): Promise<LeftMessage> {
    return this.http.post("/offline-message", message);
  }

  transcript(id: string, timeZone: string): Promise<string> {
    return this.http.text(`/conversations/${id}/transcript`, { query: { format: "text", time_zone: timeZone } });
  }
}

/** The two routes that come before a visitor has a token of their own. */
export class WidgetApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  config(): Promise<WidgetConfig> {
    return this.#http.get("/config");
  }

  /** As whom the site names. With the token of who they were before, what those wrote becomes theirs; the new session's
   * token is theirs from then on, and the WebSocket is opened anew with it. */
  identify(visitor: IdentifyVisitor, token?: string): Promise<Session> {
    return this.#http.post("/identify", visitor, token ? { bearer: token } : {});
  }

  /** With a token the visitor is resumed and the token renewed. */
  session(visitor: SessionRequest, token?: string): Promise<Session> {
    return this.#http.post("/session", visitor, token ? { bearer: token } : {});
  }
}

export interface AgentListQuery extends ListQuery {
  scope?: "mine" | "all";
  status?: readonly Status[];
  agent_id?: string | null;
  department_id?: string | null;
  widget_id?: string | null;
  priority?: Priority | null;
  tag?: string | null;
  /** Instants of the start: the first that fits, and the first that is too late. */
  from?: string | null;
  to?: string | null;
  q?: string | null;
  sort?: "newest" | "oldest" | "longest_waiting";
}

export interface QueueQuery extends ListQuery {
  priority?: Priority | null;
  skill?: string | null;
  department_id?: string | null;
  sort?: "priority" | "wait";
}

export interface ArticleFilters {
  /** Those that visitors may read, or those that they may not. */
  published?: boolean | null;
  tag?: string | null;
  locale?: string | null;
}

export interface ArticleQuery extends ListQuery, ArticleFilters {
  q?: string;
}

export interface UnansweredQuery extends ListQuery {
  sort?: "count" | "latest";
}

export interface TicketQuery extends ListQuery {
  status?: TicketStatus | null;
  assignee_id?: string | null;
  /** Those that nobody has. */
  unassigned?: boolean;
  q?: string | null;
}

/** `http.base` ends with `/api/v1/live-chat`; its credentials are the agent's. */
export class AgentApi extends ConversationRoutes<AgentConversation> {
  /** Needs no credentials. */
  signInSettings(): Promise<SignInSettings> {
    return this.http.get("/sign-in");
  }

  me(): Promise<AgentProfile> {
    return this.http.get("/agents/me");
  }

  agents(): Promise<AgentPage> {
    return this.http.get("/agents");
  }

  workload(agentId: string): Promise<Workload> {
    return this.http.get(`/agents/${agentId}/workload`);
  }

  inviteAgent(invited: InviteAgent): Promise<Agent> {
    return this.http.post("/agents", invited);
  }

  editAgent(id: string, changes: EditAgent): Promise<Agent> {
    return this.http.patch(`/agents/${id}`, changes);
  }

  removeAgent(id: string): Promise<void> {
    return this.http.delete(`/agents/${id}`);
  }

  departments(query: ListQuery = {}): Promise<DepartmentPage> {
    return this.http.get("/departments", { query: { ...query } });
  }

  createDepartment(department: CreateDepartment): Promise<Department> {
    return this.http.post("/departments", department);
  }

  editDepartment(id: string, changes: EditDepartment): Promise<Department> {
    return this.http.patch(`/departments/${id}`, changes);
  }

  deleteDepartment(id: string): Promise<void> {
    return this.http.delete(`/departments/${id}`);
  }

  cannedResponses(query: ListQuery = {}): Promise<CannedResponsePage> {
    return this.http.get("/canned-responses", { query: { ...query } });
  }

  createCannedResponse(response: CreateCannedResponse): Promise<CannedResponse> {
    return this.http.post("/canned-responses", response);
  }

  editCannedResponse(id: string, changes: EditCannedResponse): Promise<CannedResponse> {
    return this.http.patch(`/canned-responses/${id}`, changes);
  }

  deleteCannedResponse(id: string): Promise<void> {
    return this.http.delete(`/canned-responses/${id}`);
  }

  conversations(query: AgentListQuery = {}): Promise<AgentConversationPage> {
    return this.http.get("/conversations", { query: { ...query } });
  }

  queue(query: QueueQuery = {}): Promise<AgentConversationPage> {
    return this.http.get("/queue", { query: { ...query } });
  }

  queueStats(): Promise<QueueStats> {
    return this.http.get("/queue/stats");
  }

  setStatus(status: Presence): Promise<AgentProfile> {
    return this.http.put("/agents/me/status", { status });
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

  articles(query: ArticleQuery = {}): Promise<ArticlePage> {
    return this.http.get("/articles", { query: { ...query, ...filtersOf(query) } });
  }

  article(id: string): Promise<Article> {
    return this.http.get(`/articles/${id}`);
  }

  createArticle(article: CreateArticle): Promise<Article> {
    return this.http.post("/articles", article);
  }

  /** With the `version` that was seen, a change since then is a conflict. */
  editArticle(id: string, changes: EditArticle): Promise<Article> {
    return this.http.patch(`/articles/${id}`, changes);
  }

  deleteArticle(id: string): Promise<void> {
    return this.http.delete(`/articles/${id}`);
  }

  /** How a body will look. */
  previewArticle(body: string, signal?: AbortSignal): Promise<ArticlePreview> {
    return this.http.post("/articles/preview", { body }, signal ? { signal } : {});
  }

  /** Files of articles, or a zip of such. Doing it again changes nothing more. */
  importArticles(files: ImportArticles | Blob): Promise<ImportedArticles> {
    return this.http.post("/articles/import", files);
  }

  exportArticles(format: ArticleFormat, filters: ArticleFilters = {}): Promise<Blob> {
    return this.http.blob("/articles/export", { query: { format, ...filtersOf(filters) } });
  }

  /** What the bot would do with a question. */
  askArticles(asked: AskQuestion, signal?: AbortSignal): Promise<AskedQuestion> {
    return this.http.post("/articles/ask", asked, signal ? { signal } : {});
  }

  unansweredQuestions(query: UnansweredQuery = {}): Promise<UnansweredQuestionPage> {
    return this.http.get("/unanswered-questions", { query: { ...query } });
  }

  /** The article answers it from now on. */
  answerByArticle(questionId: string, answer: AnswerByArticle): Promise<TaughtArticle> {
    return this.http.post(`/unanswered-questions/${questionId}/add-example`, answer);
  }

  dismissQuestion(questionId: string): Promise<void> {
    return this.http.delete(`/unanswered-questions/${questionId}`);
  }

  shareArticle(id: string, shared: ShareArticle): Promise<SentMessage> {
    return this.http.post(`/conversations/${id}/messages`, shared);
  }

  tickets(query: TicketQuery = {}): Promise<TicketPage> {
    return this.http.get("/tickets", { query: { ...query, unassigned: query.unassigned ? "true" : null } });
  }

  ticketCounts(): Promise<TicketCounts> {
    return this.http.get("/tickets/counts");
  }

  ticketNumbered(number: number): Promise<Ticket> {
    return this.http.get(`/tickets/${number}`);
  }

  editTicket(number: number, changes: EditTicket): Promise<Ticket> {
    return this.http.patch(`/tickets/${number}`, changes);
  }

  /** Counts a use, and tells how it reads in this conversation. */
  fillCannedResponse(responseId: string, conversationId: string, site: string): Promise<FilledCannedResponse> {
    return this.http.post(`/canned-responses/${responseId}/use`, { conversation_id: conversationId, site });
  }

  notifications(query: ListQuery = {}): Promise<NotificationPage> {
    return this.http.get("/notifications", { query: { ...query } });
  }

  /** Those of a conversation, or the ones named, or all. */
  readNotifications(which: ReadNotifications = {}): Promise<UnreadNotifications> {
    return this.http.post("/notifications/read", which);
  }

  notificationSettings(): Promise<NotificationSettings> {
    return this.http.get("/notifications/settings");
  }

  setNotificationSettings(settings: NotificationSettings): Promise<NotificationSettings> {
    return this.http.put("/notifications/settings", settings);
  }

  webPushKey(): Promise<WebPushKey> {
    return this.http.get("/notifications/web-push-key");
  }

  devices(): Promise<DeviceList> {
    return this.http.get("/notifications/devices");
  }

  addDevice(device: AddDevice): Promise<Device> {
    return this.http.post("/notifications/devices", device);
  }

  removeDevice(id: string): Promise<void> {
    return this.http.delete(`/notifications/devices/${id}`);
  }

  testNotifications(): Promise<TestedPush> {
    return this.http.post("/notifications/test");
  }

  /** All of them. */
  widgets(): Promise<WidgetPage> {
    return this.http.get("/widgets");
  }

  widget(id: string): Promise<Widget> {
    return this.http.get(`/widgets/${id}`);
  }

  createWidget(widget: CreateWidget): Promise<WidgetSecret> {
    return this.http.post("/widgets", widget);
  }

  editWidget(id: string, changes: EditWidget): Promise<Widget> {
    return this.http.patch(`/widgets/${id}`, changes);
  }

  removeWidget(id: string): Promise<void> {
    return this.http.delete(`/widgets/${id}`);
  }

  /** The token before works for a while. */
  regenerateToken(id: string): Promise<Widget> {
    return this.http.post(`/widgets/${id}/regenerate-token`);
  }

  /** The one answer that shows the new secret key. */
  rotateSecret(id: string): Promise<WidgetSecret> {
    return this.http.post(`/widgets/${id}/rotate-secret`);
  }

  /** For the Frontdesk at this address. */
  embedCode(id: string, site: string): Promise<EmbedCode> {
    return this.http.get(`/widgets/${id}/embed-code`, { query: { site_url: site } });
  }

  workflows(query: ListQuery = {}): Promise<WorkflowPage> {
    return this.http.get("/workflows", { query: { ...query } });
  }

  /** With its latest definition, or that of a version. */
  workflow(id: string, version: number | null = null): Promise<Workflow> {
    return this.http.get(`/workflows/${id}`, { query: { version } });
  }

  createWorkflow(workflow: CreateWorkflow): Promise<Workflow> {
    return this.http.post("/workflows", workflow);
  }

  editWorkflow(id: string, changes: EditWorkflow): Promise<Workflow> {
    return this.http.patch(`/workflows/${id}`, changes);
  }

  deleteWorkflow(id: string): Promise<void> {
    return this.http.delete(`/workflows/${id}`);
  }

  /** Mistakes are part of the answer. */
  previewWorkflow(tried: PreviewWorkflow, signal?: AbortSignal): Promise<WorkflowPreview> {
    return this.http.post("/workflows/preview", tried, signal ? { signal } : {});
  }

  /** JSON Schema of a definition. */
  workflowSchema(): Promise<Record<string, unknown>> {
    return this.http.get("/workflows/schema");
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

function filtersOf({ published, tag, locale }: ArticleFilters) {
  return { published: published == null ? null : String(published), tag, locale };
}

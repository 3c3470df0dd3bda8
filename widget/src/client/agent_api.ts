/** The HTTP routes of an agent. */
import { AgentConversationRoutes } from "./agent_conversation_routes";
import type { ArticleFilters, ArticleQuery, TicketQuery, UnansweredQuery } from "./agent_queries";
import { AnalyticsRoutes } from "./analytics_routes";
import type { ListQuery } from "./conversation_routes";
import type { Http } from "./http";
import { SettingsRoutes } from "./settings_routes";
import { VisitorRecordsRoutes } from "./visitor_records_routes";
import { WebhookRoutes } from "./webhook_routes";
import type {
  AddDevice,
  Agent,
  AgentPage,
  AgentProfile,
  AnswerByArticle,
  Article,
  ArticleFormat,
  ArticlePage,
  ArticlePreview,
  AskedQuestion,
  AskQuestion,
  CannedResponse,
  CannedResponsePage,
  CreateArticle,
  CreateCannedResponse,
  CreateDepartment,
  CreateWidget,
  CreateWorkflow,
  Department,
  DepartmentPage,
  Device,
  DeviceList,
  EditAgent,
  EditArticle,
  EditCannedResponse,
  EditDepartment,
  EditTicket,
  EditWidget,
  EditWorkflow,
  EmbedCode,
  ImportArticles,
  ImportedArticles,
  InviteAgent,
  NotificationPage,
  NotificationSettings,
  Presence,
  PreviewWorkflow,
  ReadNotifications,
  SignInSettings,
  TaughtArticle,
  TestedPush,
  Ticket,
  TicketCounts,
  TicketPage,
  UnansweredQuestionPage,
  UnreadNotifications,
  WebPushKey,
  Widget,
  WidgetPage,
  WidgetSecret,
  Workflow,
  WorkflowPage,
  WorkflowPreview,
  Workload,
} from "./wire";

/** `http.base` ends with `/api/v1/live-chat`; its credentials are the agent's. */
export class AgentApi extends AgentConversationRoutes {
  readonly analytics: AnalyticsRoutes;
  readonly settings: SettingsRoutes;
  readonly visitors: VisitorRecordsRoutes;
  readonly webhooks: WebhookRoutes;

  constructor(http: Http) {
    super(http);
    this.analytics = new AnalyticsRoutes(http);
    this.settings = new SettingsRoutes(http);
    this.visitors = new VisitorRecordsRoutes(http);
    this.webhooks = new WebhookRoutes(http);
  }

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

  setStatus(status: Presence): Promise<AgentProfile> {
    return this.http.put("/agents/me/status", { status });
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
}

function filtersOf({ published, tag, locale }: ArticleFilters) {
  return { published: published == null ? null : String(published), tag, locale };
}

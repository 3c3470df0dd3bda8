/** Short names for the generated contract. Nothing about the wire is typed by hand. */
import type { components } from "./contract.gen";

type Schemas = components["schemas"];

/** The generator marks fields that have a default as present; a request may leave them out. */
type Request<Body, Needed extends keyof Body = never> = Pick<Body, Needed> & Partial<Omit<Body, Needed>>;

export type Message = Schemas["Message"];
export type SenderType = Schemas["SenderType"];
export type Status = Schemas["Status"];
export type Priority = Schemas["Priority"];
export type AgentBadge = Schemas["AgentBadge"];
export type ConversationState = Schemas["ConversationState"];
export type ResumedConversation = Schemas["ResumedConversation"];

export type Ack = Schemas["Ack"];
export type ErrorFrame = Schemas["Error"];
export type Pong = Schemas["Pong"];
export type ServerFrame = Schemas["ServerFrame"];
export type PushFrame = Exclude<ServerFrame, Ack | ErrorFrame | Pong>;
export type ClientFrame = Schemas["ClientFrame"];
/** What may be null may be left out as well. */
type Sparse<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: T[K];
};
/** A frame before the socket has numbered it. */
export type Unsent<Frame extends ClientFrame = ClientFrame> = Frame extends ClientFrame
  ? Sparse<Omit<Frame, "request_id">>
  : never;

export type Problem = Schemas["Problem"];
export type ErrorCode = Problem["code"];
export type FieldError = Schemas["FieldError"];
export type ClientLimits = Schemas["ClientLimits"];
export type WsTicket = Schemas["WsTicket"];
export type MessagePage = Schemas["MessagePage"];
export type SendMessage = Schemas["SendMessage"];
export type SentMessage = Schemas["SentMessage"];
export type Attachment = Schemas["Attachment"];
export type DeclareUpload = Schemas["DeclareUpload"];
export type UploadPermit = Schemas["UploadPermit"];
export type AttachmentAddress = Schemas["AttachmentAddress"];
export type ReadReceipt = Schemas["ReadReceipt"];
export type ConversationChanged = Schemas["ConversationChanged"];
export type RateConversation = Request<Schemas["RateConversation"], "rating">;

export type WidgetConfig = Schemas["WidgetConfig"];
export type Page = Request<Schemas["Page"]>;
export type SessionRequest = Request<Omit<Schemas["SessionRequest"], "page">> & { page?: Page };
export type IdentifyVisitor = Request<Schemas["IdentifyVisitor"]>;
export type Session = Schemas["Session"];
export type VisitorSummary = Schemas["VisitorSummary"];
export type VisitorConversation = Schemas["VisitorConversation"];
export type VisitorConversationPage = Schemas["VisitorConversationPage"];
export type StartConversation = Request<Omit<Schemas["StartConversation"], "page">, "client_id"> & { page?: Page };
export type StartedConversation = Schemas["StartedConversation"];

export type PublicArticle = Schemas["PublicArticle"];
export type ArticleVote = Schemas["ArticleVote"];
export type RatedAnswer = Schemas["RatedAnswer"];
export type LeaveMessage = Request<
  Omit<Schemas["LeaveMessage"], "page">,
  "client_id" | "name" | "email" | "message"
> & {
  page?: Page;
};
export type LeftMessage = Schemas["LeftMessage"];

export type SignInSettings = Schemas["SignInSettings"];
export type AgentProfile = Schemas["AgentProfile"];
export type AgentConversation = Schemas["AgentConversation"];
export type AgentConversationPage = Schemas["AgentConversationPage"];

export type Agent = Schemas["Agent"];
export type AgentPage = Schemas["AgentPage"];
export type Presence = Schemas["Presence"];
export type Role = Schemas["Role"];
export type Workload = Schemas["Workload"];
export type InviteAgent = Request<Schemas["InviteAgent"], "email" | "name">;
export type EditAgent = Partial<Schemas["EditAgent"]>;
export type Department = Schemas["Department"];
export type DepartmentPage = Schemas["DepartmentPage"];
export type CreateDepartment = Request<Schemas["CreateDepartment"], "name">;
export type EditDepartment = Partial<Schemas["EditDepartment"]>;
export type CannedResponse = Schemas["CannedResponse"];
export type CannedResponsePage = Schemas["CannedResponsePage"];
export type CreateCannedResponse = Request<Schemas["CreateCannedResponse"], "shortcut" | "title" | "body">;
export type EditCannedResponse = Partial<Schemas["EditCannedResponse"]>;

export type AgentDetails = Schemas["AgentDetails"];
export type AgentConversationChanged = Schemas["AgentConversationChanged"];
export type EditConversation = Partial<Schemas["EditConversation"]>;
export type TransferConversation = Partial<Schemas["TransferConversation"]>;
export type Transfer = Schemas["Transfer"];
export type VisitorContext = Schemas["VisitorContext"];
export type VisitorDetails = Schemas["VisitorDetails"];
export type VisitorPage = Schemas["VisitorPage"];
export type VisitorErasure = Schemas["VisitorErasure"];
export type VisitorExport = Schemas["VisitorExport"];
export type Note = Schemas["Note"];
export type NotePage = Schemas["NotePage"];
export type WriteNote = Request<Schemas["WriteNote"], "client_id" | "content">;
export type WrittenNote = Schemas["WrittenNote"];
export type FilledCannedResponse = Schemas["FilledCannedResponse"];
export type QueueStats = Schemas["QueueStats"];
export type Escalation = Schemas["Escalation"];
export type EscalationHistory = Schemas["EscalationHistory"];
export type EscalationWithSteps = Schemas["EscalationWithSteps"];
export type BotAnswer = Schemas["BotAnswer"];
export type AnswerSource = Schemas["Source"];
export type MessageForm = Schemas["Form"];
export type ArticleCard = Schemas["ArticleCard"];
export type ConfirmAnswer = Request<Schemas["ConfirmAnswer"], "article_id">;
export type ConfirmedAnswer = Schemas["ConfirmedAnswer"];
export type Article = Schemas["Article"];
export type ArticleSummary = Schemas["ArticleSummary"];
export type ArticlePage = Schemas["ArticlePage"];
export type CreateArticle = Request<Schemas["CreateArticle"], "title">;
export type EditArticle = Partial<Schemas["EditArticle"]>;
export type ArticlePreview = Schemas["ArticlePreview"];
export type ImportArticles = Schemas["ImportArticles"];
export type ImportedArticles = Schemas["ImportedArticles"];
export type ArticleFormat = "markdown" | "csv";
export type AskQuestion = Request<Schemas["AskQuestion"], "question">;
export type AskedQuestion = Schemas["AskedQuestion"];
/** An article that came near, as a trial shows it. */
export type AskedSource = AskedQuestion["sources"][number];
export type UnansweredQuestion = Schemas["UnansweredQuestion"];
export type UnansweredQuestionPage = Schemas["UnansweredQuestionPage"];
export type AnswerByArticle = Request<Schemas["AnswerByArticle"], "article_id">;
export type TaughtArticle = Schemas["TaughtArticle"];
export type ShareArticle = Request<Schemas["AgentSendMessage"], "client_id" | "content" | "article_id">;
export type TicketSummary = Schemas["TicketSummary"];
export type Ticket = Schemas["Ticket"];
export type TicketStatus = Ticket["status"];
export type TicketPage = Schemas["TicketPage"];
export type TicketCounts = Schemas["TicketCounts"];
export type EditTicket = Partial<Schemas["EditTicket"]>;
export type ConvertToTicket = Partial<Schemas["ConvertToTicket"]>;
export type ConvertedTicket = Schemas["ConvertedTicket"];

export type Dashboard = Schemas["Dashboard"];
export type LiveFigures = Schemas["LiveFigures"];
export type Analytics = Schemas["Analytics"];
export type AnalyticsQuery = Partial<Schemas["AskAnalytics"]>;
export type AnalyticsTable = Schemas["ExportAnalytics"]["table"];
export type Totals = Schemas["Totals"];
export type SeriesPoint = Schemas["SeriesPoint"];
export type AgentFigures = Schemas["AgentFigures"];
export type Durations = Schemas["Durations"];
export type EscalationReason = Schemas["EscalationReason"];

export type Notification = Schemas["Notification"];
export type NotificationPage = Schemas["NotificationPage"];
export type ReadNotifications = Partial<Schemas["ReadNotifications"]>;
export type UnreadNotifications = Schemas["UnreadNotifications"];
export type NotificationSettings = Schemas["NotificationSettings"];
export type QuietHours = Schemas["QuietHours"];
export type WebPushKey = Schemas["WebPushKey"];
export type AddDevice = Request<Schemas["AddDevice"], "kind" | "endpoint">;
export type Device = Schemas["frontdesk__contract__notification_models__Device"];
export type DeviceList = Schemas["DeviceList"];
export type TestedPush = Schemas["TestedPush"];

export type Webhook = Schemas["Webhook"];
export type WebhookPage = Schemas["WebhookPage"];
export type WebhookSecret = Schemas["WebhookSecret"];
export type CreateWebhook = Request<Schemas["CreateWebhook"], "url" | "events">;
export type EditWebhook = Partial<Schemas["EditWebhook"]>;
export type WebhookDelivery = Schemas["WebhookDelivery"];
export type WebhookDeliveryPage = Schemas["WebhookDeliveryPage"];
export type DeliveryAttempt = Schemas["DeliveryAttempt"];

export type Widget = Schemas["Widget"];
export type WidgetPage = Schemas["WidgetPage"];
export type WidgetSecret = Schemas["WidgetSecret"];
export type Appearance = Schemas["Appearance"];
export type WidgetTexts = Schemas["WidgetTexts"];
export type WidgetBehaviour = Schemas["WidgetBehaviour"];
export type ProactiveRule = Schemas["ProactiveRule"];
/** Who answers a conversation at present. */
export type Handler = Schemas["Handler"];
export type HandlerType = Schemas["HandlerType"];
export type Routing = Schemas["Routing"];
export type BusinessHours = Schemas["BusinessHours"];
export type Week = Schemas["Week"];
export type Holiday = Schemas["Holiday"];
export type OpenInterval = Schemas["OpenInterval"];
export type CreateWidget = Request<Schemas["CreateWidget"], "name">;
export type EditWidget = Partial<Omit<Schemas["EditWidget"], "appearance" | "texts" | "behaviour">> & {
  appearance?: Partial<Appearance>;
  texts?: Partial<WidgetTexts>;
  behaviour?: Partial<WidgetBehaviour>;
};
export type EmbedCode = Schemas["EmbedCode"];
export type TenantSettings = Schemas["TenantSettings"];
export type EditTenantSettings = Partial<Schemas["EditTenantSettings"]>;
export type AuditEntry = Schemas["AuditEntry"];
export type AuditAction = Schemas["AuditAction"];
export type AuditPage = Schemas["AuditPage"];
export type WorkflowSummary = Schemas["WorkflowSummary"];
export type WorkflowPage = Schemas["WorkflowPage"];
export type Workflow = Schemas["Workflow"];
export type WorkflowDefinition = Schemas["WorkflowDefinition"];
export type WorkflowStep = Schemas["WorkflowStep"];
export type WorkflowPreview = Schemas["WorkflowPreview"];
export type WorkflowTurn = Schemas["WorkflowTurn"];
export type WorkflowEffect = Schemas["WorkflowEffect"];
/** As somebody has written it: the server says what is wrong with it. */
export type WrittenDefinition = Readonly<Record<string, unknown>>;
type WithWritten<Body> = Omit<Body, "definition"> & { definition: WrittenDefinition };
export type CreateWorkflow = WithWritten<Request<Schemas["CreateWorkflow"], "name" | "definition">>;
export type EditWorkflow = Partial<WithWritten<Schemas["EditWorkflow"]>>;
export type PreviewWorkflow = WithWritten<Request<Schemas["PreviewWorkflow"], "definition">>;

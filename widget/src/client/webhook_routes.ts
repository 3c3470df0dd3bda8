/** The HTTP routes of webhooks, which admins keep. */
import type { ListQuery } from "./conversation_routes";
import type { Http } from "./http";
import type {
  CreateWebhook,
  EditWebhook,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookPage,
  WebhookSecret,
} from "./wire";

export class WebhookRoutes {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** All of them, the one that was added first before the others. */
  list(): Promise<WebhookPage> {
    return this.#http.get("/webhooks");
  }

  create(webhook: CreateWebhook): Promise<WebhookSecret> {
    return this.#http.post("/webhooks", webhook);
  }

  edit(id: string, changes: EditWebhook): Promise<Webhook> {
    return this.#http.patch(`/webhooks/${id}`, changes);
  }

  remove(id: string): Promise<void> {
    return this.#http.delete(`/webhooks/${id}`);
  }

  rotateSecret(id: string): Promise<WebhookSecret> {
    return this.#http.post(`/webhooks/${id}/rotate-secret`);
  }

  test(id: string): Promise<WebhookDelivery> {
    return this.#http.post(`/webhooks/${id}/test`);
  }

  /** The latest event first. */
  deliveries(id: string, query: ListQuery = {}): Promise<WebhookDeliveryPage> {
    return this.#http.get(`/webhooks/${id}/deliveries`, { query: { ...query } });
  }

  resend(id: string, eventId: string): Promise<WebhookDelivery> {
    return this.#http.post(`/webhooks/${id}/deliveries/${eventId}/resend`);
  }
}

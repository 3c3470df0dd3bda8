/** The HTTP routes of what a company settles for itself, and of the trail of its admins. */
import type { ListQuery } from "./conversation_routes";
import type { Http } from "./http";
import type { AuditPage, EditTenantSettings, TenantSettings } from "./wire";

export class SettingsRoutes {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  get(): Promise<TenantSettings> {
    return this.#http.get("/settings");
  }

  edit(changes: EditTenantSettings): Promise<TenantSettings> {
    return this.#http.patch("/settings", changes);
  }

  /** For admins: the latest first. */
  audit(query: ListQuery = {}): Promise<AuditPage> {
    return this.#http.get("/audit", { query: { ...query } });
  }
}

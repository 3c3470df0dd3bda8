/** The HTTP routes of visitors as agents look them up, and as admins give out and erase what is known of them. */
import type { ListQuery } from "./conversation_routes";
import type { Http } from "./http";
import type { VisitorDetails, VisitorErasure, VisitorExport, VisitorPage } from "./wire";

export class VisitorRecordsRoutes {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Whoever was seen for the first time last comes first. */
  list(query: ListQuery = {}): Promise<VisitorPage> {
    return this.#http.get("/visitors", { query: { ...query } });
  }

  get(id: string): Promise<VisitorDetails> {
    return this.#http.get(`/visitors/${id}`);
  }

  /** Asks for it; ask again until it is ready. */
  export(id: string): Promise<VisitorExport> {
    return this.#http.get(`/visitors/${id}/export`);
  }

  erase(id: string): Promise<VisitorErasure> {
    return this.#http.delete(`/visitors/${id}`);
  }

  erasure(id: string): Promise<VisitorErasure> {
    return this.#http.get(`/visitors/${id}/erasure`);
  }
}

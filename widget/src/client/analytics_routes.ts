/** The HTTP routes of how the desk is doing. */
import type { Http } from "./http";
import type { Analytics, AnalyticsQuery, AnalyticsTable, Dashboard } from "./wire";

export class AnalyticsRoutes {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Now, and since midnight there. */
  now(timeZone: string): Promise<Dashboard> {
    return this.#http.get("/dashboard", { query: { time_zone: timeZone } });
  }

  /** Of whole days, beside as many days before them. */
  over(query: AnalyticsQuery): Promise<Analytics> {
    return this.#http.get("/analytics", { query: { ...query } });
  }

  /** One table of it, as a CSV file. */
  file(query: AnalyticsQuery, table: AnalyticsTable): Promise<Blob> {
    return this.#http.blob("/analytics/export", { query: { ...query, table } });
  }
}

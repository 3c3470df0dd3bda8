import type { FrontdeskEvents } from "../../frontdesk";

type Listener = (detail: never) => void;

export class Events {
  readonly #listeners = new Map<string, Map<Listener, Listener>>();

  on<Name extends keyof FrontdeskEvents>(event: Name, listener: (detail: FrontdeskEvents[Name]) => void): void {
    this.#of(event).set(listener as Listener, listener as Listener);
  }

  once<Name extends keyof FrontdeskEvents>(event: Name, listener: (detail: FrontdeskEvents[Name]) => void): void {
    this.#of(event).set(
      listener as Listener,
      ((detail: FrontdeskEvents[Name]) => {
        this.off(event, listener);
        listener(detail);
      }) as Listener,
    );
  }

  off<Name extends keyof FrontdeskEvents>(event: Name, listener: (detail: FrontdeskEvents[Name]) => void): void {
    this.#of(event).delete(listener as Listener);
  }

  clear(): void {
    this.#listeners.clear();
  }

  /** A listener that throws is the site's affair: it is reported as the site's error, and stops nothing here. */
  emit<Name extends keyof FrontdeskEvents>(event: Name, detail: FrontdeskEvents[Name]): void {
    for (const listener of [...this.#of(event).values()]) {
      try {
        (listener as (detail: FrontdeskEvents[Name]) => void)(detail);
      } catch (error) {
        reportError(error);
      }
    }
  }

  #of(event: string): Map<Listener, Listener> {
    const known = this.#listeners.get(event) ?? new Map<Listener, Listener>();
    this.#listeners.set(event, known);
    return known;
  }
}

/** Sends what waits in one conversation: one at a time, in the order in which it was written, until it is taken. */
import { backoffMs } from "./backoff";
import { type ApiError, isApiError } from "./http";
import type { PendingMessage } from "./log";
import type { Surroundings } from "./surroundings";

export interface DeliveryPort {
  /** The oldest message that waits, or undefined. */
  next(): PendingMessage | undefined;
  send(message: PendingMessage): Promise<void>;
  refused(message: PendingMessage, error: ApiError): Promise<void>;
  delayed(message: PendingMessage): void;
}

export class Delivery {
  readonly #port: DeliveryPort;
  readonly #surroundings: Surroundings;
  #running = false;
  #attempts = 0;
  #callOffRetry: () => void = () => {};

  constructor(port: DeliveryPort, surroundings: Surroundings) {
    this.#port = port;
    this.#surroundings = surroundings;
  }

  /** Also cuts a wait short: call it whenever the way may be free again. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#callOffRetry();
    this.#running = true;
    try {
      for (let next = this.#port.next(); next; next = this.#port.next()) {
        if (!(await this.#deliver(next))) break;
      }
    } finally {
      this.#running = false;
    }
  }

  stop(): void {
    this.#callOffRetry();
  }

  async #deliver(message: PendingMessage): Promise<boolean> {
    try {
      await this.#port.send(message);
    } catch (error) {
      if (!isApiError(error)) throw error;
      if (error.retryable) return this.#later(message, error.retryAfterMs);
      await this.#port.refused(message, error);
    }
    this.#attempts = 0;
    return true;
  }

  #later(message: PendingMessage, atLeastMs?: number): false {
    this.#port.delayed(message);
    const delay = backoffMs(this.#attempts, this.#surroundings.random, atLeastMs);
    this.#attempts += 1;
    this.#callOffRetry = this.#surroundings.after(delay, () => void this.run());
    return false;
  }
}

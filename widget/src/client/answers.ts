/** Questions asked over a socket and not yet answered, each with its own time limit. */
import { ApiError } from "./http";
import type { Surroundings } from "./surroundings";
import type { Ack, Pong } from "./wire";

export type Answer = Ack | Pong;

interface Question {
  resolve(answer: Answer): void;
  reject(error: ApiError): void;
  callOffTimeout(): void;
}

export class Answers {
  readonly #open = new Map<string, Question>();
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  expect(requestId: string, withinMs: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const callOffTimeout = this.#surroundings.after(withinMs, () => {
        this.refuse(requestId, ApiError.unreachable("The server did not answer in time."));
      });
      this.#open.set(requestId, { resolve, reject, callOffTimeout });
    });
  }

  settle(answer: Answer): void {
    this.#take(answer.request_id)?.resolve(answer);
  }

  refuse(requestId: string, error: ApiError): void {
    this.#take(requestId)?.reject(error);
  }

  refuseAll(error: ApiError): void {
    for (const requestId of [...this.#open.keys()]) this.refuse(requestId, error);
  }

  #take(requestId: string): Question | undefined {
    const question = this.#open.get(requestId);
    this.#open.delete(requestId);
    question?.callOffTimeout();
    return question;
  }
}

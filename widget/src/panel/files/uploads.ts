/** Files on their way: checked, uploaded, and sent as the message that carries them. */
import { clientIdAt, isApiError } from "../../client";
import type { Model } from "../model";
import { sentenceFor } from "../texts";
import { postForm } from "./post_form";

export interface Upload {
  /** Of the message that will carry the file: however often it is tried, it is one message. */
  readonly clientId: string;
  readonly conversationId: string;
  readonly file: File;
  readonly type: string;
  /** From 0 to 1. */
  readonly progress: number;
  /** Why it did not arrive. */
  readonly problem: string | null;
  /** It may arrive when it is tried again. */
  readonly retryable: boolean;
}

export class Uploads {
  readonly #model: Model;
  readonly #uploads = new Map<string, Upload>();
  readonly #underWay = new Map<string, AbortController>();

  constructor(model: Model) {
    this.#model = model;
  }

  add(conversationId: string, file: File): void {
    const baseSeq = this.#model.view(conversationId)?.log.watermark ?? 0;
    const { attachment_types } = this.#model.context.config.limits;
    const type = attachment_types[file.name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "";
    const problem = this.#problemOf(file, type);
    const clientId = clientIdAt(baseSeq);
    this.#put({ clientId, conversationId, file, type, progress: 0, problem, retryable: false });
    if (!problem) void this.#run(clientId);
  }

  retry(clientId: string): void {
    this.#change(clientId, { problem: null, progress: 0 });
    void this.#run(clientId);
  }

  cancel(clientId: string): void {
    this.#underWay.get(clientId)?.abort();
    this.#underWay.delete(clientId);
    this.#uploads.delete(clientId);
    this.#publish();
  }

  cancelAll(): void {
    for (const clientId of [...this.#uploads.keys()]) this.cancel(clientId);
  }

  #problemOf(file: File, type: string): string | null {
    const { texts, context } = this.#model;
    const { attachment_bytes } = context.config.limits;
    if (!type) return texts.fileType;
    if (file.size === 0) return texts.fileEmpty;
    return file.size > attachment_bytes ? texts.fileTooLarge(Math.floor(attachment_bytes / 1_000_000)) : null;
  }

  async #run(clientId: string): Promise<void> {
    const stop = new AbortController();
    this.#underWay.set(clientId, stop);
    try {
      await this.#send(clientId, stop.signal);
      this.cancel(clientId);
    } catch (error) {
      if (stop.signal.aborted) return;
      if (!isApiError(error)) throw error;
      const { texts } = this.#model;
      const refused = error.code === "invalid_request";
      const problem = refused ? texts.fileRefused : sentenceFor(texts, error);
      this.#change(clientId, { problem, retryable: !refused });
    }
  }

  async #send(clientId: string, signal: AbortSignal): Promise<void> {
    const upload = this.#uploads.get(clientId);
    if (!upload) return;
    const { conversationId, file, type } = upload;
    const { api, correspondence } = this.#model;
    const declared = { client_id: clientId, name: file.name, type, size: file.size };
    const { url, fields, attachment_id } = await api.declareUpload(conversationId, declared);
    signal.throwIfAborted();
    await postForm(url, { fields, file, signal, onProgress: (progress) => this.#change(clientId, { progress }) });
    const base_seq = Number.parseInt(clientId, 10);
    const body = { client_id: clientId, base_seq, content: file.name, attachment_id };
    const { message } = await api.send(conversationId, body);
    correspondence?.learn(message);
  }

  #change(clientId: string, changed: Partial<Upload>): void {
    const upload = this.#uploads.get(clientId);
    if (upload) this.#put({ ...upload, ...changed });
  }

  #put(upload: Upload): void {
    this.#uploads.set(upload.clientId, upload);
    this.#publish();
  }

  #publish(): void {
    this.#model.showUploads([...this.#uploads.values()]);
  }
}

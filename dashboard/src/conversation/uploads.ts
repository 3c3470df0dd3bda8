/** Files on their way from this page: checked, uploaded, and sent as the messages that carry them. */
import {
  type AgentApi,
  type AgentProfile,
  ApiError,
  clientIdAt,
  isApiError,
  type Message,
} from "@frontdesk/widget/client";
import type { postForm } from "@frontdesk/widget/post_form";
import { sizeWords } from "../text/sizes";

export interface Upload {
  /** Of the message that will carry the file: however often it is tried, it is one message. */
  readonly clientId: string;
  readonly baseSeq: number;
  readonly conversationId: string;
  readonly file: File;
  readonly type: string;
  /** From 0 to 1. */
  readonly progress: number;
  /** Why it was not sent. */
  readonly problem: string | null;
  /** The same file may be taken when it is tried again. */
  readonly retryable: boolean;
}

export interface UploadParts {
  api: Pick<AgentApi, "declareUpload" | "send">;
  limits: Pick<AgentProfile["limits"], "attachment_bytes" | "attachment_types">;
  post: typeof postForm;
  /** The last message of the conversation that is shown. */
  watermark(conversationId: string): number;
  onStored(message: Message): void;
}

const NONE: readonly Upload[] = [];

export class Uploads {
  private uploads: readonly Upload[] = NONE;
  private readonly listeners = new Set<() => void>();
  private readonly underWay = new Map<string, AbortController>();

  constructor(private readonly parts: UploadParts) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getSnapshot = (): readonly Upload[] => this.uploads;

  add(conversationId: string, files: Iterable<File>): void {
    for (const file of files) this.addOne(conversationId, file);
  }

  retry(clientId: string): void {
    this.change(clientId, { problem: null, progress: 0 });
    void this.run(clientId);
  }

  /** Also what is under way: it is not sent any more. */
  discard(clientId: string): void {
    this.underWay.get(clientId)?.abort();
    this.forget(clientId);
  }

  clear(): void {
    for (const { clientId } of this.uploads) this.discard(clientId);
  }

  private addOne(conversationId: string, file: File): void {
    const baseSeq = this.parts.watermark(conversationId);
    const clientId = clientIdAt(baseSeq);
    const type = this.parts.limits.attachment_types[extensionOf(file.name)] ?? "";
    const problem = this.problemOf(file, type);
    const upload = { clientId, baseSeq, conversationId, file, type, progress: 0, problem, retryable: false };
    this.publish([...this.uploads, upload]);
    if (!problem) void this.run(clientId);
  }

  private problemOf(file: File, type: string): string | null {
    const { attachment_bytes, attachment_types } = this.parts.limits;
    if (!type) return `Files of this kind are not taken. These are: ${Object.keys(attachment_types).join(", ")}.`;
    if (file.size === 0) return "This file is empty.";
    if (file.size <= attachment_bytes) return null;
    return `A file may have up to ${sizeWords(attachment_bytes)}; this one has ${sizeWords(file.size)}.`;
  }

  private async run(clientId: string): Promise<void> {
    const stop = new AbortController();
    this.underWay.set(clientId, stop);
    try {
      await this.send(clientId, stop.signal);
      this.forget(clientId);
    } catch (error) {
      if (stop.signal.aborted) return;
      const known = isApiError(error) ? error : new ApiError("internal", "Something went wrong.", true);
      this.change(clientId, { problem: known.fieldErrors[0]?.message ?? known.message, retryable: known.retryable });
    }
  }

  private async send(clientId: string, signal: AbortSignal): Promise<void> {
    const upload = this.uploads.find((one) => one.clientId === clientId);
    if (!upload) return;
    const { api, post, onStored } = this.parts;
    const { conversationId, file, type, baseSeq } = upload;
    const declared = { client_id: clientId, name: file.name, type, size: file.size };
    const { url, fields, attachment_id } = await api.declareUpload(conversationId, declared);
    signal.throwIfAborted();
    await post(url, { fields, file, signal, onProgress: (progress) => this.change(clientId, { progress }) });
    const body = { client_id: clientId, base_seq: baseSeq, content: file.name, attachment_id };
    const { message } = await api.send(conversationId, body);
    onStored(message);
  }

  private forget(clientId: string): void {
    this.underWay.delete(clientId);
    this.publish(this.uploads.filter((upload) => upload.clientId !== clientId));
  }

  private change(clientId: string, changed: Partial<Upload>): void {
    this.publish(this.uploads.map((upload) => (upload.clientId === clientId ? { ...upload, ...changed } : upload)));
  }

  private publish(uploads: readonly Upload[]): void {
    this.uploads = uploads;
    for (const listener of this.listeners) listener();
  }
}

function extensionOf(name: string): string {
  return name.split(".").at(-1)?.toLowerCase() ?? "";
}

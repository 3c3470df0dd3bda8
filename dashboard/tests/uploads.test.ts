import { ApiError, type Message } from "@frontdesk/widget/client";
import { describe, expect, it, vi } from "vitest";
import { Uploads } from "../src/conversation/uploads";
import { sizeWords } from "../src/text/sizes";
import { until } from "./until";

const PERMIT = { attachment_id: "file-1", name: "a.png", url: "https://files.example/", fields: { key: "k" } };
const STORED = { client_id: "x", seq: 8 } as Message;

function made() {
  const api = {
    declareUpload: vi.fn(async () => ({ ...PERMIT, expires_at: "" })),
    send: vi.fn(async () => ({ message: STORED, duplicate: false })),
  };
  const post = vi.fn(async () => {});
  const onStored = vi.fn();
  const limits = { attachment_bytes: 1000, attachment_types: { png: "image/png", txt: "text/plain" } };
  return { api, post, onStored, uploads: new Uploads({ api, limits, post, watermark: () => 7, onStored }) };
}

const file = (name: string, size: number) => new File([new Uint8Array(size)], name);

describe("a file", () => {
  it("is declared, uploaded, and sent as one message", async () => {
    const { api, post, onStored, uploads } = made();
    uploads.add("c1", [file("Photo.PNG", 5)]);
    const [{ clientId = "" } = {}] = uploads.getSnapshot();
    await until(() => expect(onStored).toHaveBeenCalledWith(STORED));
    const declared = { client_id: clientId, name: "Photo.PNG", type: "image/png", size: 5 };
    expect(api.declareUpload).toHaveBeenCalledWith("c1", declared);
    expect(post).toHaveBeenCalledWith(PERMIT.url, expect.objectContaining({ fields: PERMIT.fields }));
    const message = { client_id: clientId, base_seq: 7, content: "Photo.PNG", attachment_id: "file-1" };
    expect(api.send).toHaveBeenCalledWith("c1", message);
    await until(() => expect(uploads.getSnapshot()).toEqual([]));
  });

  it.each([
    ["run.exe", 5, "Files of this kind are not taken. These are: png, txt."],
    ["a.png", 0, "This file is empty."],
    ["a.png", 2048, "A file may have up to 1,000 B; this one has 2 kB."],
  ])("that is not taken is never uploaded: %s with %i bytes", (name, size, problem) => {
    const { api, uploads } = made();
    uploads.add("c1", [file(name, size)]);
    expect(uploads.getSnapshot()).toMatchObject([{ problem, retryable: false }]);
    expect(api.declareUpload).not.toHaveBeenCalled();
  });

  it("is the same message when it is tried again", async () => {
    const { api, post, uploads } = made();
    post.mockRejectedValueOnce(ApiError.unreachable("The file could not be uploaded."));
    uploads.add("c1", [file("a.png", 5)]);
    const [{ clientId = "" } = {}] = uploads.getSnapshot();
    await until(() => expect(uploads.getSnapshot()).toMatchObject([{ retryable: true }]));
    uploads.retry(clientId);
    await until(() => expect(uploads.getSnapshot()).toEqual([]));
    expect(api.send).toHaveBeenCalledExactlyOnceWith("c1", expect.objectContaining({ client_id: clientId }));
  });

  it("that is cancelled is not sent", async () => {
    const { api, uploads } = made();
    uploads.add("c1", [file("a.png", 5)]);
    uploads.clear();
    expect(uploads.getSnapshot()).toEqual([]);
    await Promise.resolve();
    expect(api.send).not.toHaveBeenCalled();
  });
});

it.each([
  [1, "1 B"],
  [1023, "1,023 B"],
  [1536, "1.5 kB"],
  [10 * 1024 * 1024, "10 MB"],
])("%i bytes read as %s", (bytes, words) => expect(sizeWords(bytes)).toBe(words));

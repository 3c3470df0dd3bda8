/** A file in a form, as object stores take it. `fetch` does not tell how far an upload has come. */
import { ApiError } from "../../client";

interface Form {
  fields: Record<string, string>;
  file: File;
  signal: AbortSignal;
  onProgress(progress: number): void;
}

export function postForm(url: string, { fields, file, signal, onProgress }: Form): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(new ApiError("unavailable", "The file was not taken.", true, { status: request.status }));
    };
    request.onerror = () => reject(ApiError.unreachable("The file could not be uploaded."));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

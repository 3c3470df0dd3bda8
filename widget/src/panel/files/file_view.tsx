import { useEffect, useState } from "preact/hooks";
import { type Attachment, isApiError, type Message } from "../../client";
import { Icon } from "../icons";
import type { Model } from "../model";

interface FileProps {
  model: Model;
  message: Message;
  file: Attachment;
}

/** A file in the log. Its content lives on an origin of its own, and is asked for by an address that soon ends. */
export function FileView({ model, message, file }: FileProps) {
  const picture = usePicture(model, message, file);
  const download = async () => {
    try {
      const { url } = await model.api.attachment(message.conversation_id, file.id);
      const link = document.createElement("a");
      link.href = url;
      link.rel = "noopener";
      link.click();
    } catch (error) {
      model.report(error);
    }
  };
  return (
    <button type="button" class={picture.url ? "file picture" : "file"} onClick={download}>
      {picture.url ? (
        <img
          src={picture.url}
          alt={`${model.texts.download} ${file.name}`}
          width={file.width ?? undefined}
          height={file.height ?? undefined}
          onError={picture.failed}
        />
      ) : (
        <>
          <span class="spoken">{model.texts.download} </span>
          <Icon>
            <path d="M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zM14 3v4h4" />
          </Icon>
          <span class="file-text">
            <span class="file-name">{file.name}</span> <span class="file-size">{sizeOf(model, file.size)}</span>
          </span>
        </>
      )}
    </button>
  );
}

/** A picture that a site's policy does not let in is a file like any other. */
function usePicture(model: Model, message: Message, file: Attachment) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file.type.startsWith("image/")) return;
    model.api.attachment(message.conversation_id, file.id).then(
      (address) => setUrl(address.url),
      (error: unknown) => {
        if (!isApiError(error)) throw error;
      },
    );
  }, [file.id]);
  return { url, failed: () => setUrl(null) };
}

function sizeOf({ locale }: Model, bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? (["kilobyte", 1_000] as const) : (["megabyte", 1_000_000] as const);
  const shown = Math.max(0.1, bytes / size);
  return shown.toLocaleString(locale, { style: "unit", unit, maximumFractionDigits: 1 });
}

import { useRef, useState } from "preact/hooks";
import type { Model } from "../model";
import { ClipIcon } from "./icons";

export function AttachButton({ model }: { model: Model }) {
  const input = useRef<HTMLInputElement>(null);
  const extensions = Object.keys(model.context.config.limits.attachment_types);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={extensions.map((extension) => `.${extension}`).join()}
        onChange={({ currentTarget }) => {
          void model.attach([...(currentTarget.files ?? [])]);
          // The same file chosen again is a change, too.
          currentTarget.value = "";
        }}
      />
      <button type="button" class="tool" aria-label={model.texts.attach} onClick={() => input.current?.click()}>
        <ClipIcon />
      </button>
    </>
  );
}

/** Files that are dropped or pasted anywhere on the conversation. */
export function useFiles(model: Model, taken: boolean) {
  const [dropping, setDropping] = useState(false);
  const take = (event: Event, given: DataTransfer | null) => {
    const files = [...(given?.files ?? [])];
    if (!taken || files.length === 0) return;
    event.preventDefault();
    void model.attach(files);
  };
  const handlers = {
    onPaste: (event: ClipboardEvent) => take(event, event.clipboardData),
    onDragOver: (event: DragEvent) => {
      if (!taken || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setDropping(true);
    },
    onDragLeave: () => setDropping(false),
    onDrop: (event: DragEvent) => {
      setDropping(false);
      take(event, event.dataTransfer);
    },
  };
  return { dropping, handlers };
}

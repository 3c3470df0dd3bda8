import { RotateCw, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useWork } from "../app/work";
import { IconButton } from "../parts/button";
import { sizeWords } from "../text/sizes";
import styles from "./upload_tray.module.css";
import type { Upload } from "./uploads";

/** The files that are on their way to this conversation, or were not taken. */
export function UploadTray({ conversationId }: { conversationId: string }) {
  const { uploads } = useWork();
  const here = useSyncExternalStore(uploads.subscribe, uploads.getSnapshot).filter(
    (upload) => upload.conversationId === conversationId,
  );
  if (here.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label="Files on their way">
      {here.map((upload) => (
        <Item key={upload.clientId} upload={upload} />
      ))}
    </ul>
  );
}

function Item({ upload }: { upload: Upload }) {
  const { uploads } = useWork();
  const { clientId, file, problem, progress, retryable } = upload;
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <p className={styles.name}>
          {file.name} <span className={styles.size}>{sizeWords(file.size)}</span>
        </p>
        {problem ? (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        ) : (
          <progress className={styles.progress} value={progress} aria-label={`${file.name}: sent so far`} />
        )}
      </div>
      {problem && retryable && (
        <IconButton label={`Try ${file.name} again`} onClick={() => uploads.retry(clientId)}>
          <RotateCw size={15} />
        </IconButton>
      )}
      <IconButton
        label={problem ? `Discard ${file.name}` : `Cancel ${file.name}`}
        onClick={() => uploads.discard(clientId)}
      >
        <X size={15} />
      </IconButton>
    </li>
  );
}

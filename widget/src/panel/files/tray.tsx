import { CloseIcon } from "../icons";
import type { Model } from "../model";
import type { Upload } from "./uploads";

/** Above the composer, until the files have become messages. */
export function UploadTray({ model }: { model: Model }) {
  const uploads = model.state.uploads.filter(({ conversationId }) => conversationId === model.state.current);
  return (
    <ul class="uploads" aria-label={model.texts.files}>
      {uploads.map((upload) => (
        <Row key={upload.clientId} model={model} upload={upload} />
      ))}
    </ul>
  );
}

function Row({ model, upload }: { model: Model; upload: Upload }) {
  const { texts } = model;
  const { clientId, file, progress, problem, retryable } = upload;
  return (
    <li class="upload">
      <span class="upload-text">
        <span class="upload-name">{file.name}</span>
        {problem ? (
          <span class="upload-problem" role="alert">
            {problem}
          </span>
        ) : (
          <progress value={progress} aria-label={texts.uploading(file.name)} />
        )}
      </span>
      {problem && retryable && (
        <button type="button" class="link" onClick={() => model.uploads?.retry(clientId)}>
          {texts.retry}
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={texts.cancelFile(file.name)}
        onClick={() => model.uploads?.cancel(clientId)}
      >
        <CloseIcon />
      </button>
    </li>
  );
}

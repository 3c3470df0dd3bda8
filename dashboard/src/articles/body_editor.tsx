import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWork } from "../app/work";
import { useSettled } from "../inbox/use_settled";
import { Field, TextArea } from "../parts/field";
import { Skeleton } from "../parts/skeleton";
import { useMedia } from "../parts/use_media";
import { ArticleHtml } from "./article_html";
import styles from "./body_editor.module.css";

const PAUSE_MS = 350;
const GHOSTS = ["45%", "95%", "80%"];
const NARROW = "(max-width: 64rem)";

interface Props {
  body: string;
  onChange: (body: string) => void;
  problem: string | undefined;
}

/** Markdown beside what visitors will read; where there is no room for both, one of them. */
export function BodyEditor({ body, onChange, problem }: Props) {
  const isNarrow = useMedia(NARROW);
  const [isReading, setReading] = useState(false);
  return (
    <div className={styles.both}>
      {isNarrow && (
        <fieldset className={styles.switch}>
          <legend className={styles.legend}>Show</legend>
          {[false, true].map((reads) => (
            <button
              key={String(reads)}
              type="button"
              className={styles.side}
              aria-pressed={isReading === reads}
              onClick={() => setReading(reads)}
            >
              {reads ? "Preview" : "Write"}
            </button>
          ))}
        </fieldset>
      )}
      {(!isNarrow || !isReading) && (
        <Field label="Text" hint="Markdown: ## heading, **bold**, - list, [words](https://…)" error={problem}>
          {(control) => (
            <TextArea
              {...control}
              className={styles.area ?? ""}
              value={body}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      )}
      {(!isNarrow || isReading) && <Preview body={body} />}
    </div>
  );
}

function Preview({ body }: { body: string }) {
  const { api } = useWork();
  const asked = useSettled(body, PAUSE_MS);
  const { data, isError, isLoading, refetch } = useQuery({
    queryKey: ["article-preview", asked],
    queryFn: ({ signal }) => api.previewArticle(asked, signal),
    enabled: asked.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <section className={styles.preview} aria-label="Preview" tabIndex={0}>
      <p className={styles.heading}>What visitors read</p>
      {body.trim() === "" && <p className={styles.nothing}>Nothing yet.</p>}
      {isLoading && <Ghosts />}
      {isError && (
        <p className={styles.nothing}>
          The preview could not be loaded.{" "}
          <button type="button" className={styles.retry} onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
      {body.trim() !== "" && data && !isError && <ArticleHtml html={data.html} />}
    </section>
  );
}

function Ghosts() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the preview">
      {GHOSTS.map((width) => (
        <Skeleton key={width} width={width} height="1rem" />
      ))}
    </div>
  );
}

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { isApiError, type PublicArticle } from "../../client";
import { CloseIcon } from "../icons";
import type { Model } from "../model";
import { sentenceFor } from "../texts";
import { contentOf } from "./html";
import { Vote } from "./vote";

/** An article over the conversation; what is written below stays as it is. */
export function ArticleReader({ model, article }: { model: Model; article: { slug: string; title: string } }) {
  const { texts } = model;
  const [read, setRead] = useState<PublicArticle | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const close = useRef<HTMLButtonElement>(null);
  const content = useMemo(() => read && contentOf(read.html), [read]);

  useEffect(() => {
    const root = close.current?.getRootNode() as ShadowRoot | undefined;
    const last = root?.activeElement as HTMLElement | null | undefined;
    close.current?.focus();
    model.api.article(article.slug).then(setRead, (error: unknown) => {
      if (!isApiError(error)) throw error;
      setProblem(error.code === "not_found" ? texts.articleMissing : sentenceFor(texts, error));
    });
    return () => last?.focus();
  }, []);

  const { install } = model.context;
  const page = `${install.api}/api/widget/${encodeURIComponent(install.token)}/articles/${encodeURIComponent(article.slug)}/page`;
  return (
    <div
      class="article"
      role="dialog"
      aria-modal="true"
      aria-label={texts.article}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        model.read(null);
      }}
    >
      <div class="article-bar">
        <span class="article-kind">{texts.article}</span>
        <button
          ref={close}
          type="button"
          class="icon-button"
          aria-label={texts.closeArticle}
          onClick={() => model.read(null)}
        >
          <CloseIcon />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="article-text" tabIndex={0} lang={read?.locale}>
        <h2>{read?.title ?? article.title}</h2>
        {content}
        {!read && <p role="status">{problem ?? texts.loading}</p>}
        {read && <Vote model={model} slug={article.slug} />}
        {read && (
          <p class="article-page">
            <a href={page} target="_blank" rel="noopener">
              {texts.openPage}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}

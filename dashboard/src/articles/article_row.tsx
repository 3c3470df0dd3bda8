import type { ArticleSummary } from "@frontdesk/widget/client";
import { memo } from "react";
import { Link } from "wouter";
import { useWork } from "../app/work";
import parts from "../parts/parts.module.css";
import { ago, fullMoment } from "../text/time";
import { useNow } from "../text/use_now";
import { languageName } from "../text/visitor";
import styles from "./article_list.module.css";
import { Published, Views, Votes } from "./marks";

/** One line where there is room for columns, else two. */
export const ArticleRow = memo(function ArticleRow({ article }: { article: ArticleSummary }) {
  const { articleDrafts } = useWork();
  const now = useNow();
  const { id, title, excerpt, tags, locale, published, views, helpful, unhelpful } = article;
  const { updated_at: at, updated_by: by } = article;
  return (
    <Link href={`/articles/${id}`} className={styles.row} data-row={id}>
      <span className={styles.what}>
        <span className={styles.title}>
          {title}
          {articleDrafts.has(id) && <span className={styles.unsaved}>unsaved changes</span>}
        </span>
        <span className={styles.below}>
          {tags.map((tag) => (
            <span key={tag} className={styles.tag}>
              {tag}
            </span>
          ))}
          <span className={styles.excerpt}>{excerpt}</span>
        </span>
      </span>
      <span className={styles.state}>
        <Published isPublished={published} />
      </span>
      <span className={styles.locale} title={languageName(locale)}>
        {locale}
      </span>
      <span className={styles.views}>
        <Views count={views} />
      </span>
      <span className={styles.votes}>
        <Votes helpful={helpful} unhelpful={unhelpful} />
      </span>
      <span className={styles.changed} title={`Changed by ${by.name}, ${fullMoment(at)}`}>
        <span className={parts.visuallyHidden}>Changed by </span>
        <span className={styles.by}>{by.name}</span>
        <time dateTime={at}>{ago(at, now)}</time>
      </span>
    </Link>
  );
});

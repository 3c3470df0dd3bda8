import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWork } from "../app/work";
import { Dialog } from "../parts/dialog";
import { Notice } from "../parts/notice";
import styles from "./article.module.css";
import { LogSkeleton } from "./log_skeleton";

/** An article's title, which opens the article over the conversation. */
export function ArticleDialog({ id, title }: { id: string; title: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.link} onClick={() => setOpen(true)}>
        {title}
      </button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={title} width="wide">
        <ArticleText id={id} />
      </Dialog>
    </>
  );
}

function ArticleText({ id }: { id: string }) {
  const { api } = useWork();
  const { data, isError, refetch } = useQuery({ queryKey: ["article", id], queryFn: () => api.article(id) });
  if (isError) {
    return (
      <Notice tone="breach" retry={() => void refetch()}>
        This article could not be loaded. It may have been removed.
      </Notice>
    );
  }
  if (!data) return <LogSkeleton />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <section className={styles.article} aria-label="Article" tabIndex={0}>
      {!data.published && <p className={styles.withdrawn}>Not published: visitors cannot open it.</p>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server has made it of Markdown, and safe to show */}
      <div dangerouslySetInnerHTML={{ __html: data.html }} />
    </section>
  );
}

import styles from "./article_html.module.css";

/** An article as visitors read it. The page's own policy keeps pictures from elsewhere out of the dashboard. */
export function ArticleHtml({ html }: { html: string }) {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server has made it of Markdown, and safe to show */}
      <div className={styles.article} dangerouslySetInnerHTML={{ __html: html }} />
      {html.includes("<img") && <p className={styles.note}>Pictures are shown to visitors, not here.</p>}
    </>
  );
}

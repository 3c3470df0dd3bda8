import type { Escalation } from "@frontdesk/widget/client";
import { ArticleDialog } from "./article_dialog";
import { ConfirmAnswer } from "./confirm_answer";
import styles from "./facts_bar.module.css";

/** What came nearest to a question that the bot did not dare to answer: whoever knows better can tell it. */
export function NearestArticle({ conversationId, escalation }: { conversationId: string; escalation: Escalation }) {
  const { nearest, nearest_id: id, seq } = escalation.metadata;
  if (!nearest || !id || !seq) return null;
  return (
    <div className={styles.nearest}>
      <span>
        Nearest: <ArticleDialog id={id} title={nearest} />
      </span>
      <ConfirmAnswer key={seq} conversationId={conversationId} seq={Number(seq)} articleId={id} title={nearest} />
    </div>
  );
}

import type { ArticleCard, MessageForm } from "@frontdesk/widget/client";
import { BookOpen, CalendarDays, Hash, Mail, TextCursorInput } from "lucide-react";
import { ArticleDialog } from "./article_dialog";
import styles from "./message_parts.module.css";

const FORM_WORDS = {
  text: { words: "Asks for a text", icon: TextCursorInput },
  email: { words: "Asks for an email address", icon: Mail },
  number: { words: "Asks for a number", icon: Hash },
  date: { words: "Asks for a date", icon: CalendarDays },
} as const;

/** How the visitor was to answer. */
export function FormHint({ form: { kind, choices } }: { form: MessageForm }) {
  if (kind === "choice") {
    return (
      <ul className={styles.choices} aria-label="Answers to choose from">
        {choices.map(({ value, label }) => (
          <li key={value}>{label}</li>
        ))}
      </ul>
    );
  }
  const { words, icon: Icon } = FORM_WORDS[kind];
  return (
    <p className={styles.asks}>
      <Icon size={13} aria-hidden="true" />
      {words}
    </p>
  );
}

/** A shared article, as the visitor sees it. */
export function SharedArticle({ article }: { article: ArticleCard }) {
  return (
    <div className={styles.card}>
      <BookOpen size={16} aria-hidden="true" />
      <div className={styles.cardWords}>
        <ArticleDialog id={article.id} title={article.title} />
        {article.excerpt && <p className={styles.excerpt}>{article.excerpt}</p>}
      </div>
    </div>
  );
}

import type { UnansweredQuestion } from "@frontdesk/widget/client";
import { MessageSquareText, PencilLine, Plus, X } from "lucide-react";
import { Link, useLocation } from "wouter";
import { useWork } from "../app/work";
import { ArticlePicker } from "../conversation/article_picker";
import { Button, IconButton } from "../parts/button";
import { percent } from "../text/numbers";
import { fullMoment } from "../text/time";
import { useNow } from "../text/use_now";
import { agoWords } from "./ago_words";
import { BLANK } from "./article_fields";
import { draftKeyOf } from "./article_page";
import styles from "./unanswered.module.css";
import { askedWords, draftFields, otherPhrasings } from "./unanswered_words";
import { useSettle } from "./use_settle";

/** One question in its phrasings, what came nearest, and what can be done about it. */
export function UnansweredRow({ question }: { question: UnansweredQuestion }) {
  const now = useNow();
  const { question: asked, count, last_asked_at: at, conversation_id: conversation } = question;
  const others = otherPhrasings(question);
  return (
    <li className={styles.question}>
      <div className={styles.head}>
        <h3 className={styles.asked}>{asked}</h3>
        <Dismiss question={question} />
      </div>
      {others.length > 0 && (
        <p className={styles.others}>
          Also:{" "}
          {others.map((sample, index) => (
            <span key={sample}>
              {index > 0 && " · "}“{sample}”
            </span>
          ))}
        </p>
      )}
      <p className={styles.facts}>
        <strong>{askedWords(count)}</strong>
        <time dateTime={at} title={`Asked last ${fullMoment(at)}`}>
          {count > 1 ? "last " : ""}
          {agoWords(at, now)}
        </time>
        <Link href={`/inbox/all/${conversation}`} className={styles.link}>
          <MessageSquareText size={13} aria-hidden="true" />
          Conversation
        </Link>
      </p>
      <Remedies question={question} />
    </li>
  );
}

function Remedies({ question }: { question: UnansweredQuestion }) {
  const { answer, isBusy } = useSettle(question);
  const { article_id: id, article_title: title, confidence } = question;
  return (
    <div className={styles.remedies}>
      {id && title ? (
        <>
          <p className={styles.nearest}>
            Nearest:{" "}
            <Link href={`/articles/${id}`} className={styles.title}>
              {title}
            </Link>{" "}
            <span className={styles.sure}>{percent(confidence)} sure</span>
          </p>
          <Button disabled={isBusy} onClick={() => answer({ id, title })} aria-label={`Add as an example to ${title}`}>
            <Plus size={15} aria-hidden="true" />
            Add as an example
          </Button>
        </>
      ) : (
        <p className={styles.nearest}>No article came near.</p>
      )}
      <ArticlePicker
        label="Choose the article that answers it"
        trigger={<Button disabled={isBusy}>{id ? "Another article…" : "Add to an article…"}</Button>}
        onChoose={answer}
      />
      <WriteArticle question={question} />
    </div>
  );
}

function WriteArticle({ question }: { question: UnansweredQuestion }) {
  const { articleDrafts } = useWork();
  const [, navigate] = useLocation();
  const write = () => {
    const key = draftKeyOf(question.id);
    if (!articleDrafts.has(key)) {
      articleDrafts.write(key, { base: BLANK, version: 0, fields: draftFields(question), questionId: question.id });
    }
    navigate(`/articles/new/${question.id}`);
  };
  return (
    <Button onClick={write}>
      <PencilLine size={15} aria-hidden="true" />
      Write an article
    </Button>
  );
}

function Dismiss({ question }: { question: UnansweredQuestion }) {
  const { dismiss, isBusy } = useSettle(question);
  return (
    <IconButton label="Dismiss the question" disabled={isBusy} onClick={dismiss}>
      <X size={16} />
    </IconButton>
  );
}

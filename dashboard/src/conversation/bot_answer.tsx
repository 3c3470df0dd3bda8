import type { AnswerSource, BotAnswer } from "@frontdesk/widget/client";
import { ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import { useState } from "react";
import { percent } from "../text/numbers";
import { ArticleDialog } from "./article_dialog";
import { ArticlePicker } from "./article_picker";
import styles from "./bot_answer.module.css";
import { Confidence } from "./confidence";
import { ConfirmAnswer } from "./confirm_answer";

const PROVIDER_WORDS: Record<string, string> = { retrieval: "from the articles", bedrock: "by Amazon Bedrock" };

interface Props {
  answer: BotAnswer;
  conversationId: string;
  seq: number;
}

/** Why the bot said what it said. What it was right or wrong about, agents tell it here. */
export function BotAnswerFacts({ answer, conversationId, seq }: Props) {
  const { confidence, threshold, provider, sources, offers_human } = answer;
  return (
    <Collapsible.Root className={styles.facts}>
      <div className={styles.line}>
        <Confidence confidence={confidence} threshold={threshold} />
        <span className={styles.provider}>{PROVIDER_WORDS[provider] ?? provider}</span>
        {offers_human && <span className={styles.provider}>offered a person</span>}
        <Collapsible.Trigger className={styles.toggle}>
          <ChevronRight size={13} aria-hidden="true" />
          {sourcesWords(sources.length)}
        </Collapsible.Trigger>
      </div>
      <Collapsible.Content className={styles.sources}>
        {sources.length === 0 && <p className={styles.none}>No article came near.</p>}
        <ol>
          {sources.map((source) => (
            <Source key={source.article_id} source={source} conversationId={conversationId} seq={seq} />
          ))}
        </ol>
        <AnotherArticle conversationId={conversationId} seq={seq} />
      </Collapsible.Content>
    </Collapsible.Root>
  );
}

interface SourceProps extends Pick<Props, "conversationId" | "seq"> {
  source: AnswerSource;
}

function Source({ source, conversationId, seq }: SourceProps) {
  const { article_id: id, title, passage, score } = source;
  return (
    <li className={styles.source}>
      <p className={styles.sourceHead}>
        <ArticleDialog id={id} title={title} />
        <span className={styles.score} title="How well the passage fits the question">
          {percent(score)}
        </span>
      </p>
      {passage && passage !== title && <p className={styles.passage}>{passage}</p>}
      <ConfirmAnswer conversationId={conversationId} seq={seq} articleId={id} title={title} />
    </li>
  );
}

/** For the question that the bot took for another one. */
function AnotherArticle({ conversationId, seq }: Pick<Props, "conversationId" | "seq">) {
  const [chosen, setChosen] = useState<{ id: string; title: string } | null>(null);
  return (
    <div className={styles.another}>
      <ArticlePicker
        label="Choose the article that answers it"
        trigger={
          <button type="button" className={styles.action}>
            {chosen ? `Rather “${chosen.title}”` : "Another article answers it…"}
          </button>
        }
        onChoose={setChosen}
      />
      {chosen && (
        <ConfirmAnswer
          key={chosen.id}
          conversationId={conversationId}
          seq={seq}
          articleId={chosen.id}
          title={chosen.title}
          isOpenAtFirst
        />
      )}
    </div>
  );
}

function sourcesWords(count: number): string {
  if (count === 0) return "No source";
  return count === 1 ? "1 source" : `${count} sources`;
}

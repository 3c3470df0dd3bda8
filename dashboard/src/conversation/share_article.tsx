import { type ArticleSummary, isApiError } from "@frontdesk/widget/client";
import { useMutation } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";
import { useState } from "react";
import { useSnapshot, useWork } from "../app/work";
import { IconButton } from "../parts/button";
import { useToast } from "../parts/toasts";
import { useCommand } from "../shortcuts/running";
import { ArticlePicker } from "./article_picker";
import styles from "./composer.module.css";
import { cardAt, sharing } from "./sharing";

/** Sends an article as a card, which the visitor opens where they are. */
export function ShareArticle({ conversationId, onDone }: { conversationId: string; onDone: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const share = useSharing(conversationId);
  useCommand("share-article", () => setOpen(true));
  return (
    <ArticlePicker
      label="Share an article"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <IconButton label="Share an article" className={styles.share}>
          <BookOpen size={16} />
        </IconButton>
      }
      onChoose={(article) => {
        share(article);
        onDone();
      }}
    />
  );
}

function useSharing(conversationId: string) {
  const { api } = useWork();
  const watermark = useSnapshot().conversations.get(conversationId)?.log.watermark ?? 0;
  const say = useToast();
  const { mutate } = useMutation({
    ...sharing(api, conversationId),
    onError: (error) => say(`The article was not shared. ${isApiError(error) ? error.message : ""}`.trim()),
  });
  return (article: ArticleSummary) => mutate(cardAt(watermark, article));
}

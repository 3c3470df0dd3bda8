import { isApiError } from "@frontdesk/widget/client";
import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { useToast } from "../parts/toasts";
import styles from "./bot_answer.module.css";

interface Props {
  conversationId: string;
  /** The visitor's question, or the bot's answer to it. */
  seq: number;
  articleId: string;
  title: string;
  isOpenAtFirst?: boolean;
}

/** Tells the bot which article was the right one, and, where wanted, that it can be asked in these words too. */
export function ConfirmAnswer({ conversationId, seq, articleId, title, isOpenAtFirst = false }: Props) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [learns, setLearns] = useState(true);
  const { confirm, isBusy, isDone } = useConfirmation(conversationId, seq);
  if (isDone) {
    return (
      <p className={styles.confirmed} role="status">
        <Check size={13} aria-hidden="true" />
        Noted: “{title}” answers it.
      </p>
    );
  }
  if (!isOpen) {
    return (
      <button type="button" className={styles.action} onClick={() => setOpen(true)}>
        This article answers it
      </button>
    );
  }
  return (
    <div className={styles.confirm}>
      <label>
        <input type="checkbox" checked={learns} onChange={(event) => setLearns(event.target.checked)} />
        Learn the visitor’s words as an example
      </label>
      <div className={styles.buttons}>
        <Button disabled={isBusy} onClick={() => confirm({ article_id: articleId, add_example: learns })}>
          Confirm
        </Button>
        {!isOpenAtFirst && (
          <button type="button" className={styles.action} onClick={() => setOpen(false)}>
            Cancel
          </button>
        )}
      </div>
    </div>
  );
}

function useConfirmation(conversationId: string, seq: number) {
  const { api } = useWork();
  const say = useToast();
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: (answer: Parameters<typeof api.confirmAnswer>[2]) => api.confirmAnswer(conversationId, seq, answer),
    onError: (error) => say(`This could not be noted. ${isApiError(error) ? error.message : ""}`.trim()),
  });
  return { confirm: mutate, isBusy: isPending, isDone: isSuccess };
}

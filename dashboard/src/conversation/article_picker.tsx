import type { ArticleSummary } from "@frontdesk/widget/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { type ComponentProps, type ReactElement, useState } from "react";
import { useWork } from "../app/work";
import { useSettled } from "../inbox/use_settled";
import { Popover } from "../parts/popover";
import styles from "./article.module.css";

const PAUSE_MS = 200;
const SHOWN = 20;

interface Props extends Pick<ComponentProps<typeof Popover>, "isModal" | "onClosed"> {
  trigger: ReactElement;
  label: string;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  onChoose: (article: ArticleSummary) => void;
}

/** Finds a published article by a few words. */
export function ArticlePicker({ trigger, label, isOpen, onOpenChange, onChoose, ...rest }: Props) {
  const [isOwnOpen, setOwnOpen] = useState(false);
  const setOpen = onOpenChange ?? setOwnOpen;
  return (
    <Popover trigger={trigger} label={label} isWide isOpen={isOpen ?? isOwnOpen} onOpenChange={setOpen} {...rest}>
      <ArticleSearch
        label={label}
        onChoose={(article) => {
          setOpen(false);
          onChoose(article);
        }}
      />
    </Popover>
  );
}

function ArticleSearch({ label, onChoose }: Pick<Props, "label" | "onChoose">) {
  const { api } = useWork();
  const [words, setWords] = useState("");
  const [pointed, setPointed] = useState("");
  const q = useSettled(words.trim(), PAUSE_MS);
  const { data, isPending, isError } = useQuery({
    queryKey: ["article-search", q],
    queryFn: async () => (await api.articles({ q, published: true, limit: SHOWN })).items,
    placeholderData: keepPreviousData,
  });
  // What comes late is chosen from its first on, too.
  const at = data?.some(({ id }) => id === pointed) ? pointed : (data?.[0]?.id ?? "");
  return (
    <Command label={label} shouldFilter={false} value={at} onValueChange={setPointed} className={styles.search} loop>
      <Command.Input
        className={styles.input}
        value={words}
        onValueChange={setWords}
        placeholder="Search the articles"
        autoFocus
      />
      <Command.List className={styles.list}>
        {isPending && <Command.Loading className={styles.wait}>Searching…</Command.Loading>}
        {isError && <p className={styles.wait}>The articles could not be loaded.</p>}
        {data && <Command.Empty className={styles.wait}>No published article has these words.</Command.Empty>}
        {data?.map((article) => (
          <Command.Item key={article.id} value={article.id} className={styles.item} onSelect={() => onChoose(article)}>
            <span className={styles.itemTitle}>{article.title}</span>
            <span className={styles.itemText}>{article.excerpt}</span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

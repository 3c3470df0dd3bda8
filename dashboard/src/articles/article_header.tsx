import type { Article } from "@frontdesk/widget/client";
import { ArrowLeft, EllipsisVertical, ExternalLink, EyeOff, FlaskConical, Trash2, Undo2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { Button, IconButton } from "../parts/button";
import { Dialog } from "../parts/dialog";
import menu from "../parts/menu.module.css";
import { useCommand } from "../shortcuts/running";
import { fullMoment } from "../text/time";
import { useNow } from "../text/use_now";
import { agoWords } from "./ago_words";
import type { Editor } from "./article_editor";
import styles from "./article_page.module.css";
import { DeleteArticle } from "./delete_article";
import { Published, Views, Votes } from "./marks";
import { pageAddress } from "./public_page";
import { TestPanel } from "./test_panel";
import { useWidgetToken } from "./use_widget_token";

interface Props {
  article: Article | null;
  editor: Editor;
}

/** Which article it is, how it fares, and what can be done with it. */
export function ArticleHeader({ article, editor }: Props) {
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<"test" | "delete" | null>(null);
  const close = () => setOpen(null);
  useCommand("test-question", () => setOpen("test"));
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <Link href="/articles" className={styles.back}>
          <ArrowLeft size={15} aria-hidden="true" />
          Articles
        </Link>
        <p className={styles.state} role="status">
          {editor.isDirty ? "Unsaved changes" : ""}
        </p>
      </div>
      <div className={styles.bar}>
        <h1 className={styles.name}>{article?.title ?? "New article"}</h1>
        <div className={styles.actions}>
          {article && (
            <Button onClick={() => setOpen("test")}>
              <FlaskConical size={15} aria-hidden="true" />
              Test a question
            </Button>
          )}
          <Saving article={article} editor={editor} />
          {(article || editor.isDirty) && <More article={article} editor={editor} onDelete={() => setOpen("delete")} />}
        </div>
      </div>
      {article && <Facts article={article} />}
      <Dialog
        isOpen={open === "test"}
        onOpenChange={close}
        title="Test a question"
        about="What the bot would do with it. Nothing is stored."
        width="wide"
      >
        <div className={styles.trial}>
          <TestPanel onLeave={close} />
        </div>
      </Dialog>
      {article && open === "delete" && (
        <DeleteArticle article={article} close={close} onDeleted={() => navigate("/articles", { replace: true })} />
      )}
    </header>
  );
}

function Saving({ article, editor }: Props) {
  const { isDirty, isBusy, save } = editor;
  if (article?.published) {
    return (
      <Button tone="primary" disabled={isBusy || !isDirty} onClick={() => save()}>
        Save
      </Button>
    );
  }
  return (
    <>
      <Button disabled={isBusy || !isDirty} onClick={() => save()}>
        {article ? "Save" : "Save as draft"}
      </Button>
      <Button tone="primary" disabled={isBusy} onClick={() => save(true)}>
        Publish
      </Button>
    </>
  );
}

function More({ article, editor, onDelete }: Props & { onDelete: () => void }) {
  const token = useWidgetToken();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label="More actions">
          <EllipsisVertical size={16} />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          {article?.published && token && (
            <DropdownMenu.Item className={menu.item} asChild>
              <a href={pageAddress(token, article.slug)} target="_blank" rel="noopener noreferrer">
                <ExternalLink size={15} aria-hidden="true" />
                Open its public page
              </a>
            </DropdownMenu.Item>
          )}
          {article?.published && (
            <DropdownMenu.Item className={menu.item} disabled={editor.isBusy} onSelect={editor.withdraw}>
              <EyeOff size={15} aria-hidden="true" />
              Unpublish
            </DropdownMenu.Item>
          )}
          {editor.isDirty && (
            <DropdownMenu.Item className={menu.item} disabled={editor.isBusy} onSelect={editor.discard}>
              <Undo2 size={15} aria-hidden="true" />
              Discard the unsaved changes
            </DropdownMenu.Item>
          )}
          {article && (
            <DropdownMenu.Item className={menu.item} onSelect={onDelete}>
              <Trash2 size={15} aria-hidden="true" />
              Delete
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Facts({ article }: { article: Article }) {
  const now = useNow();
  const { published, updated_at: at, updated_by: by } = article;
  return (
    <p className={styles.facts}>
      <Published isPublished={published} />
      <Views count={article.views} isSpelled />
      <Votes helpful={article.helpful} unhelpful={article.unhelpful} isSpelled />
      <span>
        Changed by {by.name},{" "}
        <time dateTime={at} title={fullMoment(at)}>
          {agoWords(at, now)}
        </time>
      </span>
    </p>
  );
}

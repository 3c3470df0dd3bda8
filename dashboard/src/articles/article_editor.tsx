import type { Article } from "@frontdesk/widget/client";
import type { KeyboardEvent } from "react";
import { ArticleDialog } from "../conversation/article_dialog";
import { Button } from "../parts/button";
import { Field, TextInput } from "../parts/field";
import { Notice } from "../parts/notice";
import page from "../parts/page.module.css";
import { useProblemFocus } from "../parts/use_problem_focus";
import { WordsField } from "../parts/words_field";
import { languageName } from "../text/visitor";
import { asSlug, overtakenSentence, wholeSlug, withTags } from "./article_fields";
import { ArticleHeader } from "./article_header";
import styles from "./article_page.module.css";
import { BodyEditor } from "./body_editor";
import { ExamplesField } from "./examples_field";
import { useKnownMarks } from "./queries";
import { useArticleEditor } from "./use_article_editor";

interface Props {
  /** Null for a new one. */
  article: Article | null;
  draftKey: string;
  onCreated: (article: Article) => void;
}

export type Editor = ReturnType<typeof useArticleEditor>;

export function ArticleEditor({ article, draftKey, onCreated }: Props) {
  const editor = useArticleEditor(article, draftKey, onCreated);
  const form = useProblemFocus<HTMLDivElement>(editor.refusals);
  const saveByKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!editor.isBusy && (editor.isDirty || !article)) editor.save();
  };
  return (
    <section className={page.frame} aria-label={article ? "Article" : "New article"} onKeyDown={saveByKey}>
      <div className={page.sheet}>
        <ArticleHeader article={article} editor={editor} />
        <div ref={form} className={styles.fields}>
          <Conflict editor={editor} />
          {editor.refusal && <Notice tone="breach">{editor.refusal}</Notice>}
          <TitleField editor={editor} isNew={article === null} />
          <BodyEditor
            body={editor.fields.body}
            problem={editor.problems.body}
            onChange={(body) => editor.change({ body })}
          />
          <div className={styles.particulars}>
            <ExamplesField
              examples={editor.fields.examples}
              problem={editor.problems.examples}
              onChange={(examples) => editor.change({ examples })}
            />
            <Particulars editor={editor} isNew={article === null} />
          </div>
        </div>
      </div>
    </section>
  );
}

/** A colleague was quicker: whose words stand is for the agent to say. */
function Conflict({ editor: { conflict, keepMine, takeTheirs, isBusy } }: { editor: Editor }) {
  if (!conflict) return null;
  const { theirs, fields } = conflict;
  return (
    <div className={styles.conflict} role="alert">
      <p>{overtakenSentence(theirs.updated_by.name, fields)}</p>
      <p>
        As it is now: <ArticleDialog id={theirs.id} title={theirs.title} />
      </p>
      <div className={styles.choices}>
        <Button disabled={isBusy} onClick={keepMine}>
          Save mine over it
        </Button>
        <Button disabled={isBusy} onClick={takeTheirs}>
          Take theirs
        </Button>
      </div>
    </div>
  );
}

function TitleField({ editor, isNew }: { editor: Editor; isNew: boolean }) {
  return (
    <Field label="Title" error={editor.problems.title}>
      {(control) => (
        <TextInput
          {...control}
          className={styles.title ?? ""}
          autoComplete="off"
          autoFocus={isNew && editor.fields.title === ""}
          placeholder="What a visitor would ask, or what it is about"
          value={editor.fields.title}
          onChange={(event) => editor.change({ title: event.target.value })}
        />
      )}
    </Field>
  );
}

function Particulars({ editor, isNew }: { editor: Editor; isNew: boolean }) {
  const known = useKnownMarks();
  const { fields, problems, change } = editor;
  return (
    <div className={styles.column}>
      <Field label="Address" isOptional={isNew} error={problems.slug} hint={addressHint(editor, isNew)}>
        {(control) => (
          <TextInput
            {...control}
            className={styles.slug ?? ""}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={isNew ? wholeSlug(asSlug(fields.title)) : ""}
            value={fields.slug}
            onChange={(event) => change({ slug: asSlug(event.target.value) })}
            onBlur={() => fields.slug.endsWith("-") && change({ slug: wholeSlug(fields.slug) })}
          />
        )}
      </Field>
      <WordsField
        label="Tags"
        noun="tag"
        words={fields.tags}
        known={known.tags}
        placeholder="orders, shipping, …"
        problem={problems.tags}
        withTyped={withTags}
        onChange={(tags) => change({ tags })}
      />
      <Field label="Language" error={problems.locale} hint={problems.locale ? undefined : languageName(fields.locale)}>
        {(control) => (
          <>
            <TextInput
              {...control}
              list={`${control.id}-known`}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={fields.locale}
              onChange={(event) => change({ locale: event.target.value.trim() })}
            />
            <datalist id={`${control.id}-known`}>
              {known.locales.map((locale) => (
                <option key={locale} value={locale} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </div>
  );
}

function addressHint({ hasNewSlug }: Editor, isNew: boolean): string {
  if (isNew) return "What its page’s address ends with. Made from the title where you give none.";
  return hasNewSlug ? "Links to the address before will no longer work." : "What its page’s address ends with.";
}

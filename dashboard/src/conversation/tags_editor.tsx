import type { AgentConversation } from "@frontdesk/widget/client";
import { Plus, X } from "lucide-react";
import { type FormEvent, Fragment, useRef, useState } from "react";
import { Field, TextInput } from "../parts/field";
import { Popover } from "../parts/popover";
import { useCommand } from "../shortcuts/running";
import styles from "./facts_bar.module.css";
import { cleanTag, tagProblem } from "./tags";
import { useEdit } from "./use_edit";

/** The tags that there is room for; all of them in the window that opens. */
export function TagsEditor({ conversation }: { conversation: AgentConversation }) {
  const [isOpen, setOpen] = useState(false);
  const { tags } = conversation;
  useCommand("tags", () => setOpen(true));
  const trigger = (
    <button type="button" className={styles.tags} aria-label={labelFor(tags)}>
      {tags.length === 0 ? (
        <span className={styles.fact}>
          <Plus size={14} aria-hidden="true" />
          Tag
        </span>
      ) : (
        tags.map((tag) => (
          <Fragment key={tag}>
            <span className={styles.tag}>{tag}</span>{" "}
          </Fragment>
        ))
      )}
    </button>
  );
  return (
    <Popover trigger={trigger} label="Tags" isOpen={isOpen} onOpenChange={setOpen}>
      <TagsForm conversation={conversation} />
    </Popover>
  );
}

function TagsForm({ conversation }: { conversation: AgentConversation }) {
  const { edit } = useEdit(conversation);
  const { tags } = conversation;
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const tag = cleanTag(typed);
  const problem = tag === "" ? null : tagProblem(tags, tag);

  function add(event: FormEvent) {
    event.preventDefault();
    if (tag === "" || problem) return;
    edit({ tags: [...tags, tag] });
    setTyped("");
  }

  function remove(other: string) {
    edit({ tags: tags.filter((each) => each !== other) });
    input.current?.focus();
  }

  return (
    <div className={styles.editor}>
      <form onSubmit={add}>
        <Field label="Add a tag" error={problem} hint="Enter adds it.">
          {(control) => (
            <TextInput
              {...control}
              ref={input}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
            />
          )}
        </Field>
      </form>
      {tags.length > 0 && (
        <ul className={styles.chosen} aria-label="Tags of this conversation">
          {tags.map((each) => (
            <li key={each} className={styles.tag}>
              {each}
              <button type="button" aria-label={`Remove ${each}`} onClick={() => remove(each)}>
                <X size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function labelFor(tags: readonly string[]): string {
  return tags.length === 0 ? "Add a tag" : `Tags: ${tags.join(", ")}. Edit`;
}

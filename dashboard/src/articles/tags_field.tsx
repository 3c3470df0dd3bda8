import { X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Field } from "../parts/field";
import { withTags } from "./article_fields";
import styles from "./article_page.module.css";

interface Props {
  tags: readonly string[];
  known: readonly string[];
  onChange: (tags: string[]) => void;
  problem: string | undefined;
}

/** Short words, each ended by Enter or a comma. The ones that other articles have are offered. */
export function TagsField({ tags, known, onChange, problem }: Props) {
  const offered = useId();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const take = () => {
    if (typed.trim() === "") return;
    onChange(withTags(tags, typed));
    setTyped("");
  };
  const drop = (tag: string) => {
    onChange(tags.filter((other) => other !== tag));
    input.current?.focus();
  };
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if ((event.key === "Enter" || event.key === ",") && typed.trim() !== "") {
      event.preventDefault();
      take();
    }
    if (event.key === "Backspace" && typed === "" && tags.length > 0) onChange(tags.slice(0, -1));
  };
  return (
    <Field label="Tags" isOptional error={problem}>
      {(control) => (
        <div className={styles.tokens}>
          {tags.map((tag) => (
            <span key={tag} className={styles.token}>
              {tag}
              <button type="button" aria-label={`Remove the tag ${tag}`} onClick={() => drop(tag)}>
                <X size={12} />
              </button>
            </span>
          ))}
          <input
            {...control}
            ref={input}
            type="text"
            list={offered}
            autoComplete="off"
            placeholder={tags.length === 0 ? "orders, shipping, …" : ""}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={pressed}
            onBlur={take}
          />
          <datalist id={offered}>
            {known
              .filter((tag) => !tags.includes(tag))
              .map((tag) => (
                <option key={tag} value={tag} />
              ))}
          </datalist>
        </div>
      )}
    </Field>
  );
}
